package io.dmskit.mapping;

import io.dmskit.mapping.TransformationRule.Target;
import java.util.Optional;

/**
 * What a transformation changes: rule-target and object-locator. It names source objects, case-sensitive.
 *
 * @param target rule-target
 * @param schema schema-name
 * @param table table-name; {@code %} for a schema
 * @param column column-name; {@code %} for anything but columns, and where the action names none
 * @param tablespace table-tablespace-name or index-tablespace-name; only for tablespaces
 * @param dataType data-type: only columns of this DMS type; only for columns
 */
public record ObjectLocator(
        Target target,
        NamePattern schema,
        NamePattern table,
        NamePattern column,
        Optional<NamePattern> tablespace,
        Optional<DataType.Name> dataType) {
    /**
     * Checks that there is nothing below the target.
     *
     * @throws IllegalArgumentException if there is
     */
    public ObjectLocator {
        Checks.filled("schema-name", schema.text());
        Checks.filled("table-name", table.text());
        Checks.filled("column-name", column.text());
        tablespace.ifPresent(name -> Checks.filled(target.word() + "-name", name.text()));
        Checks.require(
                target != Target.SCHEMA || table.equals(NamePattern.ANY),
                "a schema has no table-name, but here is \"" + table + "\": use target table");
        Checks.require(
                target == Target.COLUMN || (column.equals(NamePattern.ANY) && dataType.isEmpty()),
                "a " + target.word() + " has no column-name or data-type: use target column");
        Checks.require(
                target.isTablespace() == tablespace.isPresent(),
                "a " + target.word() + (tablespace.isPresent() ? " has no" : " needs a") + " tablespace name");
    }

    /** Returns schemas. */
    public static ObjectLocator schemas(String schema) {
        return new ObjectLocator(
                Target.SCHEMA, name(schema), NamePattern.ANY, NamePattern.ANY, Optional.empty(), Optional.empty());
    }

    /** Returns tables. */
    public static ObjectLocator tables(String schema, String table) {
        return new ObjectLocator(
                Target.TABLE, name(schema), name(table), NamePattern.ANY, Optional.empty(), Optional.empty());
    }

    /** Returns columns. */
    public static ObjectLocator columns(String schema, String table, String column) {
        return new ObjectLocator(
                Target.COLUMN, name(schema), name(table), name(column), Optional.empty(), Optional.empty());
    }

    /** Returns the tables' tablespaces. */
    public static ObjectLocator tableTablespaces(String schema, String table, String tablespace) {
        return tablespaces(Target.TABLE_TABLESPACE, schema, table, tablespace);
    }

    /** Returns the tablespaces of the tables' indexes. */
    public static ObjectLocator indexTablespaces(String schema, String table, String tablespace) {
        return tablespaces(Target.INDEX_TABLESPACE, schema, table, tablespace);
    }

    private static ObjectLocator tablespaces(Target target, String schema, String table, String tablespace) {
        return new ObjectLocator(
                target, name(schema), name(table), NamePattern.ANY, Optional.of(name(tablespace)), Optional.empty());
    }

    /** Returns those of the columns that have this type on the source. */
    public ObjectLocator ofType(DataType.Name type) {
        return new ObjectLocator(target, schema, table, column, tablespace, Optional.of(type));
    }

    /** Only {@code %} is a wildcard in a transformation. */
    private static NamePattern name(String text) {
        return new NamePattern(text, false);
    }

    /** Returns the name of the object itself, without what it is in. */
    public NamePattern own() {
        return switch (target) {
            case SCHEMA -> schema;
            case TABLE -> table;
            case COLUMN -> column;
            case TABLE_TABLESPACE, INDEX_TABLESPACE -> tablespace.orElse(NamePattern.ANY);
        };
    }

    /** Returns whether several tables, or columns of one table, can match: a constant name would make them one. */
    boolean namesMany() {
        return (target == Target.TABLE || target == Target.COLUMN)
                && own().text().indexOf('%') >= 0;
    }

    @Override
    public String toString() {
        return target.word()
                + switch (target) {
                    case SCHEMA -> " " + schema;
                    case TABLE -> " " + schema + "." + table;
                    case COLUMN ->
                        " " + schema + "." + table + "." + column
                                + dataType.map(type -> " of type " + type.word())
                                        .orElse("");
                    case TABLE_TABLESPACE, INDEX_TABLESPACE -> " " + own() + " of " + schema + "." + table;
                };
    }
}
