package io.dmskit.verify;

import java.util.List;

/**
 * The rows of one side, brought to the form in which both sides are compared. All members are SQL text of the side's dialect.
 *
 * @param from the table
 * @param where condition on its rows; empty text if all count
 * @param columns canonical text of each compared column
 * @param key canonical text of each key column
 * @param readableKey readable text of each key column
 */
record Projection(String from, String where, List<String> columns, List<String> key, List<String> readableKey) {
    Projection {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        readableKey = List.copyOf(readableKey);
    }
}
