package io.dmskit.template;

import static io.dmskit.Sql.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.catalog.Key;
import io.dmskit.catalog.PostgresCatalog;
import io.dmskit.catalog.TableName;
import io.dmskit.local.database.PostgresServer;
import io.dmskit.mapping.TableMappings;
import io.dmskit.mapping.plan.ColumnPlan;
import io.dmskit.mapping.plan.MappingPlan;
import io.dmskit.mapping.plan.TablePlan;
import io.dmskit.task.Poller;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BankTemplateIT {
    /** Lets the checks look at the source itself, as if everything had been migrated. */
    private static final String MIGRATED = """
            create schema modernbank;
            create view modernbank.accounts as
                select "ACCOUNT_ID" as account_id, "BALANCE" as balance from "BANKING"."ACCOUNTS";
            create view modernbank.ledger as
                select "ACCOUNT_ID" as account_id, "AMOUNT" as amount from "BANKING"."LEDGER";
            """;

    private static final Workload WORKLOAD = Workloads.named("bank").orElseThrow();

    private static PostgresServer server;

    @BeforeAll
    static void fillTheBank() throws SQLException, IOException {
        server = PostgresServer.start("BANKPROD");
        Scripts.run(server, "bank", "schema.sql", "data.sql");
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(MIGRATED);
        }
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @Test
    void holdsMoreThanAMillionRowsUnderOldNames() throws SQLException {
        try (Connection connection = server.connect()) {
            long rows = PostgresCatalog.read(connection).tables().stream()
                    .mapToLong(table -> table.estimatedRows())
                    .sum();

            assertThat(rows).isGreaterThan(1_000_000);
        }
    }

    @Test
    void landsUnderNewNames() throws SQLException, IOException {
        MappingPlan plan = plan();

        assertThat(plan.tables())
                .extracting(table -> table.target().toString())
                .containsExactlyInAnyOrder(
                        "modernbank.branches",
                        "modernbank.customers",
                        "modernbank.accounts",
                        "modernbank.account_holders",
                        "modernbank.cards",
                        "modernbank.ledger",
                        "modernbank.daily_balances",
                        "modernbank.auditlog",
                        "modernbank.dmskit_marker",
                        "archive.notices");
        assertThat(columns(plan, "CUSTOMERS"))
                .containsExactly(
                        "customer_id",
                        "cust_key",
                        "email",
                        "born_on",
                        "referred_by",
                        "phones",
                        "profile",
                        "signature",
                        "joined_at",
                        "first_name",
                        "last_name");
        assertThat(table(plan, "BANKING", "ACCOUNT_HOLDERS").key())
                .map(Key::columns)
                .contains(List.of("account_id", "customer_id"));
        assertThat(table(plan, "ARCHIVE", "NOTICES").filters()).hasSize(1);
    }

    @Test
    void masksTheCardNumber() throws SQLException, IOException {
        assertThat(table(plan(), "BANKING", "CARDS").columns())
                .filteredOn(column -> column.name().equalsIgnoreCase("card_number"))
                .singleElement()
                .extracting(ColumnPlan::origin)
                .isInstanceOf(ColumnPlan.Masked.class);
    }

    @Test
    void keepsItsBooksThroughAWorkingDayAndTellsItsStoryOnce() throws SQLException, InterruptedException {
        WorkloadTotals day = work(600);
        WorkloadTotals nextDay = work(50);

        assertThat(day.of("story")).isEqualTo(4);
        assertThat(day.of("withdrawal refused")).isPositive();
        assertThat(day.byKind())
                .containsKeys("deposit", "transfer", "interest", "fee", "new customer", "card reissued");
        assertThat(nextDay.of("story")).isZero();
        assertThat(checks())
                .allSatisfy(result ->
                        assertThat(result.passed()).as(result.detail()).isTrue());
    }

    private static WorkloadTotals work(long transactions) throws SQLException, InterruptedException {
        try (RunningWorkload running = WORKLOAD.start(server::connect)) {
            Poller.every(Duration.ofMillis(20))
                    .until(
                            transactions + " transactions",
                            () -> Optional.of(running.totals()).filter(totals -> totals.transactions() >= transactions),
                            Duration.ofSeconds(60));
            return running.stop();
        }
    }

    private static List<BusinessCheck.Result> checks() throws SQLException {
        try (Connection source = server.connect();
                Connection target = server.connect()) {
            return WORKLOAD.checks().stream()
                    .map(check -> check.run(List.of(source), target))
                    .toList();
        }
    }

    @Test
    void aBookThatDoesNotBalanceIsNoticed() throws SQLException {
        BigDecimal cent = new BigDecimal("0.01");
        try (Connection source = server.connect();
                Connection target = server.connect()) {
            target.setAutoCommit(false);
            Statements.update(
                    target, "update modernbank.accounts set balance = balance + ? where account_id = 7", cent);

            BusinessCheck ledger = WORKLOAD.checks().get(1);

            assertThat(ledger.run(List.of(source), target).passed()).isFalse();
            target.rollback();
        }
    }

    @Test
    void aQuestionThatCannotBeAskedCountsAsFailed() throws SQLException {
        run(server, "CREATE DATABASE empty");
        try (Connection nothing = DriverManager.getConnection(
                server.jdbcUrl().replace("BANKPROD", "empty"), server.user(), server.password())) {
            assertThat(WORKLOAD.checks().get(0).run(List.of(nothing), nothing))
                    .satisfies(result -> assertThat(result.passed()).isFalse())
                    .satisfies(result -> assertThat(result.detail())
                            .startsWith("cannot be asked: ERROR: relation \"modernbank.accounts\" does not exist"));
        }
    }

    private static MappingPlan plan() throws SQLException, IOException {
        try (Connection connection = server.connect()) {
            return MappingPlan.of(
                    TableMappings.parse("table-mappings.json", Scripts.text("bank", "table-mappings.json")),
                    PostgresCatalog.read(connection),
                    Optional.empty());
        }
    }

    private static TablePlan table(MappingPlan plan, String schema, String table) {
        return plan.table(new TableName(schema, table)).orElseThrow();
    }

    private static List<String> columns(MappingPlan plan, String table) {
        return table(plan, "BANKING", table).columns().stream()
                .map(ColumnPlan::name)
                .toList();
    }
}
