package io.dmskit.proposal;

import io.dmskit.catalog.TableName;

/**
 * What is known of the values of a LOB column.
 *
 * @param table its table
 * @param column its name
 * @param type the database's type
 * @param values how many values were looked at
 * @param largest bytes of the largest
 * @param average bytes of the average one
 * @param exact whether all values were looked at rather than a sample
 */
public record LobColumn(
        TableName table, String column, String type, long values, long largest, long average, boolean exact) {
    /** Returns the size of the largest in KB, rounded up. */
    int largestKb() {
        return (int) Math.min(Integer.MAX_VALUE, (largest + 1023) / 1024);
    }
}
