package io.dmskit.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.Dms;
import io.dmskit.LocalAws;
import io.dmskit.Sql;
import io.dmskit.endpoint.EndpointDefinition;
import io.dmskit.endpoint.Engine;
import io.dmskit.endpoint.Tls;
import io.dmskit.local.DmskitLocal;
import io.dmskit.local.database.PostgresServer;
import io.dmskit.mapping.TableMappings;
import io.dmskit.migration.Capacity;
import io.dmskit.migration.Cdc;
import io.dmskit.migration.CutoverPolicy;
import io.dmskit.migration.Migration;
import io.dmskit.position.CdcStopPosition;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.TaskSettings;
import io.dmskit.task.Poller;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;

/** Two databases, a dmskit-local, and a migration of a bank between them, of which every part can be changed. */
final class ApplyRig implements AutoCloseable {
    static final Duration LIMIT = Duration.ofSeconds(60);
    static final Poller POLLER = Poller.every(Duration.ofMillis(20));

    final PostgresServer source = PostgresServer.start("BANKPROD");
    final PostgresServer target = PostgresServer.start("modernbank");
    final DmskitLocal local = DmskitLocal.start();
    final DatabaseMigrationClient client = client();
    final Dms dms = Dms.over(client, POLLER);

    ApplyRig() {
        LocalAws.publishSecret(local, "bank/legacy", source);
        LocalAws.publishSecret(local, "bank/modern", target);
        LocalAws.publishSecret(local, "bank/rotated", target);
    }

    DatabaseMigrationClient client(ExecutionInterceptor... interceptors) {
        return LocalAws.client(
                local,
                DatabaseMigrationClient.builder()
                        .overrideConfiguration(
                                configuration -> configuration.executionInterceptors(List.of(interceptors))));
    }

    /** Returns a number and a checksum of all rows of the bank's tables. */
    static String rows(PostgresServer server, String... tables) throws SQLException {
        return Sql.text(server, rowsOf(tables));
    }

    private static String rowsOf(String... tables) {
        return Stream.of(tables)
                .map(table -> """
                        SELECT '%1$s ' || count(*) || ' rows, '
                            || coalesce(sum(('x' || substr(md5(t::text), 1, 8))::bit(32)::bigint), 0) FROM bank.%1$s t""".formatted(table))
                .collect(Collectors.joining(") || '; ' || (", "SELECT (", ")"));
    }

    void assertThatBothSidesAgree(String... tables) {
        POLLER.until(
                "the target to hold what the source does",
                () -> Optional.of(Sql.isSame(source, target, rowsOf(tables))).filter(Boolean::booleanValue),
                LIMIT);
        try {
            assertThat(rows(target, tables)).isEqualTo(rows(source, tables)).isNotEmpty();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    Change change(Migration migration) {
        return new Change(migration);
    }

    static Migration migration(String name, String... tables) {
        return new Migration(
                name,
                MigrationType.FULL_LOAD_AND_CDC,
                EndpointDefinition.database(Engine.POSTGRES, "BANKPROD", "bank/legacy")
                        .with(Tls.NONE),
                target("bank/modern"),
                mappings(tables),
                TaskSettings.DEFAULTS,
                new Capacity.Provisioned("dms.t3.medium", 20, false),
                new CutoverPolicy(Duration.ofSeconds(5), Duration.ofMinutes(10), Set.of()),
                Optional.empty());
    }

    static EndpointDefinition target(String secret) {
        return EndpointDefinition.database(Engine.POSTGRES, "modernbank", secret)
                .with(Tls.NONE);
    }

    static TableMappings mappings(String... tables) {
        String rules = Stream.iterate(1, id -> id + 1)
                .limit(tables.length)
                .map(id -> """
                        {"rule-type": "selection", "rule-id": "%d", "rule-name": "%d", "rule-action": "include",
                          "object-locator": {"schema-name": "bank", "table-name": "%s"}}""".formatted(id, id, tables[id - 1]))
                .collect(Collectors.joining(","));
        return TableMappings.parse("table-mappings.json", "{\"rules\": [" + rules + "]}");
    }

    @Override
    public void close() {
        client.close();
        local.close();
        source.close();
        target.close();
    }

    /** A migration with one part changed. */
    record Change(Migration of) {
        Migration type(MigrationType type) {
            return with(type, of.target(), of.tableMappings(), of.taskSettings(), of.capacity());
        }

        Migration target(String secret) {
            return with(of.type(), ApplyRig.target(secret), of.tableMappings(), of.taskSettings(), of.capacity());
        }

        Migration tables(String... tables) {
            return with(of.type(), of.target(), mappings(tables), of.taskSettings(), of.capacity());
        }

        Migration settings(TaskSettings settings) {
            return with(of.type(), of.target(), of.tableMappings(), settings, of.capacity());
        }

        Migration capacity(Capacity capacity) {
            return with(of.type(), of.target(), of.tableMappings(), of.taskSettings(), capacity);
        }

        Migration mappings(TableMappings mappings) {
            return with(of.type(), of.target(), mappings, of.taskSettings(), of.capacity());
        }

        private static TableMappings mappings(String... tables) {
            return ApplyRig.mappings(tables);
        }

        Migration stop(CdcStopPosition stop) {
            return new Migration(
                    of.name(),
                    of.type(),
                    of.source(),
                    of.target(),
                    of.tableMappings(),
                    of.taskSettings(),
                    new Cdc(of.cdc().start(), Optional.of(stop)),
                    of.capacity(),
                    of.alarms(),
                    of.cutover(),
                    of.rehearsal());
        }

        private Migration with(
                MigrationType type,
                EndpointDefinition target,
                TableMappings mappings,
                TaskSettings settings,
                Capacity capacity) {
            return new Migration(
                    of.name(),
                    type,
                    of.source(),
                    target,
                    mappings,
                    settings,
                    of.cdc(),
                    capacity,
                    of.alarms(),
                    of.cutover(),
                    of.rehearsal());
        }
    }
}
