package io.dmskit.local.engine.row;

import io.dmskit.catalog.Column;
import io.dmskit.catalog.Table;
import io.dmskit.mapping.DataType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.sqlite.Function;

/**
 * The expressions of one table, evaluated together by SQLite in memory: one prepared statement per row. Whole numbers are bound
 * as INTEGER, other numbers as REAL, everything else as TEXT. For one thread.
 */
final class SqliteExpressions implements AutoCloseable {
    private final Table table;
    private final List<Computed> computed;
    private final Parameters parameters = new Parameters();
    private final Connection connection;
    private final PreparedStatement select;

    /**
     * One expression.
     *
     * @param target index of the target column
     * @param text the expression
     * @param type type of the target column, if given
     */
    record Computed(int target, String text, Optional<DataType> type) {}

    SqliteExpressions(Table table, List<Computed> computed) throws SQLException {
        this.table = table;
        this.computed = List.copyOf(computed);
        String columns = computed.stream()
                .map(one -> "(" + parameters.replaceIn(one.text()) + ")")
                .collect(Collectors.joining(", "));
        connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        try {
            Function.create(connection, "hash_sha256", new HashSha256(), 1, Function.FLAG_DETERMINISTIC);
            Function.create(connection, "operation_indicator", new OperationIndicator(parameters), 3, 0);
            select = connection.prepareStatement("SELECT " + columns);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Returns the indexes of the source columns that the expressions read. */
    int[] inputs() {
        return IntStream.range(0, table.columns().size())
                .filter(i -> parameters.names().contains(table.columns().get(i).name()))
                .toArray();
    }

    /** Returns the indexes of the source columns that the expression of a target column reads, if it has one. */
    IntStream inputs(int target) {
        Parameters own = new Parameters();
        computed.stream().filter(one -> one.target() == target).forEach(one -> own.replaceIn(one.text()));
        return own.names().stream().mapToInt(this::indexOf).filter(index -> index >= 0);
    }

    /** Evaluates all expressions over a source row and puts the values into the target row. */
    void evaluate(@Nullable String[] source, RowContext context, @Nullable String[] target) throws SQLException {
        parameters.context(context);
        bind(source, context);
        try (ResultSet row = select.executeQuery()) {
            row.next();
            for (int i = 0; i < computed.size(); i++) {
                Computed one = computed.get(i);
                target[one.target()] = text(row.getObject(i + 1), one.type());
            }
        }
    }

    private void bind(@Nullable String[] source, RowContext context) throws SQLException {
        int index = 1;
        for (String name : parameters.names()) {
            int column = indexOf(name);
            if (column >= 0) {
                bind(index, table.columns().get(column), source[column]);
            } else {
                select.setString(index, Variables.value(name, table.name(), context));
            }
            index++;
        }
    }

    private int indexOf(String name) {
        for (int i = 0; i < table.columns().size(); i++) {
            if (table.columns().get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private void bind(int index, Column column, @Nullable String value) throws SQLException {
        if (value == null) {
            select.setObject(index, null);
            return;
        }
        switch (column.kind()) {
            case INTEGER -> select.setLong(index, Long.parseLong(value));
            case DECIMAL, FLOATING -> bindNumber(index, value);
            case BOOLEAN -> select.setString(index, "t".equals(value) ? "true" : "false");
            default -> select.setString(index, value);
        }
    }

    private void bindNumber(int index, String value) throws SQLException {
        if (value.equals("NaN") || value.endsWith("Infinity")) {
            select.setString(index, value);
        } else if (value.length() < 18 && value.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'))) {
            select.setLong(index, Long.parseLong(value));
        } else {
            select.setDouble(index, Double.parseDouble(value));
        }
    }

    private static @Nullable String text(@Nullable Object value, Optional<DataType> type) {
        if (value == null) {
            return null;
        }
        if (value instanceof Double real) {
            return number(real, type);
        }
        if (value instanceof byte[] bytes) {
            return type.isPresent() && isBinary(type.get())
                    ? "\\x" + HexFormat.of().formatHex(bytes)
                    : new String(bytes, StandardCharsets.UTF_8);
        }
        return value.toString();
    }

    private static boolean isBinary(DataType type) {
        return type.name() == DataType.Name.BYTES || type.name() == DataType.Name.BLOB;
    }

    private static String number(double real, Optional<DataType> type) {
        boolean whole = type.isPresent() && type.get().name().word().matches("u?int[1248]");
        if (whole && Math.abs(real) < 1e18) {
            return BigDecimal.valueOf(real).setScale(0, RoundingMode.HALF_UP).toPlainString();
        }
        return Double.isInfinite(real) || Double.isNaN(real)
                ? String.valueOf(real)
                : BigDecimal.valueOf(real).toPlainString();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** DMS's own addition to SQLite's functions. */
    private static final class HashSha256 extends Function {
        @Override
        protected void xFunc() throws SQLException {
            String value = value_text(0);
            if (value == null) {
                result();
            } else {
                result(Masks.sha256(value).toLowerCase(Locale.ROOT));
            }
        }
    }

    /** Returns the first, second or third argument for a delete, update or insert. */
    private static final class OperationIndicator extends Function {
        private final Parameters parameters;

        OperationIndicator(Parameters parameters) {
            this.parameters = parameters;
        }

        @Override
        protected void xFunc() throws SQLException {
            result(value_text(
                    switch (parameters.context().operation()) {
                        case "DELETE" -> 0;
                        case "UPDATE" -> 1;
                        default -> 2;
                    }));
        }
    }
}
