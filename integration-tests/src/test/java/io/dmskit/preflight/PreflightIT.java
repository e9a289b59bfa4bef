package io.dmskit.preflight;

import static io.dmskit.Sql.run;
import static io.dmskit.preflight.PreflightRig.gone;
import static io.dmskit.preflight.PreflightRig.migration;
import static io.dmskit.preflight.PreflightRig.only;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dmskit.document.Severity;
import io.dmskit.endpoint.EndpointDefinition;
import io.dmskit.endpoint.Engine;
import io.dmskit.migration.Capacity;
import io.dmskit.migration.Migration;
import io.dmskit.preflight.sizing.Figure;
import io.dmskit.settings.MigrationType;
import java.net.ServerSocket;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PreflightIT {
    private PreflightRig rig;

    @BeforeAll
    void start() {
        rig = new PreflightRig();
    }

    @AfterAll
    void stop() {
        rig.close();
    }

    @BeforeEach
    void clean() throws SQLException {
        rig.clean();
    }

    @Test
    void findsNothingWhereAllIsReady() {
        PreflightReport report = rig.check(migration(MigrationType.FULL_LOAD_AND_CDC));

        assertThat(report.passes(Severity.WARNING)).as(report.describe()).isTrue();
        assertThat(report.requireNoErrors()).isSameAs(report);
        assertThat(report.looked()).hasSizeGreaterThan(15);
    }

    @Test
    void opensTheGateOnlyWhenEveryErrorIsMended() throws SQLException {
        run(
                rig.source,
                "CREATE TABLE bank.log (line varchar(9)); CREATE UNLOGGED TABLE bank.carts (id int PRIMARY KEY)");
        PreflightReport report = rig.check(migration(MigrationType.CDC));

        assertThatThrownBy(report::requireNoErrors)
                .isInstanceOfSatisfying(PreflightException.class, shut -> {
                    assertThat(shut.findings())
                            .extracting(PreflightFinding::code)
                            .containsExactly("PF202", "PF205");
                    assertThat(shut.report()).isSameAs(report);
                })
                .hasMessageStartingWith("bank-core cannot start:\n  PF202 table bank.log: ")
                .hasMessageContaining("\n  PF205 table bank.carts: ");

        run(rig.source, "ALTER TABLE bank.log REPLICA IDENTITY FULL; ALTER TABLE bank.carts SET LOGGED");
        PreflightReport mended = rig.check(migration(MigrationType.CDC)).requireNoErrors();
        assertThatThrownBy(() -> mended.require(Severity.WARNING))
                .hasMessageContaining("PF203 table bank.log")
                .hasMessageContaining("PF315 target table modernbank.log");
    }

    @Test
    void writesTheSameReportForPeopleAndForPrograms() throws Exception {
        run(rig.source, "CREATE UNLOGGED TABLE bank.carts (id int PRIMARY KEY)");
        PreflightReport report = rig.check(migration(MigrationType.FULL_LOAD_AND_CDC));

        JsonNode json = new ObjectMapper().readTree(report.toJson());

        assertThat(json.path("migration").asText()).isEqualTo("bank-core");
        assertThat(json.path("errors").asInt()).isEqualTo(1);
        assertThat(json.path("findings").get(0).toString())
                .startsWith("{\"code\":\"PF205\",\"severity\":\"error\",\"subject\":\"table bank.carts\",\"message\":")
                .endsWith("\"sql\":\"ALTER TABLE \\\"bank\\\".\\\"carts\\\" SET LOGGED;\"}");
        assertThat(json.path("looked")).hasSizeGreaterThan(15);
        assertThat(json.path("notLooked").get(0).path("what").asText()).isEqualTo("free disk space");
        assertThat(json.path("sizing").path("instanceClass").asText()).isEqualTo("dms.t3.medium");
        assertThat(report.describe())
                .startsWith("bank-core: 1 error")
                .contains("PF205 error  table bank.carts\n", "  ALTER TABLE \"bank\".\"carts\" SET LOGGED;\n")
                .contains("sizing: dms.t3.medium", "measured", "assumed", "buffers x 8 MB x 8 sub-tasks");
    }

    @Test
    void proposesWhatToRunOnAndSaysWhichNumbersWereMeasured() throws SQLException {
        run(rig.source, """
                CREATE TABLE bank.letters (id int PRIMARY KEY, body text, reply text);
                INSERT INTO bank.letters SELECT n, repeat('x', 1000), '' FROM generate_series(1, 5000) n;
                ANALYZE bank.letters""");
        Migration small = sized(new Capacity.Provisioned("dms.t3.micro", 5, false));

        PreflightReport report = rig.check(small);

        assertThat(report.sizing()).hasValueSatisfying(sizing -> {
            assertThat(sizing.figures())
                    .filteredOn(figure -> figure.name().equals("LOB buffers"))
                    .singleElement()
                    .satisfies(figure -> {
                        assertThat(figure.how())
                                .isEqualTo("LobMaxSize 32 KB x CommitRate 10000 x 8 sub-tasks x 2 LOB columns");
                        assertThat(figure.value()).isEqualTo(32.0 * 1024 * 10_000 * 8 * 2);
                        assertThat(figure.origin()).isEqualTo(Figure.Origin.SETTING);
                    });
            assertThat(sizing.figures())
                    .filteredOn(figure -> figure.name().equals("rows and LOBs"))
                    .singleElement()
                    .satisfies(figure -> {
                        assertThat(figure.value()).isBetween(200_000.0, 9_000_000.0);
                        assertThat(figure.origin()).isEqualTo(Figure.Origin.MEASURED);
                    });
            assertThat(sizing.capacity()).isEqualTo(new Capacity.Provisioned("dms.r6i.large", 50, false));
            assertThat(sizing.subTasks()).isEqualTo(2);
        });
        assertThat(only(report, "PF701").message()).startsWith("it has 1.0 GB of memory, and the task may take 6.");
        assertThat(only(report, "PF702").message()).startsWith("it has 5 GiB of storage, and 10.");
        assertThat(only(report, "PF703").message())
                .isEqualTo("MaxFullLoadSubTasks is 8, and tables and capacity can use 2");
        PreflightReport enough = rig.check(sized(new Capacity.Provisioned("dms.r6i.large", 50, false)));
        gone(enough, "PF701");
        gone(enough, "PF702");
    }

    @Test
    void proposesCapacityUnitsForAServerlessReplication() throws SQLException {
        run(rig.source, "CREATE TABLE bank.letters (id int PRIMARY KEY, body text, reply text)");

        PreflightReport report = rig.check(sized(new Capacity.Serverless(Optional.of(1), 2, true)));

        assertThat(report.sizing()).hasValueSatisfying(sizing -> {
            assertThat(sizing.capacity()).isEqualTo(new Capacity.Serverless(Optional.of(1), 8, true));
            assertThat(sizing.describe()).startsWith("sizing: serverless, max 8 capacity units, MaxFullLoadSubTasks 2");
            assertThat(sizing.json()).containsEntry("maxCapacityUnits", 8).doesNotContainKey("storageGib");
            assertThat(sizing.figures())
                    .filteredOn(figure -> figure.name().equals("memory of 8 capacity units"))
                    .extracting(Figure::value)
                    .containsExactly(16.0 * (1L << 30));
        });
        assertThat(only(report, "PF701").message())
                .startsWith("2 capacity units have 4.0 GB of memory, and the task may take 6.");
        gone(report, "PF702");
        assertThat(report.looked())
                .filteredOn(look -> look.subject().equals("capacity serverless"))
                .singleElement()
                .satisfies(look -> assertThat(look.notBecause()).isPresent());
        gone(rig.check(sized(new Capacity.Serverless(Optional.empty(), 8, true))), "PF701");
    }

    private static Migration sized(Capacity capacity) {
        Migration bank = migration(MigrationType.FULL_LOAD);
        return new Migration(
                bank.name(),
                bank.type(),
                bank.source(),
                bank.target(),
                bank.tableMappings(),
                bank.taskSettings(),
                capacity,
                bank.cutover(),
                bank.rehearsal());
    }

    @Test
    void findsThatNothingIsSelected() throws SQLException {
        run(rig.source, "ALTER TABLE bank.accounts SET SCHEMA public; DROP SCHEMA bank");
        try {
            assertThat(only(rig.check(migration(MigrationType.FULL_LOAD)), "PF004")
                            .toString())
                    .isEqualTo("PF004 table mappings: no table is selected: the source has 1 tables, such as"
                            + " public.accounts: include some of them; names are compared case by case");
        } finally {
            run(rig.source, "DROP TABLE public.accounts");
        }
    }

    @Test
    void findsDatabasesThatCannotBeConnectedTo() throws Exception {
        PreflightReport refused = Preflight.of(migration(MigrationType.CDC))
                .source(rig.source::connect)
                .target(() ->
                        DriverManager.getConnection("jdbc:postgresql://127.0.0.1:1/modernbank", "dmskit", "secretive"))
                .check();

        PreflightFinding finding = only(refused, "PF001");
        assertThat(finding.isError()).isTrue();
        assertThat(finding.subject()).isEqualTo("target database modernbank");
        assertThat(finding.message())
                .startsWith("cannot be read: ")
                .contains("127.0.0.1:1 refused")
                .doesNotContain("secretive");

        try (ServerSocket silent = new ServerSocket(0)) {
            String url = "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/x?loginTimeout=60";
            PreflightReport hung = Preflight.of(migration(MigrationType.CDC))
                    .source(() -> DriverManager.getConnection(url, "a", "b"))
                    .with(new PreflightOptions(1, Duration.ofSeconds(1), Duration.ofMinutes(1)))
                    .check();

            assertThat(only(hung, "PF001").message()).isEqualTo("cannot be read: no connection within 1 s");
        }
    }

    @Test
    void saysThatAnEngineIsNotLookedInto() {
        Migration bank = migration(MigrationType.CDC);
        Migration oracle = new Migration(
                bank.name(),
                bank.type(),
                EndpointDefinition.database(Engine.SQLSERVER, "BANKPROD", "bank/legacy"),
                bank.target(),
                bank.tableMappings(),
                bank.taskSettings(),
                bank.capacity(),
                bank.cutover(),
                bank.rehearsal());

        assertThat(only(rig.check(oracle), "PF002").toString())
                .isEqualTo(
                        "PF002 source database BANKPROD: engine sqlserver is not looked into: run DMS's own assessment");
    }
}
