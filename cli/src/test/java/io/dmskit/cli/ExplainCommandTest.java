package io.dmskit.cli;

import static io.dmskit.cli.Typed.dmskit;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {
    private static final String MAPPINGS = """
            {"rules": [
              {"rule-type": "selection", "rule-id": "1", "rule-name": "all", "rule-action": "include",
               "object-locator": {"schema-name": "SHOP", "table-name": "%"}},
              {"rule-type": "selection", "rule-id": "2", "rule-name": "paid", "rule-action": "include",
               "object-locator": {"schema-name": "SHOP", "table-name": "ORDERS"}, "load-order": "5",
               "filters": [{"filter-type": "source", "column-name": "STATE",
                            "filter-conditions": [{"filter-operator": "eq", "value": "PAID"}]}]},
              {"rule-type": "selection", "rule-id": "3", "rule-name": "no logs", "rule-action": "exclude",
               "object-locator": {"schema-name": "SHOP", "table-name": "LOG%"}},
              {"rule-type": "transformation", "rule-id": "4", "rule-name": "lower", "rule-action": "convert-lowercase",
               "rule-target": "table", "object-locator": {"schema-name": "SHOP", "table-name": "%"}},
              {"rule-type": "transformation", "rule-id": "5", "rule-name": "no note", "rule-action": "remove-column",
               "rule-target": "column",
               "object-locator": {"schema-name": "SHOP", "table-name": "ORDERS", "column-name": "NOTE"}},
              {"rule-type": "table-settings", "rule-id": "6", "rule-name": "halves",
               "object-locator": {"schema-name": "SHOP", "table-name": "ORDERS"},
               "parallel-load": {"type": "ranges", "columns": ["ID"], "boundaries": [["1000"]]}}
            ]}
            """;
    private static final String CATALOG = """
            schemas:
              SHOP:
                ORDERS:
                  columns: { ID: bigint not null, STATE: varchar(10) not null, NOTE: varchar(80) }
                  primary-key: [ID]
                  rows: 2000
                LOG: { columns: { LINE: text } }
              OTHER:
                THINGS: { columns: { ID: integer } }
            """;

    private final Path directory;
    private final Path mappings;
    private final Path catalog;

    ExplainCommandTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        this.mappings = Files.writeString(directory.resolve("mappings.json"), MAPPINGS);
        this.catalog = Files.writeString(directory.resolve("source.yaml"), CATALOG);
    }

    @Test
    void showsWhereEachTableLandsAndWhyOthersStay() {
        Typed explain = dmskit("explain", mappings, "--catalog", catalog);

        assertThat(explain.exitCode()).as(explain.err()).isZero();
        assertThat(explain.out().lines())
                .anySatisfy(line -> assertThat(line)
                        .containsSubsequence(
                                "SHOP.ORDERS", "SHOP.orders", "2,000", "ID", "STATE = PAID", "5", "2 ranges of ID"))
                .contains(
                        "Not selected",
                        "  no rule matches OTHER.THINGS",
                        "  SHOP.LOG is excluded by rule 3 (exclude SHOP.LOG%)");
    }

    @Test
    void showsEverythingAboutOneTable() {
        Typed explain = dmskit("explain", mappings, "--catalog", catalog, "--table", "SHOP.ORDERS");

        assertThat(explain.out())
                .startsWith("SHOP.ORDERS \u2192 SHOP.orders\n")
                .contains("  filter      STATE = PAID\n", "    1         ID < 1000\n", "    2         ID >= 1000\n")
                .contains("  rule 4      convert-lowercase table SHOP.%\n")
                .containsPattern("(?m)^NOTE +varchar\\(80\\) +- +stays behind +5$")
                .containsPattern("(?m)^ID +bigint +ID +int8 +copied$");
    }

    @Test
    void saysWhyATableDoesNotGo() {
        assertThat(dmskit("explain", mappings, "--catalog", catalog, "--table", "SHOP.LOG")
                        .out())
                .isEqualTo("SHOP.LOG is excluded by rule 3 (exclude SHOP.LOG%)\n");
        assertThat(dmskit("explain", mappings, "--catalog", catalog, "--table", "SHOP.ORDER")
                        .out())
                .isEqualTo("the source has no table SHOP.ORDER, did you mean SHOP.ORDERS?\n");
        assertThat(dmskit("explain", mappings, "--catalog", catalog, "--table", "*.THING?")
                        .out())
                .isEqualTo("no rule matches OTHER.THINGS\n");
    }

    @Test
    void printsOneJsonDocument() throws IOException {
        Typed explain = dmskit("explain", mappings, "--catalog", catalog, "--json");

        JsonNode table = new JsonMapper().readTree(explain.out()).at("/migrations/0/tables/0");
        assertThat(table.get("source").asText()).isEqualTo("SHOP.ORDERS");
        assertThat(table.get("target").asText()).isEqualTo("SHOP.orders");
        assertThat(table.get("segments")).hasSize(2);
        assertThat(table.at("/columns/2/target").isNull()).isTrue();
        assertThat(table.at("/columns/2/rules/0/id").asInt()).isEqualTo(5);
    }

    @Test
    void writesAPageThatFetchesNothingAndTrustsNoName() throws IOException {
        Path page = directory.resolve("plan.html");
        Files.writeString(catalog, CATALOG.replace("THINGS:", "\"<script>alert(1)</script>\":"));

        Typed explain = dmskit("explain", mappings, "--catalog", catalog, "--html", page);

        assertThat(explain).isEqualTo(new Typed(0, "", "written to " + page + "\n"));
        assertThat(page)
                .content()
                .startsWith("<!DOCTYPE html>")
                .contains("name=\"viewport\"", "<summary>", "SHOP.orders")
                .contains("&lt;script&gt;alert(1)")
                .doesNotContain("<script", "http://", "https://", "<link", "src=");
    }

    @Test
    void putsTheRulesIntoWordsWhereTheSourceIsNotKnown() {
        Typed explain = dmskit("explain", mappings);

        assertThat(explain.exitCode()).isZero();
        assertThat(explain.out())
                .contains(
                        "rule 1    include SHOP.%\n",
                        "rule 2    include SHOP.ORDERS, rows with STATE = PAID, load-order 5\n")
                .contains("rule 6    table-settings of SHOP.ORDERS: 2 ranges of ID\n");
    }

    @Test
    void refusesASplitColumnWithTheWayThatWorks() throws IOException {
        Files.writeString(
                mappings, MAPPINGS.replace("\"rule-action\": \"remove-column\"", "\"rule-action\": \"split-column\""));

        Typed explain = dmskit("explain", mappings, "--catalog", catalog);

        assertThat(explain.exitCode()).isEqualTo(2);
        assertThat(explain.err()).contains("TM014", "split-column", "add-column");
    }

    @Test
    void namesEveryConflictWithTheSource() throws IOException {
        Files.writeString(catalog, CATALOG.replace("STATE:", "STATES:"));

        Typed explain = dmskit("explain", mappings, "--catalog", catalog);

        assertThat(explain.exitCode()).isEqualTo(2);
        assertThat(explain.err()).contains("SHOP.ORDERS.STATE", "did you mean STATES?");
    }

    @Test
    void readsOnlyPostgresLive() {
        Typed explain = dmskit("explain", mappings, "--source", "jdbc:oracle:thin:secret/secret@db");

        assertThat(explain.exitCode()).isEqualTo(2);
        assertThat(explain.err())
                .contains("--source reads PostgreSQL only", "--catalog")
                .doesNotContain("secret");
    }
}
