package io.dmskit.mapping.fluent;

import static io.dmskit.mapping.fluent.Mapping.column;
import static io.dmskit.mapping.fluent.Mapping.columns;
import static io.dmskit.mapping.fluent.Mapping.schema;
import static io.dmskit.mapping.fluent.Mapping.schemas;
import static io.dmskit.mapping.fluent.Mapping.table;
import static io.dmskit.mapping.fluent.Mapping.tables;
import static io.dmskit.mapping.fluent.Mapping.view;
import static io.dmskit.mapping.fluent.Mapping.views;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dmskit.mapping.DataType;
import io.dmskit.mapping.InvalidMappingException;
import io.dmskit.mapping.LobSettings;
import io.dmskit.mapping.Rule;
import io.dmskit.mapping.TableMappings;
import io.dmskit.mapping.Transformation;
import io.dmskit.mapping.Transformation.BeforeImages;
import io.dmskit.mapping.TransformationRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class FluentMappingTest {
    @Test
    void saysWhatTheBanksMappingSays() throws IOException {
        TableMappings bank = TableMappings.of(
                tables("BANKING", "%").include(),
                tables("BANKING", "BATCH%").exclude(),
                table("ARCHIVE", "NOTICES")
                        .where(column("WRITTEN_ON").atLeast("2020-01-01"))
                        .include(),
                schema("BANKING").renameTo("modernbank"),
                schema("ARCHIVE").toLowerCase(),
                tables("%", "%").toLowerCase(),
                tables("%", "%").column("CUST_ID").renameTo("customer_id"),
                column("BANKING", "CARDS", "CARD_NUMBER").maskDigits('#'),
                column("BANKING", "CUSTOMERS", "FULL_NAME")
                        .splitInto("first_name", "last_name")
                        .ofLength(200),
                column("BANKING", "CUSTOMERS", "INTERNAL_RATING").remove(),
                columns("%", "%", "%").toLowerCase());

        assertThat(unnumbered(bank)).isEqualTo(unnumbered(template("bank")));
    }

    @Test
    void saysWhatTheStoresMappingSays() throws IOException {
        TableMappings stores = TableMappings.of(
                tables("store", "%").include(),
                schema("store").renameTo("headquarters"),
                tables("store", "%").addColumn("store_id", DataType.string(4)).asConstant("${store}"),
                table("store", "products").definePrimaryKey("products_pkey", "store_id", "sku"),
                table("store", "inventory").definePrimaryKey("inventory_pkey", "store_id", "sku"),
                table("store", "sales").definePrimaryKey("sales_pkey", "store_id", "sale_id"),
                table("store", "dmskit_marker").definePrimaryKey("dmskit_marker_pkey", "store_id", "id"));

        assertThat(unnumbered(stores)).isEqualTo(unnumbered(template("stores")));
    }

    @Test
    void numbersRulesFromOneAndNamesThemByWhatTheyDo() {
        TableMappings mappings = TableMappings.of(
                table("crm", "accounts").where(column("region").equalTo("EMEA")).include(),
                tables("crm", "%").include(),
                tables("crm", "accounts").include(),
                schema("crm").renameTo("customers"));

        assertThat(mappings.rules()).extracting(Rule::id).containsExactly(1L, 2L, 3L, 4L);
        assertThat(mappings.rules())
                .extracting(Rule::name)
                .containsExactly(
                        "include-crm-accounts",
                        "include-crm-all",
                        "include-crm-accounts-2",
                        "rename-schema-crm-to-customers");
    }

    @Test
    void writesEveryKindOfRuleSoThatItIsReadBackEqual() {
        List<TableMappings> everything = List.of(
                TableMappings.of(
                        tables("hr", "%").include().loadOrder(3),
                        table("hr", "exact_name").explicit(),
                        table("hr", "jobs")
                                .where(column("id").between("1", "9").or().isNull())
                                .where(column("kind").notEqualTo("old"))
                                .include(),
                        view("hr", "active").where(column("since").isNotNull()).include(),
                        views("hr", "report%").exclude(),
                        tables("hr", "tmp%").andViews().exclude(),
                        schemas("branch%").mergeInto("branches"),
                        tables("hr", "T\u0131%").replacePrefix("T", "t"),
                        table("hr", "jobs").renameTo("positions"),
                        columns("hr", "%", "%").ofType(DataType.Name.STRING).changeTypeTo(DataType.string(64)),
                        column("hr", "people", "ssn").hash(),
                        column("hr", "people", "phone").randomizeDigits(),
                        column("hr", "people", "badge").include(),
                        table("hr", "people")
                                .addColumn("loaded", DataType.string(30))
                                .as("datetime('now')"),
                        table("hr", "people")
                                .addColumn("later", DataType.string(9))
                                .withoutValue(),
                        tables("hr", "%").addBeforeImages(BeforeImages.ALL),
                        table("hr", "people").defineUniqueIndex("people_badge", "badge"),
                        column("hr", "jobs", "note").validateBy("upper(${column-name})", "${column-name}")),
                TableMappings.of(
                        tables("s", "%").include(),
                        table("s", "a").loadByPartitions(),
                        table("s", "b").loadByPartitions("p1", "p2"),
                        table("s", "c").loadBySubpartitions(),
                        table("s", "d")
                                .loadInParallelBy("id")
                                .splitAt("100", "200")
                                .lobs(LobSettings.limited(64)),
                        table("s", "e")
                                .loadInParallelBy("year", "id")
                                .splitAt(List.of(List.of("2020", "5"), List.of("2021", "1"))),
                        table("s", "f").loadInParallelBy("id").splitAt("5").segmentNames("low", "high"),
                        table("s", "g").lobs(LobSettings.unlimited()),
                        tables("s", "%").addTag("table", "${table-name}").addTag("kind", "copy"),
                        tables("s", "%").tablespace("OLD").renameTo("NEW"),
                        tables("s", "%").indexTablespace("OLD%").toLowerCase()),
                TableMappings.of(
                        table("s", "people").include(),
                        table("s", "people")
                                .mapToRecord()
                                .toTable("People")
                                .partitionKey("Id")
                                .sortKey("Name")
                                .excludeColumns("id", "name")
                                .attribute("Id", "${id}")
                                .attribute("Name", "${last}, ${first}")),
                TableMappings.of(
                        table("s", "people").include(),
                        table("s", "people")
                                .mapToDocument()
                                .toTopic("people")
                                .keyedBy("Id")
                                .attribute("Id", "${id}")));

        assertThat(everything).allSatisfy(mappings -> assertThat(TableMappings.parse("test", mappings.toJson()))
                .isEqualTo(mappings));
    }

    @Test
    void splitsATextIntoTwoColumns() {
        TableMappings split = TableMappings.of(
                tables("shop", "%").include(),
                table("shop", "customers").column("full_name").splitInto("first_name", "last_name"));

        assertThat(expression(split, 1))
                .isEqualTo("CASE WHEN trim($full_name) = '' THEN NULL ELSE replace(trim($full_name),"
                        + " ltrim(trim($full_name), replace(trim($full_name), ' ', '')), '') END");
        assertThat(expression(split, 2))
                .isEqualTo("nullif(trim(ltrim(trim($full_name), replace(trim($full_name), ' ', ''))), '')");
        assertThat(((TransformationRule) split.rules().get(3)).action()).isEqualTo(new Transformation.RemoveColumn());
        assertThatThrownBy(() -> column("shop", "customers", "full-name").splitInto("a", "b"))
                .hasMessageContaining("DMS refers to names of letters, digits and underscores only");
    }

    @Test
    void cutsATableByYears() {
        TableLoad load = table("shop", "sales").loadInParallelByYear("sale_date", 2022, 2024);

        assertThat(load.settings().ranges().orElseThrow().boundaries())
                .containsExactly(List.of("2023-01-01"), List.of("2024-01-01"));
        assertThatThrownBy(() -> table("shop", "sales").loadInParallelByYear("sale_date", 2024, 2024))
                .hasMessageContaining("make no segments");
    }

    @Test
    void prefixesAKeyByTheStoreThatRowsComeFrom() {
        TableMappings mappings = TableMappings.of(
                tables("store", "%").include(), table("store", "sales").prefixKey("store_id", "0042", "sale_id"));

        assertThat(expression(mappings, 1)).isEqualTo("'0042'");
        assertThat(((TransformationRule) mappings.rules().get(2)).action())
                .isEqualTo(new Transformation.DefinePrimaryKey("sales_pkey", List.of("store_id", "sale_id"), false));
    }

    @Test
    void refusesMappingsThatSelectNothing() {
        assertThatThrownBy(() -> TableMappings.of(schema("sales").toLowerCase()))
                .isInstanceOf(InvalidMappingException.class)
                .hasMessageContaining("nothing is selected");
    }

    @Test
    void namesBothRulesWhenTheyChangeTheSameObject() {
        assertThatThrownBy(() -> TableMappings.of(
                        tables("sales", "%").include(),
                        schema("sales").renameTo("analytics"),
                        schema("sales").renameTo("reporting")))
                .isInstanceOf(InvalidMappingException.class)
                .hasMessageContaining("rule 3 (rename schema sales to \"reporting\") comes after rule 2 (rename schema"
                        + " sales to \"analytics\")");
    }

    @Test
    void reportsEveryProblemAtOnce() {
        assertThatThrownBy(() -> TableMappings.of(
                        table("s", "a").lobs(LobSettings.limited(8)),
                        table("s", "a").loadByPartitions(),
                        schema("s").toLowerCase(),
                        schema("s").toUpperCase()))
                .isInstanceOfSatisfying(InvalidMappingException.class, e -> assertThat(e.problems())
                        .hasSize(3));
    }

    @Test
    void refusesPatternsWhereOneNameIsMeant() {
        assertThatThrownBy(() -> table("crm", "acc%"))
                .hasMessage(
                        "table is \"acc%\": here it names one; begin with schemas, tables, views or columns for several");
        assertThatThrownBy(() -> table("s", "t").loadInParallelBy("id").splitAt("9", "3"))
                .hasMessageContaining("list them ascending");
    }

    private static String expression(TableMappings mappings, int rule) {
        TransformationRule added = (TransformationRule) mappings.rules().get(rule);
        return ((Transformation.AddColumn) added.action()).expression().text();
    }

    private static List<Rule> unnumbered(TableMappings mappings) {
        return mappings.rules().stream().map(rule -> rule.numbered(1, "x")).toList();
    }

    private static TableMappings template(String name) throws IOException {
        Path file = Path.of("..", "task-templates", name, "table-mappings.json");
        return TableMappings.parse(file.toString(), Files.readString(file));
    }
}
