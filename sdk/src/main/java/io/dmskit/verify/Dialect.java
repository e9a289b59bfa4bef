package io.dmskit.verify;

import io.dmskit.catalog.Catalog;
import io.dmskit.catalog.Table;
import io.dmskit.catalog.TableName;
import io.dmskit.mapping.Transformation;
import io.dmskit.mapping.expression.Expression;
import io.dmskit.mapping.plan.TablePlan;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What a comparison asks of one database engine, as SQL text; the seam where another engine will stand. */
interface Dialect {
    /** Reads the tables of the database. */
    Catalog catalog(Connection connection) throws SQLException;

    /** Returns statements, run first in each transaction, that make values print alike on every server. */
    List<String> settings();

    /** Returns a query for the name of the current transaction's snapshot, for other sessions to share. */
    String exportSnapshot();

    /** Returns the statement by which a transaction that has just begun shares a snapshot. */
    String importSnapshot(String name);

    /** Returns a quoted table name. */
    String table(TableName name);

    /** Returns a quoted column name. */
    String column(String name);

    /** Returns the condition that the mapping's filters put on source rows; empty text if there is none. */
    String filters(TablePlan plan);

    /** Returns the condition that a column holds this constant. */
    String equal(String column, String constant);

    /** Returns the value as another type. */
    String cast(String value, String type);

    /** Returns the masked value; empty if the mask gives another result each time. */
    Optional<String> mask(String value, Transformation.Masking mask);

    /** Returns the expression's value over a source row; empty if the engine would not give exactly what SQLite gives. */
    Optional<String> expression(Expression expression, Table source);

    /** Returns the value as readable text, NULL as {@code ~}. */
    String readable(String value);

    /** Returns the value's part in the text of a row. */
    String canonical(String value, CanonicalForm form);

    /** Returns a query for the number of rows. */
    String count(Projection rows);

    /** Returns a query for the number of rows and two sums over the hashes of their texts. */
    String digest(Projection rows);

    /** Returns a query for bucket number, rows and two sums, for each of so many buckets of keys. */
    String buckets(Projection rows, int buckets);

    /** Returns a query for readable key and hash of each column, both as arrays, of the rows in the chosen buckets. */
    String rows(Projection rows, int buckets, List<Integer> chosen);
}
