package io.dmskit.proposal;

import io.dmskit.catalog.Column;
import io.dmskit.catalog.Key;
import io.dmskit.catalog.PostgresSql;
import io.dmskit.catalog.Table;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Divides a table into ranges with about as many rows each: by quantiles of its rows, since between the least and the greatest key
 * lie gaps. Only columns that cannot be NULL are used, for rows with NULL belong to no range and would not be loaded.
 */
final class PostgresQuantiles {
    /** DMS loads at most 49 at once. */
    static final int MOST_SEGMENTS = 49;

    /** Fewer rows than this per segment say nothing about the others. */
    private static final int LEAST_SAMPLED = 200;

    private static final String INDEXED = """
            SELECT a.attname
            FROM pg_index x
            JOIN pg_class c ON c.oid = x.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = x.indkey[0]
            WHERE n.nspname = ? AND c.relname = ? AND x.indisvalid AND x.indpred IS NULL AND a.attnotnull
            ORDER BY x.indexrelid""";

    private final Connection connection;
    private final Table table;
    private final int parts;

    PostgresQuantiles(Connection connection, Table table, int parts) {
        this.connection = connection;
        this.table = table;
        this.parts = parts;
    }

    /**
     * Ranges, or why there are none.
     *
     * @param segments the ranges
     * @param reason why there are none
     */
    record Answer(Optional<Survey.Segments> segments, Optional<String> reason) {
        static Answer no(String reason) {
            return new Answer(Optional.empty(), Optional.of(reason));
        }
    }

    Answer answer() throws SQLException {
        List<List<Column>> candidates = candidates();
        if (candidates.isEmpty()) {
            return Answer.no("no indexed NOT NULL column that DMS can divide by: index one, or load it as a whole");
        }
        try {
            Optional<Survey.Segments> best = Optional.empty();
            for (List<Column> columns : candidates) {
                Optional<Survey.Segments> found = segments(columns);
                if (found.isPresent() && better(found.get(), best)) {
                    best = found;
                }
                if (best.isPresent() && 4 * best.get().count() >= 3 * parts) {
                    break;
                }
            }
            return best.isPresent()
                    ? new Answer(best, Optional.empty())
                    : Answer.no("the values of its keys are too much alike to divide it");
        } catch (SQLException e) {
            return Answer.no(Sample.unanswered(e, "quantiles of " + table.name()));
        }
    }

    private static boolean better(Survey.Segments found, Optional<Survey.Segments> best) {
        return best.isEmpty() || found.count() > best.get().count();
    }

    /** The first column of the key, then more of it, then other indexed columns. */
    private List<List<Column>> candidates() throws SQLException {
        Set<List<Column>> candidates = new LinkedHashSet<>();
        List<Key> keys = new ArrayList<>();
        table.primaryKey().ifPresent(keys::add);
        keys.addAll(table.uniqueKeys());
        for (Key key : keys) {
            for (int length = 1; length <= Math.min(3, key.columns().size()); length++) {
                columns(key.columns().subList(0, length)).ifPresent(candidates::add);
            }
        }
        for (String column : indexed()) {
            columns(List.of(column)).ifPresent(candidates::add);
        }
        return List.copyOf(candidates);
    }

    private Optional<List<Column>> columns(List<String> names) {
        List<Column> columns = names.stream()
                .flatMap(name -> table.column(name).stream())
                .filter(RangeColumns::fits)
                .toList();
        return columns.size() == names.size() ? Optional.of(columns) : Optional.empty();
    }

    private List<String> indexed() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INDEXED)) {
            statement.setString(1, table.name().schema());
            statement.setString(2, table.name().table());
            List<String> columns = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    columns.add(row.getString(1));
                }
            }
            return columns;
        }
    }

    private Optional<Survey.Segments> segments(List<Column> columns) throws SQLException {
        Optional<Survey.Segments> sampled = segments(columns, Sample.of(table));
        boolean enough = sampled.isPresent()
                && (sampled.get().exact() || sampled.get().sampled() >= (long) LEAST_SAMPLED * parts);
        return enough ? sampled : segments(columns, Sample.all(table));
    }

    private Optional<Survey.Segments> segments(List<Column> columns, Sample sample) throws SQLException {
        List<List<String>> boundaries = new ArrayList<>();
        long rows = 0;
        try (PreparedStatement statement = connection.prepareStatement(quantiles(columns, sample));
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                rows = row.getLong(1);
                List<String> boundary = new ArrayList<>();
                for (int i = 0; i < columns.size(); i++) {
                    boundary.add(row.getString(i + 2));
                }
                if (boundaries.isEmpty() || ascends(boundaries.get(boundaries.size() - 1), boundary)) {
                    boundaries.add(boundary);
                }
            }
        }
        List<String> names = columns.stream().map(Column::name).toList();
        return boundaries.isEmpty()
                ? Optional.empty()
                : Optional.of(new Survey.Segments(names, boundaries, rows, sample.exact()));
    }

    /** The first row of every segment but the first, the whole sample being dealt out evenly in key order. */
    private String quantiles(List<Column> columns, Sample sample) {
        String names =
                columns.stream().map(column -> PostgresSql.quote(column.name())).collect(Collectors.joining(", "));
        String texts = IntStream.rangeClosed(1, columns.size())
                .mapToObj(i -> "c" + i + "::text")
                .collect(Collectors.joining(", "));
        String aliases =
                IntStream.rangeClosed(1, columns.size()).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
        return """
                SELECT total, %s
                FROM (SELECT %s, row_number() OVER (ORDER BY %s) - 1, count(*) OVER () FROM %s) AS sampled(%s, n, total)
                WHERE n > 0 AND n * %d / total > (n - 1) * %d / total
                ORDER BY n""".formatted(texts, names, names, sample.from(), aliases, parts, parts);
    }

    /**
     * Returns whether a boundary comes after another in every order that may count: as numbers, and letter by letter. One that
     * does not is left out, which makes a segment larger but loses nothing.
     */
    private static boolean ascends(List<String> lower, List<String> upper) {
        for (int i = 0; i < lower.size(); i++) {
            int order = compare(lower.get(i), upper.get(i));
            if (order != 0) {
                return order < 0;
            }
        }
        return false;
    }

    private static int compare(String lower, String upper) {
        BigDecimal a = number(lower);
        BigDecimal b = number(upper);
        return a != null && b != null
                ? a.compareTo(b)
                : lower.toLowerCase(Locale.ROOT).compareTo(upper.toLowerCase(Locale.ROOT));
    }

    private static @Nullable BigDecimal number(String text) {
        return text.matches("-?[0-9]{1,100}(\\.[0-9]{1,100})?") ? new BigDecimal(text) : null;
    }
}
