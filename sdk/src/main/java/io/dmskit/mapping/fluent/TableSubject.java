package io.dmskit.mapping.fluent;

import io.dmskit.catalog.TableName;
import io.dmskit.mapping.Checks;
import io.dmskit.mapping.DataType;
import io.dmskit.mapping.LobSettings;
import io.dmskit.mapping.ObjectMappingRule;
import io.dmskit.mapping.ParallelLoad;
import io.dmskit.mapping.ParallelLoad.PartitionsAuto;
import io.dmskit.mapping.ParallelLoad.PartitionsList;
import io.dmskit.mapping.ParallelLoad.SubpartitionsAuto;
import io.dmskit.mapping.Rule;
import io.dmskit.mapping.SelectionRule.Action;
import io.dmskit.mapping.SelectionRule.TableType;
import io.dmskit.mapping.Statement;
import io.dmskit.mapping.Transformation;
import io.dmskit.mapping.Transformation.DefinePrimaryKey;
import java.time.Year;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** One table. */
public final class TableSubject extends AnyTables {
    TableSubject(String schema, String table) {
        super(schema, table);
    }

    /** Goes on with the rows for which a condition holds. */
    public FilteredTable where(ColumnCondition condition) {
        return new FilteredTable(schema(), table(), TableType.TABLE).where(condition);
    }

    /** Selects the table. */
    public Inclusion include() {
        return Inclusion.of(Action.INCLUDE, schema(), table(), TableType.TABLE);
    }

    /** Selects the table of exactly this name, underscores included. */
    public Inclusion explicit() {
        return Inclusion.of(Action.EXPLICIT, schema(), table(), TableType.TABLE);
    }

    /** Leaves the table out, whatever includes it. */
    public Statement exclude() {
        return Inclusion.excluding(schema(), table(), TableType.TABLE);
    }

    /** Gives the table another name. */
    public Statement renameTo(String name) {
        return does(new Transformation.Rename(name));
    }

    /** Goes on with one of the table's columns. */
    public TableColumnSubject column(String name) {
        return new TableColumnSubject(schema(), table(), Exact.name("column", name));
    }

    /** Gives the target's table a primary key of these target columns, in this order. */
    public Statement definePrimaryKey(String name, String first, String... others) {
        return does(new DefinePrimaryKey(name, list(first, others), false));
    }

    /** Gives the target's table a unique index of these target columns, in this order. */
    public Statement defineUniqueIndex(String name, String first, String... others) {
        return does(new DefinePrimaryKey(name, list(first, others), true));
    }

    /**
     * Tells the rows of several sources apart that go into one table: each carries {@code value} in a column that only the target has,
     * and the key begins with it. DMS cannot change a key; this stands for an add-column and a define-primary-key.
     *
     * @param column the new column, a text as long as the value
     * @param value what all rows of this source have in it, such as a store's number
     * @param key first of the target's columns that make the key so far
     * @param others further ones
     */
    public Statement prefixKey(String column, String value, String key, String... others) {
        List<String> columns = new ArrayList<>(list(key, others));
        columns.add(0, column);
        List<Rule> rules = new ArrayList<>(addColumn(column, DataType.string(value.length()))
                .asConstant(value)
                .rules());
        rules.addAll(
                does(new DefinePrimaryKey(table() + "_pkey", columns, false)).rules());
        return new NewRules(rules);
    }

    /** Loads the table by its own partitions at once; not from PostgreSQL. */
    public TableLoad loadByPartitions() {
        return load(new PartitionsAuto());
    }

    /** Loads these partitions at once, and no others; not from PostgreSQL. */
    public TableLoad loadByPartitions(String first, String... others) {
        return load(new PartitionsList(list(first, others), List.of()));
    }

    /** Loads the table by its own subpartitions at once; from Oracle only. */
    public TableLoad loadBySubpartitions() {
        return load(new SubpartitionsAuto());
    }

    /**
     * Goes on with the boundaries at which a column cuts the table into segments that are loaded at once. Rows where the column is
     * NULL belong to none and are not loaded.
     */
    public Segmentation.ByColumn loadInParallelBy(String column) {
        return new Segmentation.ByColumn(name(), column);
    }

    /** Goes on with the boundaries at which several columns, the most significant first, cut the table into segments. */
    public Segmentation.ByColumns loadInParallelBy(String first, String second, String... others) {
        List<String> columns = new ArrayList<>(List.of(first));
        columns.addAll(list(second, others));
        return new Segmentation.ByColumns(name(), columns);
    }

    /**
     * Loads the table in one segment per year of a date. The first holds the years before {@code first} too, the last those after
     * {@code last}; rows without a date are not loaded.
     *
     * @throws IllegalArgumentException if there are not at least two years
     */
    public TableLoad loadInParallelByYear(String column, int first, int last) {
        Checks.require(
                0 < first && first < last && last <= 9999,
                "years " + first + " to " + last + " make no segments: give the first and the last of several");
        return loadInParallelBy(column)
                .splitAt(IntStream.rangeClosed(first + 1, last)
                        .mapToObj(year -> Year.of(year).atDay(1).toString())
                        .toArray(String[]::new));
    }

    /** Loads the table in the way given. */
    public TableLoad load(ParallelLoad load) {
        return TableLoad.of(name(), load);
    }

    /** Handles the table's LOBs in this way instead of the task's. */
    public TableLoad lobs(LobSettings lobs) {
        return TableLoad.of(name(), lobs);
    }

    /** Goes on with the records that a row becomes, with one attribute per column; for Kafka, Kinesis and DynamoDB. */
    public RecordMapping mapToRecord() {
        return RecordMapping.of(schema(), table(), ObjectMappingRule.Action.MAP_RECORD_TO_RECORD);
    }

    /** Goes on with the documents that a row becomes, whose attribute _doc holds the columns; for Kafka, Kinesis and DynamoDB. */
    public RecordMapping mapToDocument() {
        return RecordMapping.of(schema(), table(), ObjectMappingRule.Action.MAP_RECORD_TO_DOCUMENT);
    }

    private TableName name() {
        return new TableName(schema(), table());
    }

    private static List<String> list(String first, String... others) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(List.of(others));
        return all;
    }
}
