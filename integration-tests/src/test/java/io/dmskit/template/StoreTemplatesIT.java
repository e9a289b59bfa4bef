package io.dmskit.template;

import static io.dmskit.Sql.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.catalog.PostgresCatalog;
import io.dmskit.catalog.TableName;
import io.dmskit.local.database.PostgresServer;
import io.dmskit.mapping.TableMappings;
import io.dmskit.mapping.plan.MappingPlan;
import io.dmskit.mapping.plan.TablePlan;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StoreTemplatesIT {
    private static PostgresServer server;

    @BeforeAll
    static void start() {
        server = PostgresServer.start("store_0001");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void empty() throws SQLException {
        run(server, "DROP SCHEMA IF EXISTS store CASCADE; DROP SCHEMA IF EXISTS headquarters CASCADE");
    }

    @Test
    void theStoreIsFullAndClosed() throws SQLException, IOException {
        Scripts.run(server, "store", "schema.sql", "data.sql");

        try (Connection connection = server.connect()) {
            assertThat(Statements.only(connection, Long.class, "select count(*) from store.sales"))
                    .isEqualTo(80_000);
            assertThat(plan(connection, "store").tables())
                    .extracting(table -> table.target().schema())
                    .containsOnly("headquarters_store");
        }
    }

    @Test
    void everyStoreMovesItsMilkTo146AndKeepsToItsOwnRows() throws SQLException, IOException, InterruptedException {
        Scripts.run(server, "stores", "schema.sql");
        Workload workload = Workloads.named("stores").orElseThrow();

        WorkloadTotals first = workload.start(server::connect).stop();
        WorkloadTotals second = workload.start(server::connect).stop();

        assertThat(first.of("milk")).isEqualTo(5);
        assertThat(first.of("product added")).isEqualTo(40);
        assertThat(second.of("milk")).isZero();
        try (Connection connection = server.connect()) {
            assertThat(Statements.only(
                            connection, Integer.class, "select on_hand from store.inventory where sku = 'MILK'"))
                    .isEqualTo(146);
        }
    }

    @Test
    void headquartersTellsTheStoresApart() throws SQLException, IOException {
        Scripts.run(server, "stores", "schema.sql", "headquarters.sql", "headquarters.sql");

        try (Connection connection = server.connect()) {
            MappingPlan plan = plan(connection, "stores");
            TablePlan sales = plan.table(new TableName("store", "sales")).orElseThrow();

            assertThat(plan.tables()).hasSize(4).allSatisfy(table -> assertThat(
                            table.key().orElseThrow().columns())
                    .startsWith("store_id"));
            assertThat(sales.target()).isEqualTo(new TableName("headquarters", "sales"));
            assertThat(sales.key().orElseThrow().columns()).isEqualTo(List.of("store_id", "sale_id"));
        }
    }

    private static MappingPlan plan(Connection connection, String template) throws SQLException, IOException {
        String mappings = Scripts.text(template, "table-mappings.json").replace("${store}", "0001");
        return MappingPlan.of(
                TableMappings.parse("table-mappings.json", mappings),
                PostgresCatalog.read(connection),
                Optional.empty());
    }
}
