package io.dmskit.mapping.fluent;

import io.dmskit.mapping.SelectionRule.TableType;
import io.dmskit.mapping.TableMappings;

/**
 * Where table mappings begin: the subject first, then what is done with it.
 *
 * <pre>{@code
 * import static io.dmskit.mapping.fluent.Mapping.*;
 *
 * TableMappings mappings = TableMappings.of(
 *         tables("crm", "%").include(),
 *         table("crm", "accounts").where(column("region").equalTo("EMEA")).include().loadOrder(3),
 *         tables("crm", "tmp%").exclude(),
 *         schema("crm").renameTo("customers"),
 *         columns("crm", "%", "%").toLowerCase(),
 *         table("crm", "accounts").column("full_name").splitInto("first_name", "last_name"));
 * }</pre>
 *
 * <p>One table and a pattern of tables are two types, since DMS lets only the one have filters, settings or a primary key. What it
 * forbids is not there to call; what depends on other statements is checked by {@link TableMappings#of}.
 *
 * <p>In a pattern {@code %} stands for any characters. Mind that DMS takes {@code _} in an include or exclude for any one
 * character, of an exact name too; {@link TableSubject#explicit} does not.
 */
public final class Mapping {
    private Mapping() {}

    /** Begins a statement about one schema. */
    public static SchemaSubject schema(String schema) {
        return new SchemaSubject(Exact.name("schema", schema));
    }

    /** Begins a statement about every schema of a pattern. */
    public static SchemasSubject schemas(String pattern) {
        return new SchemasSubject(pattern);
    }

    /** Begins a statement about one table. */
    public static TableSubject table(String schema, String table) {
        return new TableSubject(Exact.name("schema", schema), Exact.name("table", table));
    }

    /** Begins a statement about every table of a pattern. */
    public static TablesSubject tables(String schemaPattern, String tablePattern) {
        return new TablesSubject(schemaPattern, tablePattern);
    }

    /** Begins a statement about one view, which full-load tasks can load. */
    public static ViewSubject view(String schema, String view) {
        return new ViewSubject(Exact.name("schema", schema), Exact.name("view", view));
    }

    /** Begins a statement about every view of a pattern. */
    public static ViewsSubject views(String schemaPattern, String viewPattern) {
        return new ViewsSubject(schemaPattern, viewPattern, TableType.VIEW);
    }

    /** Begins a statement about one column of one table. */
    public static TableColumnSubject column(String schema, String table, String column) {
        return table(schema, table).column(column);
    }

    /** Begins a statement about every column of a pattern. */
    public static ColumnsSubject columns(String schemaPattern, String tablePattern, String columnPattern) {
        return tables(schemaPattern, tablePattern).columns(columnPattern);
    }

    /** Begins a condition of {@code where}, on a source column. */
    public static ColumnTest column(String name) {
        return new ColumnTest(name);
    }
}
