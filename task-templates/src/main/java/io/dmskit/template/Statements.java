package io.dmskit.template;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Single statements with bound values. */
final class Statements {
    private Statements() {}

    /** Carries out an insert, update or delete and returns how many rows it touched. */
    static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, values)) {
            return statement.executeUpdate();
        }
    }

    /** Returns the first column of the first row, if there is a row and it is not null there. */
    static <T> Optional<T> first(Connection connection, Class<T> type, String sql, Object... values)
            throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, values);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.ofNullable(rows.getObject(1, type)) : Optional.empty();
        }
    }

    /** Returns the only value of a query that always has one. */
    static <T> T only(Connection connection, Class<T> type, String sql, Object... values) throws SQLException {
        return first(connection, type, sql, values).orElseThrow(() -> new SQLException("no value from: " + sql));
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
