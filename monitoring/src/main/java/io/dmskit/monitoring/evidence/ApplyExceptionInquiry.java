package io.dmskit.monitoring.evidence;

import io.dmskit.catalog.Session;
import io.dmskit.endpoint.Engine;
import io.dmskit.monitoring.judge.Evidence;
import io.dmskit.task.TaskSnapshot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * How many changes the target has refused. DMS's table has no index, so that counting reads all of it: it is counted only when
 * PostgreSQL's statistics say that it has changed, and never for more than a hundredth of the time.
 */
final class ApplyExceptionInquiry extends DatabaseInquiry {
    private static final String TABLE = "awsdms_apply_exceptions";
    private static final int SHARE_OF_TIME = 100;

    /** The column's name as it is written there; and what was written since the server's start, if it counts that. */
    private static final String POSTGRES = """
            SELECT attname, CASE WHEN current_setting('track_counts')::bool THEN concat_ws('/', attrelid,
                       pg_stat_get_tuples_inserted(attrelid), pg_stat_get_tuples_deleted(attrelid),
                       pg_relation_size(attrelid), pg_postmaster_start_time()) END
            FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
                 JOIN pg_namespace ON pg_namespace.oid = relnamespace
            WHERE nspname = ? AND lower(relname) = ? AND lower(attname) = 'task_name' AND NOT attisdropped""";

    private static final String MYSQL = "SELECT column_name, NULL FROM information_schema.columns"
            + " WHERE table_schema = ? AND lower(table_name) = ? AND lower(column_name) = 'task_name'";

    private final InstantSource clock;
    private final Map<String, Count> counts = new ConcurrentHashMap<>();

    /** The task's column, and how often the table was written to. */
    private record Found(String column, Optional<String> writes) {
        static Found of(ResultSet row) throws SQLException {
            return new Found(row.getString(1), Optional.ofNullable(row.getString(2)));
        }
    }

    /** What was counted, and when it may be counted again. */
    private record Count(long rows, Optional<String> writes, Instant again) {}

    ApplyExceptionInquiry(
            Descriptions descriptions, Function<TaskSnapshot, TaskDatabases> databases, InstantSource clock) {
        super(descriptions, task -> databases.apply(task).target());
        this.clock = clock;
    }

    @Override
    public String what() {
        return TABLE + " of the target";
    }

    @Override
    Engine engine(TaskDescription description) {
        return description.target();
    }

    @Override
    Evidence postgres(Session session, TaskSnapshot task, TaskDescription description) throws SQLException {
        return count(session, task, description, POSTGRES, '"');
    }

    @Override
    Evidence mysql(Session session, TaskSnapshot task, TaskDescription description) throws SQLException {
        return count(session, task, description, MYSQL, '`');
    }

    private Evidence count(Session session, TaskSnapshot task, TaskDescription description, String lookup, char quote)
            throws SQLException {
        String schema = description.controlSchema();
        List<Found> found = session.rows(lookup, Found::of, schema, TABLE);
        if (found.isEmpty()) {
            throw new SQLException("there is no " + schema + "." + TABLE + " that the user may see");
        }
        Count known = counts.get(task.arn());
        if (known == null || isDue(known, found.get(0))) {
            String sql = "SELECT count(*) FROM " + quoted(schema, quote) + "." + quoted(TABLE, quote) + " WHERE "
                    + quoted(found.get(0).column(), quote) + " = ?";
            known = counted(session, task, found.get(0), sql);
        }
        return Evidence.ofExceptions(known.rows());
    }

    private boolean isDue(Count known, Found now) {
        boolean same = now.writes().isPresent() && now.writes().equals(known.writes());
        return !same && !clock.instant().isBefore(known.again());
    }

    private Count counted(Session session, TaskSnapshot task, Found found, String sql) throws SQLException {
        Instant before = clock.instant();
        long rows = session.row(sql, row -> row.getLong(1), resourceId(task));
        Instant after = clock.instant();
        Duration took = Duration.between(before, after);
        Count count = new Count(rows, found.writes(), after.plus(took.multipliedBy(SHARE_OF_TIME)));
        counts.put(task.arn(), count);
        return count;
    }

    @Override
    public void forget(String arn) {
        super.forget(arn);
        counts.remove(arn);
    }

    private static String quoted(String name, char quote) {
        String mark = String.valueOf(quote);
        return mark + name.replace(mark, mark + mark) + mark;
    }
}
