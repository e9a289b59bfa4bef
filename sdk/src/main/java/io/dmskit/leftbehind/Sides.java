package io.dmskit.leftbehind;

import static java.util.stream.Collectors.joining;

import io.dmskit.catalog.PostgresSql;
import io.dmskit.catalog.TableName;
import io.dmskit.leftbehind.Belongings.ColumnName;
import io.dmskit.leftbehind.Belongings.Dialect;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * Both sides, and how one becomes the other.
 *
 * @param landing where names land
 * @param source what the source has
 * @param target what the target has
 * @param highest the highest value of the target's columns that are counted, as far as there is one
 */
record Sides(Landing landing, Belongings source, Belongings target, Map<ColumnName, BigDecimal> highest) {
    static final String NOT_ALL_LAND =
            "it names a column that does not land, or is written as only the source writes it";

    static String alter(TableName table) {
        return "ALTER TABLE " + PostgresSql.quote(table) + " ";
    }

    static String list(List<String> columns) {
        return columns.stream().map(PostgresSql::quote).collect(joining(", ", "(", ")"));
    }

    boolean fromMysql() {
        return source.dialect() == Dialect.MYSQL;
    }

    /** MySQL names within a table what PostgreSQL names within a schema. */
    String name(TableName target, String name) {
        return fromMysql() ? target.table() + "_" + name : name;
    }
}
