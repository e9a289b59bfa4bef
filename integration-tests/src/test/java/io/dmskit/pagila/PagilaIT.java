package io.dmskit.pagila;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.Dms;
import io.dmskit.LocalAws;
import io.dmskit.catalog.PostgresCatalog;
import io.dmskit.catalog.PostgresSql;
import io.dmskit.catalog.TableName;
import io.dmskit.cutover.MarkerTable;
import io.dmskit.endpoint.EndpointDefinition;
import io.dmskit.endpoint.Engine;
import io.dmskit.local.DmskitLocal;
import io.dmskit.local.database.PostgresServer;
import io.dmskit.mapping.TableMappings;
import io.dmskit.mapping.plan.MappingPlan;
import io.dmskit.mapping.plan.TablePlan;
import io.dmskit.migration.Capacity;
import io.dmskit.migration.CutoverPolicy;
import io.dmskit.migration.Migration;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.TaskSettings;
import io.dmskit.task.Poller;
import io.dmskit.task.ReplicationHandle;
import io.dmskit.verify.VerificationReport;
import io.dmskit.verify.Verifier;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;

/** Migrates all of a real sample database while it is being written to, and compares every table. */
class PagilaIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int ROUNDS_AFTER_LOAD = 50;
    private static final String EVERYTHING = """
            {"rules": [{"rule-type": "selection", "rule-id": "1", "rule-name": "everything", "rule-action": "include",
              "object-locator": {"schema-name": "public", "table-name": "%"}}]}""";

    /** One round of a video store's day: partitions, arrays, bytes, full-text vectors, composite keys. */
    private static final String[] DAY = {
        "UPDATE film SET special_features = array_append(special_features, 'dmskit'), rental_rate = rental_rate + 0.01,"
                + " description = description || ' voyage%1$d' WHERE film_id = %1$d",
        "UPDATE customer SET last_name = last_name || '-ü', activebool = NOT activebool WHERE customer_id = %1$d",
        "UPDATE staff SET picture = decode(md5('%1$d'), 'hex') WHERE staff_id = 1",
        "INSERT INTO rental (rental_date, inventory_id, customer_id, staff_id)"
                + " VALUES (timestamptz '2022-08-01 00:00Z' + %1$d * interval '1 minute', %1$d, %1$d, 1)"
                + " ON CONFLICT DO NOTHING",
        "UPDATE rental SET return_date = rental_date + interval '1 day' * %1$d WHERE rental_id = %1$d",
        "DELETE FROM rental WHERE rental_date = timestamptz '2022-08-01 00:00Z' + %1$d * interval '1 minute'"
                + " AND customer_id %% 3 = 0",
        "INSERT INTO payment (customer_id, staff_id, rental_id, amount, payment_date)"
                + " VALUES (%1$d, 1, %1$d, %1$d / 100.0, timestamptz '2022-03-01 12:00Z' + %1$d * interval '1 hour')",
        "UPDATE payment SET amount = amount + 0.5 WHERE customer_id = %1$d",
        "DELETE FROM payment WHERE payment_id IN (SELECT payment_id FROM payment WHERE customer_id = %1$d LIMIT 2)",
        "DELETE FROM film_actor WHERE film_id = %1$d AND actor_id = (SELECT min(actor_id) FROM film_actor WHERE film_id = %1$d)",
        "UPDATE film_category SET category_id = (SELECT min(category_id) FROM category WHERE category_id NOT IN"
                + " (SELECT category_id FROM film_category WHERE film_id = %1$d)) WHERE film_id = %1$d"
                + " AND category_id = (SELECT max(category_id) FROM film_category WHERE film_id = %1$d)",
    };

    @Test
    void everyTableArrivesWholeWhileRowsChange() throws Exception {
        Optional<Pagila> pagila = Pagila.find();
        if (pagila.isEmpty()) {
            System.err.println("SKIPPED: no folder shared/data/pagila beside the checkout, PagilaIT proves nothing");
        }
        Assumptions.assumeTrue(pagila.isPresent(), "no folder shared/data/pagila beside the checkout");

        try (PostgresServer source = PostgresServer.start("pagila");
                PostgresServer target = PostgresServer.start("dvds");
                DmskitLocal local = DmskitLocal.start();
                Dms dms = Dms.at(local.endpoint(), Region.of(local.region()))) {
            try (Connection connection = source.connect()) {
                pagila.get().loadInto(connection);
                connection.createStatement().execute("CREATE TABLE public.dmskit_marker (id text PRIMARY KEY)");
            }
            LocalAws.publishSecret(local, "pagila/source", source);
            LocalAws.publishSecret(local, "pagila/target", target);
            MappingPlan plan = plan(source);
            ReplicationHandle task = dms.apply(migration(), LIMIT);

            AtomicBoolean closing = new AtomicBoolean();
            CompletableFuture<Integer> writer = CompletableFuture.supplyAsync(() -> write(source, closing));
            try {
                task.start();
                task.awaitFullLoad(LIMIT);
            } finally {
                closing.set(true);
            }
            int rounds = writer.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            awaitDrained(plan, source, target);
            task.stop(LIMIT);

            assertThat(rounds).as("rounds of writing").isGreaterThanOrEqualTo(ROUNDS_AFTER_LOAD);
            assertThat(applied(
                            task,
                            "rental",
                            "payment_p2022_03",
                            "film",
                            "customer",
                            "staff",
                            "film_actor",
                            "film_category"))
                    .as("changes applied, by table")
                    .allSatisfy((table, changes) -> assertThat(changes).isPositive());
            assertThat(plan.tables()).as("22 tables of Pagila, and the marker").hasSize(23);
            VerificationReport report =
                    Verifier.between(source::connect, target::connect).verify(plan, LIMIT);
            assertThat(report.different()).isEmpty();
            assertThat(report.tables())
                    .allSatisfy(table -> assertThat(table.notCompared()).isEmpty());
            for (TablePlan table : plan.tables()) {
                assertThat(rows(target, table.target()))
                        .as("rows of " + table.target())
                        .isEqualTo(rows(source, table.source().name()));
            }
        }
    }

    private static MappingPlan plan(PostgresServer source) throws SQLException {
        try (Connection connection = source.connect()) {
            return MappingPlan.of(mappings(), PostgresCatalog.read(connection), Optional.empty());
        }
    }

    private static TableMappings mappings() {
        return TableMappings.parse("pagila.json", EVERYTHING);
    }

    private static Migration migration() {
        return new Migration(
                "pagila",
                MigrationType.FULL_LOAD_AND_CDC,
                new EndpointDefinition(Engine.POSTGRES, "pagila", "pagila/source", Optional.empty()),
                new EndpointDefinition(Engine.POSTGRES, "dvds", "pagila/target", Optional.empty()),
                mappings(),
                TaskSettings.DEFAULTS,
                Capacity.DEFAULT,
                CutoverPolicy.DEFAULT,
                Optional.empty());
    }

    /** Goes on until the store closes, and for fifty rounds more, which only the capture of changes can carry. */
    private static int write(PostgresServer source, AtomicBoolean closing) {
        try (Connection connection = source.connect();
                Statement statement = connection.createStatement()) {
            int round = 0;
            int last = Integer.MAX_VALUE;
            while (round < last) {
                round++;
                if (last == Integer.MAX_VALUE && closing.get()) {
                    last = round + ROUNDS_AFTER_LOAD;
                }
                for (String change : DAY) {
                    statement.execute(String.format(Locale.ROOT, change, round % 400 + 1));
                }
            }
            return round;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitDrained(MappingPlan plan, PostgresServer source, PostgresServer target) {
        MarkerTable marker =
                MarkerTable.find(plan, source::connect, target::connect).orElseThrow();
        var mark = marker.write();
        Poller.every(Duration.ofMillis(100))
                .until("the marker row", () -> marker.seen(mark) ? Optional.of(mark) : Optional.empty(), LIMIT);
    }

    private static Map<String, Long> applied(ReplicationHandle task, String... tables) {
        Map<String, Long> changes = task.tableStatistics().stream()
                .filter(state -> List.of(tables).contains(state.table().table()))
                .collect(toMap(
                        state -> state.table().table(), state -> state.applied().rows()));
        assertThat(changes).containsOnlyKeys(tables);
        return changes;
    }

    private static long rows(PostgresServer server, TableName table) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM " + PostgresSql.quote(table))) {
            row.next();
            return row.getLong(1);
        }
    }
}
