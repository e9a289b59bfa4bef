package io.dmskit.mapping;

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
