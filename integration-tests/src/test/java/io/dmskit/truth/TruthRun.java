package io.dmskit.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.catalog.Table;
import io.dmskit.mapping.plan.NaivePlan;
import io.dmskit.mapping.plan.RandomMigration;
import io.dmskit.migration.Migration;
import io.dmskit.settings.MigrationType;
import io.dmskit.task.ReplicationHandle;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One random migration from its tables to the comparison of every row. */
final class TruthRun {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int MOST_ROWS = 60;
    private static final String NAMES = """
            SELECT table_schema || '.' || table_name FROM information_schema.tables
            WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_name NOT LIKE 'awsdms%'""";
    private static final String COLUMNS = """
            SELECT a.attname, format_type(a.atttypid, a.atttypmod) FROM pg_attribute a
            JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE a.attnum > 0 AND NOT a.attisdropped AND n.nspname = %s AND c.relname = %s ORDER BY a.attnum""";
    private static final String KEYS = """
            SELECT CASE WHEN x.indisprimary THEN 'primary' ELSE 'unique' END,
                   (SELECT string_agg(a.attname, ', ' ORDER BY k.position)
                    FROM unnest(x.indkey) WITH ORDINALITY AS k(attnum, position)
                    JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = k.attnum)
            FROM pg_index x JOIN pg_class c ON c.oid = x.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE x.indisunique AND n.nspname = %s AND c.relname = %s""";

    private final TruthRig rig;
    private final RandomMigration random;
    private final NaivePlan plan;
    private final boolean changing;
    private final String name;
    private final RandomRows rows;

    TruthRun(TruthRig rig, RandomMigration random, NaivePlan plan, boolean changing) {
        this.rig = rig;
        this.random = random;
        this.plan = plan;
        this.changing = changing;
        this.name = "truth-" + random.seed();
        this.rows = new RandomRows(new SplittableRandom(random.seed()));
    }

    /** Returns how many rows landed, all of them as planned. */
    long carryOut() throws SQLException {
        rig.createDatabases(name);
        for (Table table : random.catalog().tables()) {
            rig.onSource(name, RandomRows.create(table));
            rig.onSource(name, rows.insert(table, MOST_ROWS));
        }
        Migration migration = rig.migration(
                name, changing ? MigrationType.FULL_LOAD_AND_CDC : MigrationType.FULL_LOAD, random.mappings());
        try {
            ReplicationHandle task = rig.dms.apply(migration, LIMIT);
            task.start();
            task.awaitFullLoad(LIMIT);
            if (changing) {
                change();
                task.stop(LIMIT);
            } else {
                task.awaitStopped(LIMIT);
            }
            return compare();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(
                    "seed " + random.seed() + ": " + random + "\n" + plan.describe() + "\n" + e.getMessage(), e);
        } finally {
            rig.dms.delete(migration, LIMIT);
            rig.dropDatabases(name);
        }
    }

    /** Changes the source and waits until the task has confirmed all of it. */
    private void change() throws SQLException {
        for (NaivePlan.Landing landing : plan.tables()) {
            Table table = landing.source();
            rig.onSource(name, rows.insert(table, MOST_ROWS / 4));
            if (canFindRows(landing)) {
                rig.onSource(name, rows.change(table));
            }
        }
        String position = String.valueOf(rig.fromSource(name, "SELECT pg_current_wal_insert_lsn()")
                .get(0)
                .get(0));
        rig.onSource(name, List.of("CREATE TABLE public.beat (at int)", "DROP TABLE public.beat"));
        TruthRig.POLLER.until("the task to confirm " + position, () -> confirmed(position), LIMIT);
    }

    /** The log carries the primary key of changed rows, or all of the row where there is none. */
    private static boolean canFindRows(NaivePlan.Landing landing) {
        List<String> key = landing.columns().stream()
                .filter(column -> landing.key().contains(column.name()))
                .flatMap(column -> column.from().stream())
                .toList();
        return landing.source()
                .primaryKey()
                .map(primary -> key.size() == primary.columns().size() && key.containsAll(primary.columns()))
                .orElse(true);
    }

    private Optional<Boolean> confirmed(String position) {
        try {
            List<List<@Nullable String>> answer = rig.fromSource(
                    name,
                    "SELECT bool_and(confirmed_flush_lsn >= '" + position
                            + "') FROM pg_replication_slots WHERE database = current_database()");
            return Optional.of(true).filter(yes -> "t".equals(answer.get(0).get(0)));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private long compare() throws SQLException {
        List<String> landed = rig.fromTarget(name, NAMES).stream()
                .map(row -> String.valueOf(row.get(0)))
                .toList();
        assertThat(landed)
                .as("tables")
                .containsExactlyInAnyOrderElementsOf(plan.tables().stream()
                        .map(landing -> landing.schema() + "." + landing.table())
                        .toList());
        long count = 0;
        try (SqliteTruth sqlite = new SqliteTruth()) {
            for (NaivePlan.Landing landing : plan.tables()) {
                count += compare(landing, sqlite);
            }
        }
        return count;
    }

    private long compare(NaivePlan.Landing landing, SqliteTruth sqlite) throws SQLException {
        String what = landing.source().name() + " as " + landing.schema() + "." + landing.table();
        assertThat(described(landing, COLUMNS)).as("columns of " + what).isEqualTo(columns(landing));
        assertThat(described(landing, KEYS)).as("key of " + what).isEqualTo(key(landing));
        List<List<String>> expected = new ExpectedRows(landing, sqlite)
                .of(rig.fromSource(
                        name,
                        allOf(
                                RandomRows.name(landing.source()),
                                landing.source().columns().stream()
                                        .map(column -> column.name())
                                        .toList())));
        List<List<String>> actual = new ArrayList<>();
        String target = RandomRows.quoted(landing.schema()) + "." + RandomRows.quoted(landing.table());
        List<String> names =
                landing.columns().stream().map(NaivePlan.Target::name).toList();
        for (List<@Nullable String> row : rig.fromTarget(name, allOf(target, names))) {
            actual.add(ExpectedRows.comparable(landing, row));
        }
        assertThat(actual).as("rows of " + what).containsExactlyInAnyOrderElementsOf(expected);
        return actual.size();
    }

    private static String allOf(String table, List<String> columns) {
        return columns.stream()
                .map(column -> RandomRows.quoted(column) + "::text")
                .collect(Collectors.joining(", ", "SELECT ", " FROM " + table));
    }

    private List<String> described(NaivePlan.Landing landing, String sql) throws SQLException {
        return rig.fromTarget(name, sql.formatted(literal(landing.schema()), literal(landing.table()))).stream()
                .map(row -> row.get(0) + " " + row.get(1))
                .toList();
    }

    private static List<String> columns(NaivePlan.Landing landing) {
        List<String> columns = new ArrayList<>();
        for (NaivePlan.Target target : landing.columns()) {
            String type = target.type()
                    .map(changed -> changed.replaceFirst("string length (\\d+)", "character varying($1)"))
                    .orElseGet(() -> landing.source()
                            .column(target.from().orElseThrow())
                            .orElseThrow()
                            .type());
            columns.add(target.name() + " " + type);
        }
        return columns;
    }

    private static List<String> key(NaivePlan.Landing landing) {
        return landing.key().isEmpty()
                ? List.of()
                : List.of((landing.unique() ? "unique " : "primary ") + String.join(", ", landing.key()));
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
