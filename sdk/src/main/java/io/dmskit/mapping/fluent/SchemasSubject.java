package io.dmskit.mapping.fluent;

import io.dmskit.mapping.ObjectLocator;
import io.dmskit.mapping.Statement;
import io.dmskit.mapping.Transformation;

/** Every schema of a pattern. */
public final class SchemasSubject extends NamedSubject {
    SchemasSubject(String pattern) {
        super(ObjectLocator.schemas(pattern));
    }

    /** Brings the tables of all these schemas into one. Their names must differ, which is checked when the tables are known. */
    public Statement mergeInto(String schema) {
        return does(new Transformation.Rename(schema));
    }
}
