package io.dmskit.truth;

import io.dmskit.catalog.Column;
import io.dmskit.catalog.Table;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sqlite.Function;

/** Evaluates expressions over source rows in SQLite, with the one function that DMS adds. */
final class SqliteTruth implements AutoCloseable {
    /** A quoted text, which stays, or a reference. */
    private static final Pattern REFERENCE = Pattern.compile("'[^']*'|\\$(\\w+)|\\$\\{([^}]*)\\}");

    private final Connection connection;

    SqliteTruth() throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        Function.create(connection, "hash_sha256", new HashSha256());
    }

    @Nullable String evaluate(String expression, Table table, List<@Nullable String> row) throws SQLException {
        List<String> names = new ArrayList<>();
        String sql = REFERENCE.matcher(expression).replaceAll(found -> {
            Optional<String> name = Optional.ofNullable(found.group(1)).or(() -> Optional.ofNullable(found.group(2)));
            name.ifPresent(names::add);
            return name.isPresent() ? "?" : Matcher.quoteReplacement(found.group());
        });
        try (PreparedStatement statement = connection.prepareStatement("SELECT " + sql)) {
            for (int i = 0; i < names.size(); i++) {
                bind(statement, i + 1, names.get(i), table, row);
            }
            try (ResultSet result = statement.executeQuery()) {
                return result.getString(1);
            }
        }
    }

    private static void bind(
            PreparedStatement statement, int position, String name, Table table, List<@Nullable String> row)
            throws SQLException {
        if (name.equals("AR_M_SOURCE_TABLE_NAME")) {
            statement.setString(position, table.name().table());
            return;
        }
        Column column = table.column(name).orElseThrow();
        String value = row.get(table.columns().indexOf(column));
        if (value != null && column.kind() == Column.Kind.INTEGER) {
            statement.setLong(position, Long.parseLong(value));
        } else {
            statement.setString(position, value);
        }
    }

    private static final class HashSha256 extends Function {
        @Override
        protected void xFunc() throws SQLException {
            String text = value_text(0);
            if (text == null) {
                result();
            } else {
                result(ExpectedRows.sha256(text));
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
