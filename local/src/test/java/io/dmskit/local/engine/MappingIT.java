package io.dmskit.local.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.local.database.PostgresServer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What table mappings do to rows, the same in the load and in changes. */
class MappingIT {
    private static final String MAPPINGS = """
            {"rules": [
              {"rule-type": "selection", "rule-id": "1", "rule-name": "1", "rule-action": "include",
               "object-locator": {"schema-name": "BANKING", "table-name": "CUSTOMERS"},
               "filters": [{"filter-type": "source", "column-name": "OPENED",
                            "filter-conditions": [{"filter-operator": "gte", "value": "2020-01-01"}]}]},
              {"rule-type": "transformation", "rule-id": "2", "rule-name": "2", "rule-action": "rename", "rule-target": "schema",
               "object-locator": {"schema-name": "BANKING"}, "value": "modernbank"},
              {"rule-type": "transformation", "rule-id": "3", "rule-name": "3", "rule-action": "rename", "rule-target": "column",
               "object-locator": {"schema-name": "BANKING", "table-name": "CUSTOMERS", "column-name": "CUST_ID"},
               "value": "customer_id"},
              {"rule-type": "transformation", "rule-id": "4", "rule-name": "4", "rule-action": "add-column",
               "rule-target": "column", "object-locator": {"schema-name": "BANKING", "table-name": "CUSTOMERS"},
               "value": "first_name", "data-type": {"type": "string", "length": 100},
               "expression": "CASE WHEN trim($FULL_NAME) = '' THEN NULL ELSE replace(trim($FULL_NAME), ltrim(trim($FULL_NAME), replace(trim($FULL_NAME), ' ', '')), '') END"},
              {"rule-type": "transformation", "rule-id": "5", "rule-name": "5", "rule-action": "add-column",
               "rule-target": "column", "object-locator": {"schema-name": "BANKING", "table-name": "CUSTOMERS"},
               "value": "last_name", "data-type": {"type": "string", "length": 100},
               "expression": "nullif(trim(ltrim(trim($FULL_NAME), replace(trim($FULL_NAME), ' ', ''))), '')"},
              {"rule-type": "transformation", "rule-id": "6", "rule-name": "6", "rule-action": "remove-column",
               "rule-target": "column",
               "object-locator": {"schema-name": "BANKING", "table-name": "CUSTOMERS", "column-name": "FULL_NAME"}},
              {"rule-type": "transformation", "rule-id": "7", "rule-name": "7", "rule-action": "data-masking-digits-mask",
               "rule-target": "column", "value": "#",
               "object-locator": {"schema-name": "BANKING", "table-name": "CUSTOMERS", "column-name": "CARD"}},
              {"rule-type": "transformation", "rule-id": "8", "rule-name": "8", "rule-action": "convert-lowercase",
               "rule-target": "table", "object-locator": {"schema-name": "BANKING", "table-name": "%"}},
              {"rule-type": "transformation", "rule-id": "9", "rule-name": "9", "rule-action": "convert-lowercase",
               "rule-target": "column", "object-locator": {"schema-name": "BANKING", "table-name": "%", "column-name": "%"}}]}""";

    private static final String RANGES = """
            {"rules": [
              {"rule-type": "selection", "rule-id": "1", "rule-name": "1", "rule-action": "include",
               "object-locator": {"schema-name": "public", "table-name": "big"}, "filters": []},
              {"rule-type": "table-settings", "rule-id": "2", "rule-name": "2",
               "object-locator": {"schema-name": "public", "table-name": "big"},
               "parallel-load": {"type": "ranges", "columns": ["region", "id"],
                                 "boundaries": [["a", "100"], ["a", "200"], ["b", "50"]]}}]}""";

    private static PostgresServer source;
    private static PostgresServer target;

    @BeforeAll
    static void startServers() {
        source = PostgresServer.start("source");
        target = PostgresServer.start("target");
    }

    @AfterAll
    static void stopServers() {
        source.close();
        target.close();
    }

    @Test
    void splitsMasksFiltersAndRenamesLoadedAndChangedRows() throws Exception {
        try (Rehearsal rehearsal = Rehearsal.between(source, target, "mapped")) {
            rehearsal.mappings(MAPPINGS);
            rehearsal.execute("""
                    CREATE SCHEMA "BANKING";
                    CREATE TABLE "BANKING"."CUSTOMERS" ("CUST_ID" bigint PRIMARY KEY, "FULL_NAME" text, "CARD" varchar(30),
                        "OPENED" timestamp);
                    INSERT INTO "BANKING"."CUSTOMERS" VALUES
                        (1, 'Jane Doe', '4111-1111', '2020-01-01'), (2, 'Jane van Doe', E'a\\tb1', '2024-01-01'),
                        (3, 'Jane', NULL, '2021-01-01'), (4, ' Al  Al ', '', '2021-01-01'), (5, '  ', '5', '2021-01-01'),
                        (6, NULL, '6', '2021-01-01'), (7, 'Too Old', '7', '2019-12-31 23:59:59'), (8, 'No Date', '8', NULL)""");
            rehearsal.start();
            rehearsal.awaitCaughtUp();
            List<String> loaded = List.of(
                    "(1,####-####,\"2020-01-01 00:00:00\",Jane,Doe)",
                    "(2,\"a\tb#\",\"2024-01-01 00:00:00\",Jane,\"van Doe\")",
                    "(3,,\"2021-01-01 00:00:00\",Jane,)",
                    "(4,\"\",\"2021-01-01 00:00:00\",Al,Al)",
                    "(5,#,\"2021-01-01 00:00:00\",,)",
                    "(6,#,\"2021-01-01 00:00:00\",,)");
            String rows = "SELECT t::text FROM modernbank.customers t ORDER BY customer_id";
            assertThat(rehearsal.onTarget(rows)).isEqualTo(loaded);

            rehearsal.execute(
                    "INSERT INTO \"BANKING\".\"CUSTOMERS\" SELECT \"CUST_ID\" + 10, \"FULL_NAME\", \"CARD\", \"OPENED\""
                            + " FROM \"BANKING\".\"CUSTOMERS\"");
            rehearsal.awaitCaughtUp();
            assertThat(rehearsal.onTarget(rows.replace(
                                    "t::text",
                                    "replace(t::text, '(1' || right(customer_id::text, 1), '('"
                                            + " || right(customer_id::text, 1))")
                            .replace("t ORDER", "t WHERE customer_id > 10 ORDER")))
                    .isEqualTo(loaded);

            rehearsal.execute("DELETE FROM \"BANKING\".\"CUSTOMERS\" WHERE \"CUST_ID\" > 2;"
                    + "INSERT INTO \"BANKING\".\"CUSTOMERS\" VALUES (20, 'Grown Up', '20', '2000-01-01');"
                    + "UPDATE \"BANKING\".\"CUSTOMERS\" SET \"OPENED\" = '2022-02-02' WHERE \"CUST_ID\" = 20;"
                    + "UPDATE \"BANKING\".\"CUSTOMERS\" SET \"OPENED\" = '1999-01-01' WHERE \"CUST_ID\" = 2");
            rehearsal.awaitCaughtUp();
            assertThat(rehearsal.onTarget(rows))
                    .containsExactly(loaded.get(0), "(20,##,\"2022-02-02 00:00:00\",Grown,Up)");
            assertThat(rehearsal.onTarget("SELECT count(*) FROM awsdms_apply_exceptions"))
                    .containsExactly("0");
        }
    }

    @Test
    void loadsRangesWithoutLossOrDoubling() throws Exception {
        try (Rehearsal rehearsal = Rehearsal.between(source, target, "ranges")) {
            rehearsal.mappings(RANGES);
            rehearsal.settings("{\"FullLoadSettings\": {\"CreatePkAfterFullLoad\": true}}");
            rehearsal.execute("CREATE TABLE big (region text, id int, PRIMARY KEY (region, id));"
                    + "INSERT INTO big SELECT r, i FROM unnest('{a,b,c}'::text[]) r, generate_series(1, 300) i");
            rehearsal.start();
            rehearsal.awaitCaughtUp();

            rehearsal.assertSameRows("big");
            assertThat(rehearsal.statisticsOf("public", "big").fullLoadRows()).isEqualTo(900);
            assertThat(rehearsal.onTarget(
                            "SELECT count(*) FROM pg_index WHERE indrelid = 'big'::regclass AND indisprimary"))
                    .containsExactly("1");
        }
    }
}
