package io.dmskit.preflight;

import static io.dmskit.Sql.run;
import static io.dmskit.preflight.PreflightRig.all;
import static io.dmskit.preflight.PreflightRig.gone;
import static io.dmskit.preflight.PreflightRig.mend;
import static io.dmskit.preflight.PreflightRig.migration;
import static io.dmskit.preflight.PreflightRig.only;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.dmskit.document.Severity;
import io.dmskit.endpoint.EndpointSettings;
import io.dmskit.endpoint.PostgreSQLSettings;
import io.dmskit.migration.Migration;
import io.dmskit.settings.FullLoadSettings;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.TargetMetadata;
import io.dmskit.settings.TaskSettings;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresTablesIT {
    private static final Migration CDC = migration(MigrationType.CDC);
    private static final Migration FULL_LOAD = migration(MigrationType.FULL_LOAD);

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
    void findsTablesWhoseChangesCouldNotBeMatched() throws SQLException {
        run(rig.source, """
                CREATE TABLE bank.log (line text);
                CREATE TABLE bank.rates (day date NOT NULL);
                CREATE UNIQUE INDEX "Rates_Day" ON bank.rates (day);
                CREATE TABLE bank.notes (note varchar(9));
                ALTER TABLE bank.notes REPLICA IDENTITY FULL""");

        PreflightReport report = rig.check(CDC);

        assertThat(all(report, "PF202"))
                .extracting(PreflightFinding::subject, finding -> finding.sql().orElse(""))
                .containsExactly(
                        tuple("table bank.log", "ALTER TABLE \"bank\".\"log\" REPLICA IDENTITY FULL;"),
                        tuple(
                                "table bank.rates",
                                "ALTER TABLE \"bank\".\"rates\" REPLICA IDENTITY USING INDEX \"Rates_Day\";"));
        assertThat(only(report, "PF203").subject()).isEqualTo("table bank.notes");
        for (PreflightFinding finding : all(report, "PF202")) {
            mend(rig.source, finding);
        }
        gone(rig.check(CDC), "PF202");
        gone(rig.check(FULL_LOAD), "PF203");
    }

    @Test
    void findsUnloggedTablesAndViews() throws SQLException {
        run(rig.source, """
                CREATE UNLOGGED TABLE bank.carts (id int PRIMARY KEY);
                CREATE VIEW bank.rich AS SELECT * FROM bank.accounts WHERE balance > 1000""");
        String views = """
                , {"rule-type": "selection", "rule-id": "3", "rule-name": "3", "rule-action": "include",
                   "object-locator": {"schema-name": "bank", "table-name": "%", "table-type": "view"}}
                """;

        PreflightReport report = rig.check(with(MigrationType.CDC, views));

        assertThat(only(report, "PF205").subject()).isEqualTo("table bank.carts");
        assertThat(only(report, "PF204").subject()).isEqualTo("table bank.rich");
        mend(rig.source, only(report, "PF205"));
        gone(rig.check(CDC), "PF205");
        gone(rig.check(with(MigrationType.FULL_LOAD, views)), "PF204");
    }

    @Test
    void findsPartitionedAndInheritedTables() throws SQLException {
        run(rig.source, """
                CREATE TABLE bank.moves (day date PRIMARY KEY) PARTITION BY RANGE (day);
                CREATE TABLE bank.moves_2026 PARTITION OF bank.moves FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
                CREATE TABLE bank.savings () INHERITS (bank.accounts)""");

        PreflightReport report = rig.check(FULL_LOAD);

        assertThat(only(report, "PF206").toString())
                .startsWith(
                        "PF206 table bank.moves: is partitioned, and so are its partitions selected: their rows would be"
                                + " loaded twice");
        assertThat(only(report, "PF207").subject()).isEqualTo("table bank.accounts");
        run(rig.source, "DROP TABLE bank.savings; DROP TABLE bank.moves_2026");
        gone(rig.check(FULL_LOAD), "PF206");
        gone(rig.check(FULL_LOAD), "PF207");
        assertThat(only(rig.check(CDC), "PF206").severity()).isEqualTo(Severity.WARNING);
    }

    @Test
    void findsRowSecurityAndNamesThatDifferByCaseOnly() throws SQLException {
        run(rig.source, "CREATE TABLE bank.\"ACCOUNTS\" (id int PRIMARY KEY)");
        assertThat(only(rig.check(FULL_LOAD), "PF209").subject()).isEqualTo("tables bank.ACCOUNTS, bank.accounts");
        run(rig.source, "DROP TABLE bank.\"ACCOUNTS\"");
        gone(rig.check(FULL_LOAD), "PF209");

        rig.withVisitor(() -> {
            run(rig.source, """
                    ALTER TABLE bank.accounts ENABLE ROW LEVEL SECURITY;
                    GRANT USAGE ON SCHEMA bank TO visitor; GRANT SELECT ON bank.accounts TO visitor""");

            PreflightFinding finding = only(rig.checkAsVisitor(FULL_LOAD), "PF208");

            assertThat(finding.isError()).isTrue();
            mend(rig.source, finding);
            gone(rig.checkAsVisitor(FULL_LOAD), "PF208");
        });
    }

    @Test
    void saysWhatBecomesOfTypes() throws SQLException {
        run(rig.source, """
                CREATE TYPE bank.mood AS ENUM ('good', 'bad');
                ALTER TABLE bank.accounts ADD mood bank.mood, ADD rate numeric, ADD huge numeric(40,2), ADD open boolean,
                    ADD at timetz, ADD seen timestamptz, ADD span tstzrange, ADD home inet,
                    ADD twice int GENERATED ALWAYS AS (2) STORED;
                CREATE TABLE bank.tags (tags text[])""");

        PreflightReport report = rig.check(FULL_LOAD);

        assertThat(only(report, "PF211").message())
                .isEqualTo("column mood is of the user's own type bank.mood: its values travel as text");
        assertThat(all(report, "PF212"))
                .extracting(PreflightFinding::subject, PreflightFinding::message)
                .contains(
                        tuple(
                                "type numeric",
                                "without precision it becomes numeric(28,6): more digits are cut off: bank.accounts.rate"),
                        tuple("type numeric(40,2)", "more than 38 digits arrive as text: bank.accounts.huge"),
                        tuple("type time with time zone", "arrives as a time without its zone: bank.accounts.at"));
        assertThat(all(report, "PF213"))
                .extracting(PreflightFinding::subject)
                .contains("type boolean", "type inet", "type timestamp with time zone", "type text[]");
        assertThat(only(report, "PF214").subject()).isEqualTo("type tstzrange");
        assertThat(only(report, "PF210").message()).isEqualTo("column twice is generated: its values do not go");
        assertThat(only(report, "PF215").subject()).isEqualTo("table bank.tags");
        run(rig.source, """
                ALTER TABLE bank.accounts DROP span, DROP mood, DROP twice, ALTER rate TYPE numeric(20,6), DROP at,
                    DROP huge;
                ALTER TABLE bank.tags ADD id int PRIMARY KEY""");
        EndpointSettings booleans = EndpointSettings.NONE.with(PostgreSQLSettings.MAP_BOOLEAN_AS_BOOLEAN, true);
        PreflightReport mended = rig.check(migration(MigrationType.FULL_LOAD, booleans, booleans));
        for (String code : new String[] {"PF210", "PF211", "PF212", "PF214", "PF215"}) {
            gone(mended, code);
        }
        assertThat(all(mended, "PF213")).extracting(PreflightFinding::subject).doesNotContain("type boolean");
    }

    @Test
    void findsFiltersThatLoseDeletes() {
        String filtered = """
                , {"rule-type": "selection", "rule-id": "3", "rule-name": "3", "rule-action": "include",
                   "object-locator": {"schema-name": "bank", "table-name": "accounts"},
                   "filters": [{"filter-type": "source", "column-name": "%s",
                                "filter-conditions": [{"filter-operator": "gte", "value": "0"}]}]}
                """;

        assertThat(only(rig.check(with(MigrationType.CDC, filtered.formatted("balance"))), "PF216")
                        .message())
                .startsWith("its filter (balance >= 0) names no column of the key");
        gone(rig.check(with(MigrationType.CDC, filtered.formatted("id"))), "PF216");
    }

    private static Migration with(MigrationType type, String rule) {
        return migration(type, TaskSettings.DEFAULTS, EndpointSettings.NONE, EndpointSettings.NONE, rule);
    }

    @Test
    void holdsTheLargestLobsAgainstTheLimitWithTheArithmetic() throws SQLException {
        run(rig.source, """
                CREATE TABLE bank.letters (id int PRIMARY KEY, body text NOT NULL);
                INSERT INTO bank.letters VALUES (1, repeat('x', 100000)), (2, 'short')""");

        PreflightFinding cut = only(rig.check(FULL_LOAD), "PF220");

        assertThat(cut.isError()).isTrue();
        assertThat(cut.message())
                .isEqualTo(
                        "column body has values of 100,000 bytes = 98 KB (largest of 2 values), and LobMaxSize is 32 KB:"
                                + " longer values are cut off");
        assertThat(cut.advice()).startsWith("set it to 152 KB (98 KB x 1.5 for what comes later)");
        gone(rig.check(with(TaskSettings.DEFAULTS.with(TargetMetadata.LOB_MAX_SIZE, 152))), "PF220");
        assertThat(only(rig.check(with(TaskSettings.DEFAULTS.with(TargetMetadata.LOB_MAX_SIZE, 100))), "PF221")
                        .message())
                .endsWith("LobMaxSize is 100 KB: little room is left");
        assertThat(only(rig.check(with(TaskSettings.DEFAULTS.with(TargetMetadata.FULL_LOB_MODE, true))), "PF223")
                        .message())
                .startsWith("column body is NOT NULL");
        assertThat(only(rig.check(with(TaskSettings.DEFAULTS.with(TargetMetadata.SUPPORT_LOBS, false))), "PF222")
                        .message())
                .isEqualTo("SupportLobs is false: column body would be empty on the target");
    }

    @Test
    void findsLobsThatNoKeyLooksUp() throws SQLException {
        run(rig.source, "CREATE TABLE bank.letters (id int NOT NULL, body text)");

        PreflightFinding finding = only(rig.check(migration(MigrationType.FULL_LOAD_AND_CDC)), "PF224");

        assertThat(finding.message()).startsWith("has LOBs (column body) and no primary key");
        gone(rig.check(FULL_LOAD), "PF224");
        run(rig.source, "ALTER TABLE bank.letters ADD PRIMARY KEY (id)");
        gone(rig.check(migration(MigrationType.FULL_LOAD_AND_CDC)), "PF224");
    }

    private static Migration with(TaskSettings settings) {
        return migration(MigrationType.FULL_LOAD, settings.with(FullLoadSettings.COMMIT_RATE, 100));
    }
}
