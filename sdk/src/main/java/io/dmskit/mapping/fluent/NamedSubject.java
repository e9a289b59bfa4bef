package io.dmskit.mapping.fluent;

import io.dmskit.mapping.ObjectLocator;
import io.dmskit.mapping.Statement;
import io.dmskit.mapping.Transformation;
import io.dmskit.mapping.expression.Expression;

/** A subject whose names on the target may differ: a schema, a table, a column or a tablespace. */
public abstract sealed class NamedSubject
        permits SchemaSubject, SchemasSubject, TablespaceSubject, AnyTables, ColumnsSubject {
    private final ObjectLocator locator;

    NamedSubject(ObjectLocator locator) {
        this.locator = locator;
    }

    final ObjectLocator locator() {
        return locator;
    }

    final Statement does(Transformation action) {
        return NewRules.of(locator, action);
    }

    /** Turns the name into lower case. */
    public final Statement toLowerCase() {
        return does(new Transformation.ConvertLowercase());
    }

    /** Turns the name into upper case. */
    public final Statement toUpperCase() {
        return does(new Transformation.ConvertUppercase());
    }

    /** Puts something before the name. */
    public final Statement addPrefix(String prefix) {
        return does(new Transformation.AddPrefix(prefix));
    }

    /** Puts something behind the name. */
    public final Statement addSuffix(String suffix) {
        return does(new Transformation.AddSuffix(suffix));
    }

    /** Takes a beginning away from names that have it. */
    public final Statement removePrefix(String prefix) {
        return does(new Transformation.RemovePrefix(prefix));
    }

    /** Takes an end away from names that have it. */
    public final Statement removeSuffix(String suffix) {
        return does(new Transformation.RemoveSuffix(suffix));
    }

    /** Replaces a beginning of names that have it. */
    public final Statement replacePrefix(String old, String prefix) {
        return does(new Transformation.ReplacePrefix(old, prefix));
    }

    /** Replaces an end of names that have it. */
    public final Statement replaceSuffix(String old, String suffix) {
        return does(new Transformation.ReplaceSuffix(old, suffix));
    }

    /**
     * Gives the name that an expression over the {@code $AR_M_SOURCE_...} variables makes. DMS's guide mentions it without a sample.
     *
     * @throws IllegalArgumentException if it is not one scalar expression
     */
    public final Statement renameBy(String expression) {
        return does(new Transformation.RenameByExpression(Expression.parse(expression)));
    }
}
