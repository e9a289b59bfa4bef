package io.dmskit.mapping.fluent;

import io.dmskit.mapping.DataType;
import io.dmskit.mapping.ObjectLocator;
import io.dmskit.mapping.Statement;
import io.dmskit.mapping.Transformation.AddBeforeImageColumns;
import io.dmskit.mapping.Transformation.BeforeImages;

/** One table or a pattern of tables: what may be done with either. */
public abstract sealed class AnyTables extends NamedSubject permits TableSubject, TablesSubject {
    private final String schema;
    private final String table;

    AnyTables(String schema, String table) {
        super(ObjectLocator.tables(schema, table));
        this.schema = schema;
        this.table = table;
    }

    final String schema() {
        return schema;
    }

    final String table() {
        return table;
    }

    /** Goes on with every column of a pattern. */
    public final ColumnsSubject columns(String pattern) {
        return new ColumnsSubject(schema, table, pattern);
    }

    /** Goes on with a new column on the target; no column of the source may have its name, in whatever case. */
    public final NewColumn addColumn(String name, DataType type) {
        return new NewColumn(ObjectLocator.columns(schema, table, "%"), name, type);
    }

    /** Adds a column with the value before each change, for these columns. Only tasks that capture changes have them. */
    public final Statement addBeforeImages(BeforeImages columns) {
        return addBeforeImages(AddBeforeImageColumns.PREFIX, "", columns);
    }

    /** Adds a column with the value before each change, for these columns, named with a prefix and a suffix of its own. */
    public final Statement addBeforeImages(String prefix, String suffix, BeforeImages columns) {
        return NewRules.of(
                ObjectLocator.columns(schema, table, "%"), new AddBeforeImageColumns(prefix, suffix, columns));
    }

    /** Goes on with the tablespaces of the tables. */
    public final TablespaceSubject tablespace(String pattern) {
        return new TablespaceSubject(ObjectLocator.tableTablespaces(schema, table, pattern));
    }

    /** Goes on with the tablespaces of the tables' indexes. */
    public final TablespaceSubject indexTablespace(String pattern) {
        return new TablespaceSubject(ObjectLocator.indexTablespaces(schema, table, pattern));
    }

    /**
     * Tags the objects that an S3 target gets; key and value may hold <code>${schema-name}</code> and <code>${table-name}</code>.
     */
    public final Tagging addTag(String key, String value) {
        return new Tagging(schema, table).addTag(key, value);
    }
}
