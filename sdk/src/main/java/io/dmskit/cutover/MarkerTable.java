package io.dmskit.cutover;

import io.dmskit.catalog.Column;
import io.dmskit.catalog.ConnectionSupplier;
import io.dmskit.catalog.Key;
import io.dmskit.catalog.PostgresSql;
import io.dmskit.mapping.plan.ColumnPlan;
import io.dmskit.mapping.plan.MappingPlan;
import io.dmskit.mapping.plan.TablePlan;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A marker in a table that the task replicates like any other: {@code dmskit_marker}, in any case, with a text {@code id} as primary
 * key and optionally a {@code timestamptz} for the time of writing. What it is called on the target, the mapping decides.
 *
 * <pre>{@code
 * CREATE TABLE dmskit_marker (id text PRIMARY KEY, written_at timestamptz NOT NULL);
 * }</pre>
 *
 * <p>PostgreSQL on both sides. The rows stay. Thread-safe.
 */
public final class MarkerTable implements Marker {
    private static final String NAME = "dmskit_marker";

    private final ConnectionSupplier source;
    private final ConnectionSupplier target;
    private final String insert;
    private final String select;

    private MarkerTable(TablePlan plan, ConnectionSupplier source, ConnectionSupplier target) {
        this.source = source;
        this.target = target;
        String key = sourceKey(plan);
        this.insert = insert(plan, key);
        this.select = "SELECT 1 FROM " + PostgresSql.quote(plan.target()) + " WHERE "
                + PostgresSql.quote(targetName(plan, key)) + " = ?";
    }

    /**
     * Finds the marker table among those that are replicated.
     *
     * @param plan what the task replicates
     * @return nothing if the mapping selects no table of that name
     * @throws IllegalArgumentException if the table is of another shape, or the mapping changes the key's values
     */
    public static Optional<MarkerTable> find(MappingPlan plan, ConnectionSupplier source, ConnectionSupplier target) {
        return plan.tables().stream()
                .filter(table -> table.source().name().table().equalsIgnoreCase(NAME))
                .findFirst()
                .map(table -> new MarkerTable(table, source, target));
    }

    private static String sourceKey(TablePlan plan) {
        List<String> key = plan.source().primaryKey().map(Key::columns).orElse(List.of());
        boolean text = key.size() == 1
                && plan.source().column(key.get(0)).map(Column::kind).orElseThrow() == Column.Kind.TEXT;
        if (!text) {
            throw new IllegalArgumentException("marker table " + plan.source().name()
                    + " needs one text column as primary key: id text PRIMARY KEY");
        }
        return key.get(0);
    }

    private static String targetName(TablePlan plan, String key) {
        return plan.columns().stream()
                .filter(column -> column.origin() instanceof ColumnPlan.Copied copied
                        && copied.column().name().equals(key))
                .map(ColumnPlan::name)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("marker table "
                        + plan.source().name() + ": the mapping must carry column " + key + " unchanged"));
    }

    private static String insert(TablePlan plan, String key) {
        Optional<String> time = plan.source().columns().stream()
                .filter(column -> column.kind() == Column.Kind.TIMESTAMP_WITH_ZONE)
                .map(column -> PostgresSql.quote(column.name()))
                .findFirst();
        return "INSERT INTO " + PostgresSql.quote(plan.source().name()) + " (" + PostgresSql.quote(key)
                + time.map(column -> ", " + column).orElse("") + ") VALUES (?"
                + time.map(column -> ", now()").orElse("") + ")";
    }

    @Override
    public Mark write() {
        String id = UUID.randomUUID().toString();
        try (Connection connection = source.connect()) {
            connection.setAutoCommit(true);
            try (PreparedStatement row = connection.prepareStatement(insert)) {
                row.setString(1, id);
                row.executeUpdate();
            }
            return new Mark(id, position(connection));
        } catch (SQLException e) {
            throw new CutoverException("cannot write the marker row on the source: " + e.getMessage(), e);
        }
    }

    private static String position(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_current_wal_lsn()")) {
            row.next();
            return row.getString(1);
        }
    }

    @Override
    public boolean seen(Mark mark) {
        try (Connection connection = target.connect();
                PreparedStatement query = connection.prepareStatement(select)) {
            query.setString(1, mark.id());
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        } catch (SQLException e) {
            throw new CutoverException("cannot look for the marker row on the target: " + e.getMessage(), e);
        }
    }
}
