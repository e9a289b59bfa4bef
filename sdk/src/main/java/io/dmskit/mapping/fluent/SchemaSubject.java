package io.dmskit.mapping.fluent;

import io.dmskit.mapping.ObjectLocator;
import io.dmskit.mapping.Statement;
import io.dmskit.mapping.Transformation;

/** One schema. */
public final class SchemaSubject extends NamedSubject {
    SchemaSubject(String schema) {
        super(ObjectLocator.schemas(schema));
    }

    /** Gives the schema another name. */
    public Statement renameTo(String name) {
        return does(new Transformation.Rename(name));
    }
}
