package io.dmskit.verify;

import io.dmskit.catalog.Catalog;
import io.dmskit.catalog.PostgresCatalog;
import io.dmskit.catalog.PostgresSql;
import io.dmskit.catalog.Table;
import io.dmskit.catalog.TableName;
import io.dmskit.mapping.Transformation;
import io.dmskit.mapping.expression.Expression;
import io.dmskit.mapping.expression.PostgresExpression;
import io.dmskit.mapping.plan.PostgresFilter;
import io.dmskit.mapping.plan.TablePlan;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** PostgreSQL from version 13 on. */
final class PostgresDialect implements Dialect {
    private static final String DIGITS = "0123456789";

    /** SUM, since XOR loses rows that stand twice; 48 bits each, since their sums are then exact and cheap. */
    private static final String SUMS = "count(*), " + sum(1) + ", " + sum(13);

    @Override
    public Catalog catalog(Connection connection) throws SQLException {
        return PostgresCatalog.read(connection);
    }

    /** The path shuts out functions of the user's that are called like the system's. */
    @Override
    public List<String> settings() {
        return List.of(
                "SET LOCAL search_path = pg_catalog",
                "SET LOCAL timezone = 'UTC'",
                "SET LOCAL datestyle = 'ISO, YMD'",
                "SET LOCAL intervalstyle = 'postgres'",
                "SET LOCAL extra_float_digits = 3",
                "SET LOCAL bytea_output = 'hex'",
                "SET LOCAL lc_monetary = 'C'",
                "SET LOCAL jit = off");
    }

    @Override
    public String exportSnapshot() {
        return "SELECT pg_export_snapshot()";
    }

    @Override
    public String importSnapshot(String name) {
        return "SET TRANSACTION SNAPSHOT " + PostgresSql.literal(name);
    }

    @Override
    public String table(TableName name) {
        return PostgresSql.quote(name);
    }

    @Override
    public String column(String name) {
        return PostgresSql.quote(name);
    }

    @Override
    public String filters(TablePlan plan) {
        return PostgresFilter.condition(plan.filters(), plan.source());
    }

    @Override
    public String equal(String column, String constant) {
        return column(column) + " = " + PostgresSql.literal(constant);
    }

    @Override
    public String cast(String value, String type) {
        return "CAST(" + value + " AS " + type + ")";
    }

    @Override
    public Optional<String> mask(String value, Transformation.Masking mask) {
        if (mask instanceof Transformation.DigitsMask digits) {
            String masks = String.valueOf(digits.mask()).repeat(DIGITS.length());
            return Optional.of("translate(" + value + "::text, '" + DIGITS + "', " + PostgresSql.literal(masks) + ")");
        }
        if (mask instanceof Transformation.HashMask) {
            return Optional.of("upper(encode(sha256(convert_to(" + value + "::text, 'UTF8')), 'hex'))");
        }
        return Optional.empty();
    }

    @Override
    public Optional<String> expression(Expression expression, Table source) {
        return PostgresExpression.sql(expression, source);
    }

    @Override
    public String readable(String value) {
        return "coalesce(" + value + "::text, '~')";
    }

    @Override
    public String canonical(String value, CanonicalForm form) {
        String text = value + "::text";
        return switch (form) {
            case PLAIN -> "coalesce(" + text + ", '~')";
            case NUMBER -> "coalesce(trim_scale(" + value + "::numeric)::text, '~')";
            case FRAMED -> framed(text);
            case TRIMMED -> framed("rtrim(" + text + ", ' ')");
        };
    }

    private static String framed(String text) {
        return "coalesce(length(" + text + ") || ':' || " + text + ", '~')";
    }

    @Override
    public String count(Projection rows) {
        return "SELECT count(*) " + source(rows);
    }

    /** OFFSET 0 keeps the planner from computing the hash once for each sum. */
    @Override
    public String digest(Projection rows) {
        return "SELECT " + SUMS + " FROM (SELECT " + hash(rows.columns()) + " AS h " + source(rows) + " OFFSET 0) AS r";
    }

    @Override
    public String buckets(Projection rows, int buckets) {
        return "SELECT bucket, " + SUMS + " FROM (SELECT " + bucket(rows, buckets) + " AS bucket, "
                + hash(rows.columns()) + " AS h " + source(rows) + " OFFSET 0) AS r GROUP BY bucket";
    }

    @Override
    public String rows(Projection rows, int buckets, List<Integer> chosen) {
        String hashes = rows.columns().stream().map(text -> "md5(" + text + ")").collect(Collectors.joining(", "));
        String numbers = chosen.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return "SELECT ARRAY[" + String.join(", ", rows.readableKey()) + "], ARRAY[" + hashes + "] " + source(rows)
                + (rows.where().isEmpty() ? " WHERE " : " AND ") + bucket(rows, buckets) + " IN (" + numbers + ")";
    }

    private static String source(Projection rows) {
        return "FROM " + rows.from() + (rows.where().isEmpty() ? "" : " WHERE " + rows.where());
    }

    private static String hash(List<String> parts) {
        return "md5(" + String.join(" || '|' || ", parts) + ")";
    }

    private static String bucket(Projection rows, int buckets) {
        return "('x' || left(" + hash(rows.key()) + ", 7))::bit(28)::int % " + buckets;
    }

    private static String sum(int from) {
        return "coalesce(sum(('x' || substr(h, " + from + ", 12))::bit(48)::bigint), 0)";
    }
}
