package io.dmskit;

import io.dmskit.local.database.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What tests say to databases as their superuser, each time in a session of its own. */
public final class Sql {
    /** No such table or schema, a serialization failure, a deadlock, a lock that is taken. */
    private static final Set<String> NOT_YET = Set.of("42P01", "3F000", "40001", "40P01", "55P03");

    private Sql() {}

    /** Runs statements one after the other; several in one text share a transaction. */
    public static void run(PostgresServer server, String... statements) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Returns the one text that is the answer to a question. */
    public static String text(PostgresServer server, String sql) throws SQLException {
        List<String> lines = lines(server, sql);
        if (lines.size() != 1) {
            throw new AssertionError(lines.size() + " rows instead of one: " + sql);
        }
        return lines.get(0);
    }

    /** Returns the first column of every row as a text, which must not be null. */
    public static List<String> lines(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> lines = new ArrayList<>();
            while (row.next()) {
                lines.add(Objects.requireNonNull(row.getString(1), () -> "null is not a text: " + sql));
            }
            return lines;
        }
    }

    /** Asks for the same on both sides, to be waited for: the answers differ as long as one side cannot give one. */
    public static boolean isSame(PostgresServer one, PostgresServer other, String sql) {
        return ask(one, sql).equals(ask(other, sql).or(() -> Optional.of(List.of("no answer"))));
    }

    /** Asks what can be answered only later, when a table is there; gives nothing until then. */
    public static Optional<List<String>> ask(PostgresServer server, String sql) {
        try {
            return Optional.of(lines(server, sql));
        } catch (SQLException e) {
            if (isPassing(String.valueOf(e.getSQLState()))) {
                return Optional.empty();
            }
            throw new AssertionError(sql, e);
        }
    }

    /** Returns whether an error says that a table is not there yet, or that somebody or something was in the way. */
    private static boolean isPassing(String state) {
        return NOT_YET.contains(state) || state.startsWith("08") || state.startsWith("57");
    }
}
