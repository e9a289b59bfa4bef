package io.dmskit.mapping.fluent;

import io.dmskit.mapping.ObjectLocator;
import io.dmskit.mapping.Statement;
import io.dmskit.mapping.Transformation;

/** A tablespace of tables or of their indexes; from Oracle to Oracle only. */
public final class TablespaceSubject extends NamedSubject {
    TablespaceSubject(ObjectLocator locator) {
        super(locator);
    }

    /** Gives the tablespace another name. */
    public Statement renameTo(String name) {
        return does(new Transformation.Rename(name));
    }
}
