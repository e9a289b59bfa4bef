package io.dmskit.verify;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/**
 * What a set of rows comes to: equal digests mean equal rows, but for a chance of about 2<sup>-96</sup>.
 *
 * @param rows how many
 * @param low sum over the first 48 bits of each row's hash
 * @param high sum over the next 48 bits
 */
record Digest(long rows, BigDecimal low, BigDecimal high) {
    /** Returns both sums as hexadecimal digits; equal digests have the same, and others hardly ever. */
    String checksum() {
        return hex(low) + "-" + hex(high);
    }

    private static String hex(BigDecimal sum) {
        return String.format("%012x", sum.toBigIntegerExact());
    }

    static Digest count(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return new Digest(row.getLong(1), BigDecimal.ZERO, BigDecimal.ZERO);
        }
    }

    static Digest of(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return read(row, 1);
        }
    }

    static Map<Integer, Digest> ofBuckets(Statement statement, String query) throws SQLException {
        Map<Integer, Digest> digests = new HashMap<>();
        try (ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                digests.put(row.getInt(1), read(row, 2));
            }
        }
        return digests;
    }

    private static Digest read(ResultSet row, int from) throws SQLException {
        return new Digest(row.getLong(from), row.getBigDecimal(from + 1), row.getBigDecimal(from + 2));
    }
}
