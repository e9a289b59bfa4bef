package io.dmskit.preflight;

import static io.dmskit.Sql.run;
import static io.dmskit.preflight.PreflightRig.TARGET;
import static io.dmskit.preflight.PreflightRig.all;
import static io.dmskit.preflight.PreflightRig.gone;
import static io.dmskit.preflight.PreflightRig.mend;
import static io.dmskit.preflight.PreflightRig.migration;
import static io.dmskit.preflight.PreflightRig.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.document.Severity;
import io.dmskit.endpoint.EndpointSettings;
import io.dmskit.endpoint.PostgreSQLSettings;
import io.dmskit.local.database.PostgresServer;
import io.dmskit.migration.Migration;
import io.dmskit.settings.FullLoadSettings;
import io.dmskit.settings.FullLoadSettings.TargetTablePrepMode;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.TaskSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresTargetIT {
    private static final Migration FULL_LOAD = migration(MigrationType.FULL_LOAD);
    private static final Migration BOTH = migration(MigrationType.FULL_LOAD_AND_CDC);

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

    private void target(String statements) throws SQLException {
        run(rig.target, "CREATE SCHEMA IF NOT EXISTS modernbank; SET search_path = modernbank; " + statements);
    }

    private static Migration preparing(TargetTablePrepMode mode) {
        return migration(
                MigrationType.FULL_LOAD, TaskSettings.DEFAULTS.with(FullLoadSettings.TARGET_TABLE_PREP_MODE, mode));
    }

    @Test
    void findsRowsThatAreThereAndNamesThoseThatWouldGo() throws SQLException {
        target("CREATE TABLE accounts (id bigint PRIMARY KEY, balance numeric(12,2))");
        gone(rig.check(FULL_LOAD), "PF303");

        target("INSERT INTO accounts SELECT n FROM generate_series(1, 1234) n");

        PreflightFinding finding = only(rig.check(FULL_LOAD), "PF303");
        assertThat(finding.isError()).isTrue();
        assertThat(finding.toString())
                .startsWith(
                        "PF303 target table modernbank.accounts: holds 1,234 rows, and the load would be added to them");
        assertThat(only(rig.check(preparing(TargetTablePrepMode.TRUNCATE_BEFORE_LOAD)), "PF304")
                        .message())
                .isEqualTo("holds 1,234 rows, which TRUNCATE_BEFORE_LOAD deletes before the load");
        assertThat(only(rig.check(preparing(TargetTablePrepMode.DROP_AND_CREATE)), "PF304")
                        .message())
                .isEqualTo("holds 1,234 rows, which DROP_AND_CREATE deletes before the load");
        gone(rig.check(migration(MigrationType.CDC)), "PF303");
        mend(rig.target, finding);
        gone(rig.check(FULL_LOAD), "PF303");
        gone(rig.check(preparing(TargetTablePrepMode.TRUNCATE_BEFORE_LOAD)), "PF304");
    }

    @Test
    void findsWhatAUserMayNotDo() throws SQLException {
        rig.withVisitor(() -> {
            run(rig.source, "GRANT USAGE ON SCHEMA bank TO visitor; GRANT SELECT ON bank.accounts TO visitor");
            PreflightFinding create = only(rig.checkAsVisitor(FULL_LOAD), "PF301");
            assertThat(create.message())
                    .isEqualTo("user visitor may not create tables in schema modernbank, which is not there");
            target("CREATE TABLE other (id int)");
            PreflightFinding inSchema = only(rig.checkAsVisitor(FULL_LOAD), "PF301");
            mend(rig.target, inSchema);
            gone(rig.checkAsVisitor(FULL_LOAD), "PF301");

            target("CREATE TABLE accounts (id bigint PRIMARY KEY, balance numeric(12,2))");
            PreflightFinding write = only(rig.checkAsVisitor(BOTH), "PF302");
            assertThat(write.message())
                    .isEqualTo("user visitor lacks INSERT, UPDATE, DELETE, SELECT, USAGE on its schema");
            mend(rig.target, write);
            gone(rig.checkAsVisitor(BOTH), "PF302");
            assertThat(only(rig.checkAsVisitor(preparing(TargetTablePrepMode.TRUNCATE_BEFORE_LOAD)), "PF302")
                            .message())
                    .isEqualTo("user visitor lacks TRUNCATE");
            PreflightFinding drop = only(rig.checkAsVisitor(preparing(TargetTablePrepMode.DROP_AND_CREATE)), "PF302");
            assertThat(drop.message()).isEqualTo("user visitor lacks ownership");
            mend(rig.target, drop);
            gone(rig.checkAsVisitor(preparing(TargetTablePrepMode.DROP_AND_CREATE)), "PF302");
        });
    }

    @Test
    void findsForeignKeysAndTriggersThatComeInTheWayOfALoad() throws SQLException {
        run(rig.source, "CREATE TABLE bank.cards (id int PRIMARY KEY, account bigint)");
        target("""
                CREATE TABLE accounts (id bigint PRIMARY KEY, balance numeric(12,2));
                CREATE TABLE cards (id int PRIMARY KEY, account bigint REFERENCES accounts);
                CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
                CREATE TRIGGER stamped BEFORE INSERT ON accounts FOR EACH ROW EXECUTE FUNCTION stamp()""");

        PreflightReport report = rig.check(FULL_LOAD);

        assertThat(only(report, "PF305").message())
                .startsWith("foreign key cards_account_fkey is checked for every row");
        assertThat(only(report, "PF307").message())
                .isEqualTo("trigger stamped fires for every row that arrives, as it did on the source");
        PreflightFinding referenced = only(rig.check(preparing(TargetTablePrepMode.TRUNCATE_BEFORE_LOAD)), "PF306");
        assertThat(referenced.toString())
                .startsWith(
                        "PF306 target table modernbank.accounts: foreign key cards_account_fkey of modernbank.cards points"
                                + " to it: PostgreSQL refuses to truncate it alone");
        PreflightReport silenced = rig.check(migration(
                MigrationType.FULL_LOAD,
                EndpointSettings.NONE,
                EndpointSettings.NONE.with(
                        PostgreSQLSettings.AFTER_CONNECT_SCRIPT, "SET session_replication_role='replica'")));
        gone(silenced, "PF305");
        gone(silenced, "PF307");
        mend(rig.target, referenced);
        mend(rig.target, only(report, "PF307"));
        gone(rig.check(preparing(TargetTablePrepMode.TRUNCATE_BEFORE_LOAD)), "PF306");
        gone(rig.check(FULL_LOAD), "PF305");
        gone(rig.check(FULL_LOAD), "PF307");
    }

    @Test
    void findsThatAUserMayNotSilenceForeignKeys() throws SQLException {
        Migration silencing = migration(
                MigrationType.FULL_LOAD,
                EndpointSettings.NONE,
                EndpointSettings.NONE.with(
                        PostgreSQLSettings.AFTER_CONNECT_SCRIPT, "SET session_replication_role='replica'"));
        rig.withVisitor(() -> {
            PreflightFinding finding = only(rig.checkAsVisitor(silencing), "PF320");

            mend(rig.target, finding);
            gone(rig.checkAsVisitor(silencing), "PF320");
        });
    }

    @Test
    void holdsColumnsAgainstThePlan() throws SQLException {
        run(rig.source, """
                ALTER TABLE bank.accounts ADD iban varchar(34) NOT NULL, ADD note varchar(9), ADD opened date,
                    ADD branch int""");
        target("""
                CREATE TABLE accounts (id int PRIMARY KEY, balance numeric(8,2), iban varchar(22), note varchar(9) NOT NULL,
                    opened int, region text NOT NULL)""");

        PreflightReport report = rig.check(FULL_LOAD);

        assertThat(only(report, "PF308").message()).isEqualTo("has no column branch, where bank.accounts.branch lands");
        assertThat(only(report, "PF309").message())
                .isEqualTo("column region is NOT NULL without a default, and nothing lands in it: every row fails");
        assertThat(all(report, "PF310"))
                .extracting(PreflightFinding::message)
                .containsExactly(
                        "column id is integer where the source has bigint: what does not fit fails its row",
                        "column balance is numeric(8,2) where the source has numeric(12,2): what does not fit fails its row",
                        "column iban is character varying(22) where the source has character varying(34): what does not fit"
                                + " fails its row");
        assertThat(only(report, "PF311").message()).startsWith("column opened is integer where the source has date");
        assertThat(only(report, "PF312").message()).startsWith("column note is NOT NULL");
        for (String code : new String[] {"PF309", "PF310", "PF312"}) {
            for (PreflightFinding finding : all(report, code)) {
                mend(rig.target, finding);
            }
        }
        target("ALTER TABLE accounts ADD branch int, ALTER opened TYPE date USING NULL");
        PreflightReport mended = rig.check(FULL_LOAD);
        for (String code : new String[] {"PF308", "PF309", "PF310", "PF311", "PF312"}) {
            gone(mended, code);
        }
        gone(rig.check(preparing(TargetTablePrepMode.DROP_AND_CREATE)), "PF308");
    }

    @Test
    void holdsKeysAgainstThePlan() throws SQLException {
        run(rig.source, "ALTER TABLE bank.accounts ADD iban varchar(34)");
        target("CREATE TABLE accounts (id bigint NOT NULL, balance numeric(12,2), iban varchar(34) UNIQUE)");

        PreflightReport report = rig.check(BOTH);

        assertThat(only(report, "PF313").message())
                .startsWith("unique key accounts_iban_key (iban) is not one of the source's");
        PreflightFinding key = only(report, "PF314");
        assertThat(key.message()).startsWith("has no unique key within id, by which changes are matched");
        mend(rig.target, key);
        run(rig.source, "ALTER TABLE bank.accounts ADD UNIQUE (iban)");
        gone(rig.check(BOTH), "PF313");
        gone(rig.check(BOTH), "PF314");
    }

    @Test
    void givesTheSqlThatAdvancesSequencesAtTheCutover() throws SQLException {
        run(rig.source, "CREATE TABLE bank.cards (id serial PRIMARY KEY, holder text)");
        target("CREATE TABLE cards (id int GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, holder text)");

        PreflightFinding there = only(rig.check(FULL_LOAD), "PF319");

        assertThat(there.message())
                .isEqualTo("no row that DMS writes advances the sequence of modernbank.cards.id on the target");
        target("INSERT INTO cards (id) VALUES (41)");
        mend(rig.target, there);
        assertThat(nextId()).isEqualTo(42);

        target("DROP TABLE cards");
        PreflightFinding lost = only(rig.check(FULL_LOAD), "PF319");
        assertThat(lost.message())
                .isEqualTo(
                        "DMS creates tables without defaults: the sequence of modernbank.cards.id on the source does not go");
        target("CREATE TABLE cards (id int PRIMARY KEY, holder text); INSERT INTO cards (id) VALUES (7)");
        mend(rig.target, lost);
        assertThat(nextId()).isEqualTo(8);
    }

    private int nextId() throws SQLException {
        try (Connection connection = rig.target.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("INSERT INTO modernbank.cards DEFAULT VALUES RETURNING id")) {
            row.next();
            return row.getInt(1);
        }
    }

    @Test
    void findsATargetThatIsMissingAndOneThatTakesNoWrites() throws SQLException {
        assertThat(only(rig.check(migration(MigrationType.CDC)), "PF315").severity())
                .isEqualTo(Severity.WARNING);
        target("CREATE TABLE accounts (id bigint PRIMARY KEY, balance numeric(12,2))");
        gone(rig.check(migration(MigrationType.CDC)), "PF315");

        run(rig.target, "ALTER DATABASE modernbank SET default_transaction_read_only = on");
        PreflightFinding finding = only(rig.check(FULL_LOAD), "PF316");
        assertThat(finding.subject()).isEqualTo(TARGET);
        mend(rig.target, finding);
        gone(rig.check(FULL_LOAD), "PF316");
    }

    @Test
    void findsATargetThatDoesNotHaveEveryCharacter() throws SQLException {
        run(
                rig.target,
                "CREATE DATABASE latin ENCODING 'LATIN1' LOCALE_PROVIDER libc LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0");
        run(
                rig.source,
                "CREATE DATABASE bytes ENCODING 'SQL_ASCII' LOCALE_PROVIDER libc LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0");

        PreflightReport latin = Preflight.of(FULL_LOAD)
                .source(rig.source::connect)
                .target(() -> connect(rig.target.jdbcUrl().replace("modernbank", "latin"), rig.target))
                .check();
        PreflightReport bytes = Preflight.of(FULL_LOAD)
                .source(() -> connect(rig.source.jdbcUrl().replace("BANKPROD", "bytes"), rig.source))
                .target(() -> connect(rig.target.jdbcUrl().replace("modernbank", "latin"), rig.target))
                .check();

        assertThat(only(latin, "PF317").message())
                .startsWith("its encoding is LATIN1 and that of database BANKPROD is UTF8");
        gone(rig.check(FULL_LOAD), "PF317");
        assertThat(only(bytes, "PF114").message()).startsWith("its encoding is SQL_ASCII");
        gone(rig.check(FULL_LOAD), "PF114");
    }

    @Test
    void findsATargetThatSortsTextsInAnotherWay() throws SQLException {
        run(rig.target, "CREATE DATABASE english LOCALE_PROVIDER icu ICU_LOCALE 'en-US' TEMPLATE template0");

        PreflightReport english = Preflight.of(FULL_LOAD)
                .source(rig.source::connect)
                .target(() -> connect(rig.target.jdbcUrl().replace("modernbank", "english"), rig.target))
                .check();

        assertThat(only(english, "PF318").message()).startsWith("its collation is en-US and that of the source is ");
        gone(rig.check(FULL_LOAD), "PF318");
    }

    private static Connection connect(String url, PostgresServer server) throws SQLException {
        return DriverManager.getConnection(url, server.user(), server.password());
    }
}
