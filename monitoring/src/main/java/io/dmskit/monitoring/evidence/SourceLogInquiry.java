package io.dmskit.monitoring.evidence;

import io.dmskit.catalog.Session;
import io.dmskit.endpoint.Engine;
import io.dmskit.monitoring.judge.BinaryLogs;
import io.dmskit.monitoring.judge.Evidence;
import io.dmskit.monitoring.judge.SlotState;
import io.dmskit.task.TaskSnapshot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the source keeps of its log for a task. */
final class SourceLogInquiry extends DatabaseInquiry {
    /** Columns that came with PostgreSQL 13 are read through JSON, where they may be missing. */
    private static final String SLOTS = """
            SELECT slot_name, coalesce(to_jsonb(slot) ->> 'wal_status', ''), active,
                   coalesce(pg_wal_lsn_diff(
                       CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END,
                       restart_lsn), 0)::bigint,
                   (to_jsonb(slot) ->> 'safe_wal_size')::bigint,
                   (SELECT nullif(setting::bigint, -1) * 1024 * 1024 FROM pg_settings
                    WHERE name = 'max_slot_wal_keep_size'), plugin
            FROM pg_replication_slots AS slot
            WHERE slot_type = 'logical' AND database = current_database() AND NOT temporary
            ORDER BY 1""";

    /** What decodes the log for DMS; others have their own. */
    private static final Set<String> PLUGINS = Set.of("test_decoding", "pglogical_output");

    /** DMS puts a part of the resource id before the slots that it makes; AWS does not document how much. */
    private static final int PREFIX = 16;

    private static final String VARIABLES =
            "SHOW GLOBAL VARIABLES WHERE variable_name IN ('binlog_expire_logs_seconds', 'expire_logs_days', 'basedir')";
    private static final String RDS_TABLE = "SELECT count(*) FROM information_schema.tables"
            + " WHERE table_schema = 'mysql' AND table_name = 'rds_configuration'";
    private static final String RDS_HOURS =
            "SELECT value FROM mysql.rds_configuration WHERE name = 'binlog retention hours'";

    private final InstantSource clock;

    SourceLogInquiry(Descriptions descriptions, Function<TaskSnapshot, TaskDatabases> databases, InstantSource clock) {
        super(descriptions, task -> databases.apply(task).source());
        this.clock = clock;
    }

    @Override
    public String what() {
        return "the log of the source";
    }

    @Override
    Engine engine(TaskDescription description) {
        return description.source();
    }

    @Override
    Evidence postgres(Session session, TaskSnapshot task, TaskDescription description) throws SQLException {
        Instant now = clock.instant();
        Set<String> ofDms = new HashSet<>();
        List<SlotState> slots = session.rows(SLOTS, row -> slot(row, now, ofDms));
        Optional<SlotState> named = description.slot().flatMap(name -> slots.stream()
                .filter(slot -> slot.name().equals(name))
                .findFirst());
        Optional<SlotState> own = named.or(() -> bearing(slots, resourceId(task)));
        if (own.isPresent()) {
            return Evidence.of(own.get());
        }
        if (description.slot().isPresent()) {
            return Evidence.of(SlotState.missing(now, description.slot().get()));
        }
        if (ofDms.size() == 1) {
            return Evidence.of(slots.stream()
                    .filter(slot -> ofDms.contains(slot.name()))
                    .findFirst()
                    .orElseThrow());
        }
        throw new SQLException(
                slots.isEmpty()
                        ? "there is no logical slot in the database"
                        : "none of the slots "
                                + slots.stream().map(SlotState::name).collect(Collectors.joining(", "))
                                + " bears the task's resource id: name its slot in the endpoint's SlotName");
    }

    private static Optional<SlotState> bearing(List<SlotState> slots, String resourceId) {
        String id = resourceId.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
        String prefix = id.substring(0, Math.min(id.length(), PREFIX)) + "_";
        return slots.stream()
                .filter(slot -> slot.name().startsWith(prefix) || slot.name().endsWith("_" + id))
                .findFirst();
    }

    private static SlotState slot(ResultSet row, Instant at, Set<String> ofDms) throws SQLException {
        if (PLUGINS.contains(row.getString(7))) {
            ofDms.add(row.getString(1));
        }
        return new SlotState(
                at,
                row.getString(1),
                row.getString(2),
                row.getBoolean(3),
                row.getLong(4),
                number(row, 5),
                number(row, 6));
    }

    private static OptionalLong number(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    }

    @Override
    Evidence mysql(Session session, TaskSnapshot task, TaskDescription description) throws SQLException {
        List<String> files = session.rows("SHOW BINARY LOGS", row -> row.getString(1));
        return Evidence.of(new BinaryLogs(kept(session), files));
    }

    /** RDS has a setting of its own, and purges as soon as it can without it, whatever the server's variables say. */
    private static Optional<Duration> kept(Session session) throws SQLException {
        Map<String, String> variables = new HashMap<>();
        session.rows(VARIABLES, row -> variables.put(row.getString(1), row.getString(2)));
        if (session.row(RDS_TABLE, row -> row.getInt(1)) > 0) {
            return Optional.of(session.rows(RDS_HOURS, row -> Duration.ofHours(row.getLong(1))).stream()
                    .findFirst()
                    .orElse(Duration.ZERO));
        }
        if (variables.getOrDefault("basedir", "").startsWith("/rdsdbbin")) {
            throw new SQLException("this is RDS, whose 'binlog retention hours' the user may not read: GRANT SELECT ON"
                    + " mysql.rds_configuration");
        }
        double seconds = Math.max(
                number(variables, "binlog_expire_logs_seconds"),
                number(variables, "expire_logs_days") * Duration.ofDays(1).toSeconds());
        return seconds > 0 ? Optional.of(Duration.ofSeconds(Math.round(seconds))) : Optional.empty();
    }

    private static double number(Map<String, String> variables, String name) {
        String text = variables.getOrDefault(name, "");
        return text.matches("[0-9]+(\\.[0-9]+)?") ? Double.parseDouble(text) : 0;
    }
}
