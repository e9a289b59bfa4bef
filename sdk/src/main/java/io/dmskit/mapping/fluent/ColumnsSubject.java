package io.dmskit.mapping.fluent;

import io.dmskit.mapping.DataType;
import io.dmskit.mapping.ObjectLocator;
import io.dmskit.mapping.Statement;
import io.dmskit.mapping.Transformation;

/** Columns: what may be done with one and with many. */
public sealed class ColumnsSubject extends NamedSubject permits ColumnSubject {
    ColumnsSubject(String schema, String table, String column) {
        super(ObjectLocator.columns(schema, table, column));
    }

    private ColumnsSubject(ObjectLocator locator) {
        super(locator);
    }

    /** Goes on with those of the columns that have this type on the source. */
    public final ColumnsSubject ofType(DataType.Name type) {
        return new ColumnsSubject(locator().ofType(type));
    }

    /** Leaves the columns out. */
    public final Statement remove() {
        return does(new Transformation.RemoveColumn());
    }

    /** Keeps the columns, and of their tables no others but those of further such statements. */
    public final Statement include() {
        return does(new Transformation.IncludeColumn());
    }

    /** Gives the columns another type. */
    public final Statement changeTypeTo(DataType type) {
        return does(new Transformation.ChangeDataType(type));
    }

    /** Replaces every digit with a character; for texts, from engine version 3.5.4 on. */
    public final Statement maskDigits(char mask) {
        return does(new Transformation.DigitsMask(mask));
    }

    /** Replaces every digit with a random one; for texts and numbers, from engine version 3.5.4 on. */
    public final Statement randomizeDigits() {
        return does(new Transformation.DigitsRandomize());
    }

    /** Replaces the value with its SHA-256, 64 characters long; for texts, from engine version 3.5.4 on. */
    public final Statement hash() {
        return does(new Transformation.HashMask());
    }
}
