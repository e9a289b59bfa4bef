package io.dmskit.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.document.Finding;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** What one rule says of another, and what a document says that is no mistake but seldom meant. */
class MappingLintTest {
    private static final String ALL_OF_SHOP = include(1, "shop", "%");

    @Test
    void saysWhichRuleNeverApplies() {
        List<Finding> findings = lint(
                ALL_OF_SHOP,
                column(2, "convert-lowercase", "shop", "%", "%", ""),
                column(3, "rename", "shop", "orders", "CUST", "\"value\": \"customer\""));

        assertThat(findings).singleElement().hasToString("""
                mappings.json:4:115: rule 3 (rename column shop.orders.CUST to "customer") comes after rule 2\
                 (convert-lowercase column shop.%.%): DMS changes each column once, by the lower rule-id;\
                 it never has an effect: give it the lower rule-id [TM054]""");
        assertThat(findings).singleElement().extracting(Finding::pointer).isEqualTo("/rules/2/object-locator");
    }

    @Test
    void takesAWildcardThatStepsAsideForAnExactRuleAsIntended() {
        List<Finding> findings = lint(
                ALL_OF_SHOP,
                column(2, "rename", "shop", "orders", "CUST", "\"value\": \"customer\""),
                column(3, "convert-lowercase", "shop", "%", "%", ""));

        assertThat(codes(findings)).containsExactly("TM054 INFO");
    }

    @Test
    void refusesTwoActionsOnOneTableButNotOnOneColumn() {
        assertThat(codes(lint(
                        ALL_OF_SHOP,
                        table(2, "rename", "shop", "orders", "\"value\": \"a\""),
                        table(3, "add-prefix", "shop", "orders", "\"value\": \"b\""))))
                .containsExactly("TM054 ERROR");
        assertThat(codes(lint(
                        ALL_OF_SHOP,
                        column(2, "convert-lowercase", "shop", "orders", "ID", ""),
                        column(3, "change-data-type", "shop", "orders", "ID", "\"data-type\": {\"type\": \"int8\"}"))))
                .containsExactly("TM054 WARNING");
    }

    @Test
    void hasNothingAgainstTwoRulesThatGiveTheSameName() {
        List<Finding> findings = lint(
                include(1, "SHOP", "%"),
                rule(2, "transformation", "convert-lowercase", "\"schema-name\": \"SHOP\"", target("schema", "")),
                rule(
                        3,
                        "transformation",
                        "rename",
                        "\"schema-name\": \"SHOP\"",
                        target("schema", "\"value\": \"shop\"")));

        assertThat(codes(findings)).containsExactly("TM054 INFO");
    }

    @Test
    void namesTheSelectedTableThatAMisspeltLocatorMayMean() {
        List<Finding> findings =
                lint(include(1, "shop", "customers"), table(2, "rename", "shop", "custmers", "\"value\": \"clients\""));

        assertThat(findings)
                .singleElement()
                .extracting(Finding::message)
                .asString()
                .contains("has no effect: no selection rule selects such a table")
                .endsWith("did you mean \"shop.customers\"?");
        assertThat(codes(findings)).containsExactly("TM130 WARNING");
    }

    @Test
    void findsRulesForTablesThatAreExcluded() {
        assertThat(codes(lint(
                        ALL_OF_SHOP,
                        exclude(2, "shop", "tmp%"),
                        table(3, "rename", "shop", "tmp_orders", "\"value\": \"x\""))))
                .containsExactly("TM130 WARNING");
        assertThat(codes(lint(ALL_OF_SHOP, exclude(2, "shop", "tmp%"), table(3, "convert-lowercase", "shop", "%", ""))))
                .isEmpty();
    }

    @Test
    void findsSelectionsThatUndoOneAnother() {
        assertThat(codes(lint(ALL_OF_SHOP, include(2, "shop", "orders"), exclude(3, "shop", "orders"))))
                .containsExactly("TM131 WARNING");
        assertThat(codes(lint(ALL_OF_SHOP, exclude(2, "crm", "orders")))).containsExactly("TM029 WARNING");
        assertThat(codes(lint(
                        rule(1, "selection", "explicit", tableName("shop", "orders"), ""), exclude(2, "shop", "%"))))
                .containsExactly("TM028 WARNING");
    }

    @Test
    void leavesAnExcludeOfTablesAndAnIncludeOfViewsAlone() {
        String views = rule(1, "selection", "include", tableName("shop", "%") + ", \"table-type\": \"view\"", "");

        assertThat(codes(lint(views, include(2, "shop", "%"), exclude(3, "shop", "%"))))
                .containsExactly("TM131 WARNING");
    }

    @Test
    void offersTheExactSpellingOfAnUnderscore() {
        assertThat(lint(include(1, "shop", "order_items")))
                .singleElement()
                .extracting(Finding::message)
                .asString()
                .contains("_ in \"order_items\" matches any one character: write \"order[_]items\"");
        assertThat(lint(include(1, "shop", "order[_]items"))).isEmpty();
    }

    @Test
    void findsColumnsBothIncludedAndRemoved() {
        assertThat(codes(lint(
                        ALL_OF_SHOP,
                        column(2, "include-column", "shop", "orders", "id", ""),
                        column(3, "remove-column", "shop", "orders", "note", ""))))
                .containsExactly("TM132 WARNING");
    }

    @Test
    void refusesAColumnAddedTwiceToOneTableAndWarnsWhereWildcardsOverlap() {
        String note = "\"value\": \"%s\", \"data-type\": {\"type\": \"int4\"}";

        assertThat(codes(lint(ALL_OF_SHOP, added(2, "orders", note, "note"), added(3, "orders", note, "NOTE"))))
                .containsExactly("TM056 ERROR");
        assertThat(codes(lint(ALL_OF_SHOP, added(2, "%s", note, "note"), added(3, "orders", note, "note"))))
                .containsExactly("TM056 WARNING");
    }

    private static String added(int id, String table, String more, String column) {
        return rule(
                id, "transformation", "add-column", tableName("shop", table), target("column", more.formatted(column)));
    }

    @Test
    void findsAHashThatDoesNotFitItsColumn() {
        assertThat(codes(lint(
                        ALL_OF_SHOP,
                        column(
                                2,
                                "change-data-type",
                                "shop",
                                "customers",
                                "tax",
                                "\"data-type\": {\"type\": \"string\", \"length\": 20}"),
                        column(3, "data-masking-hash-mask", "shop", "customers", "tax", ""))))
                .containsExactly("TM053 WARNING");
    }

    @Test
    void findsTwoSetsOfFiltersAndTwoLoadOrders() {
        String filter = "\"filters\": [{\"filter-type\": \"source\", \"column-name\": \"id\","
                + " \"filter-conditions\": [{\"filter-operator\": \"gte\", \"value\": \"%s\"}]}]";

        assertThat(codes(lint(
                        rule(1, "selection", "include", tableName("shop", "orders"), filter.formatted(1)),
                        rule(2, "selection", "include", tableName("shop", "orders"), filter.formatted(2)))))
                .containsExactly("TM135 WARNING");
        assertThat(codes(lint(
                        ALL_OF_SHOP,
                        rule(2, "selection", "include", tableName("shop", "orders"), filter.formatted(1)))))
                .containsExactly("TM135 INFO");
        assertThat(codes(lint(
                        rule(1, "selection", "include", tableName("shop", "orders"), "\"load-order\": 1"),
                        rule(2, "selection", "include", tableName("shop", "orders"), "\"load-order\": 2"))))
                .containsExactly("TM136 WARNING");
    }

    @Test
    void comparesNumbersDatesAndWordsInRanges() {
        assertThat(codes(between("10", "9"))).containsExactly("TM037 ERROR");
        assertThat(codes(between("9", "10"))).isEmpty();
        assertThat(codes(between("2024-02-01", "2024-01-31 23:59:59"))).containsExactly("TM037 ERROR");
        assertThat(codes(between("pear", "apple"))).containsExactly("TM037 WARNING");
        assertThat(codes(between("ä", "a b"))).isEmpty();
    }

    @Test
    void keepsWhatItDoesNotKnow() {
        String json = document(
                        ALL_OF_SHOP.replace("\"rule-name\"", "\"since-2030\": [1, {\"a\": null}], \"rule-name\""),
                        table(2, "convert-lowercase", "shop", "%", "\"value\": \"stray\""))
                .replaceFirst("\\{", "{\"comment\": \"ours\", ");

        MappingDocument document = MappingDocument.read("mappings.json", json);

        assertThat(codes(document.findings())).containsExactly("TM015 WARNING", "TM015 WARNING");
        assertThat(document.mappings().extras().values()).containsEntry("/comment", "\"ours\"");
        assertThat(document.mappings().rules().get(0).extras().values())
                .containsEntry("/since-2030", "[1,{\"a\":null}]");
        assertThat(CanonicalTree.of(document.mappings().toJson())).isEqualTo(CanonicalTree.of(json));
    }

    @Test
    void saysTheSameThingAHundredTimesAndCountsTheRest() {
        List<Finding> findings = lint(IntStream.rangeClosed(1, 250)
                .mapToObj(id -> include(id, "shop", "t_" + id))
                .toArray(String[]::new));

        assertThat(findings).hasSize(101);
        assertThat(findings.get(100).message()).endsWith("; and 149 more like it");
    }

    @Test
    void doesNotCompareEveryWildcardWithEveryOther() {
        String[] rules = IntStream.rangeClosed(1, 15_000)
                .mapToObj(id -> id == 1
                        ? include(1, "%", "%")
                        : column(id, "add-prefix", "%s" + id, "%", "%c" + id, "\"value\": \"x\""))
                .toArray(String[]::new);

        List<Finding> findings = Assertions.assertTimeout(Duration.ofSeconds(30), () -> lint(rules));

        assertThat(codes(findings)).contains("TM139 INFO", "TM003 ERROR");
    }

    @Test
    void reportsDeepNestingAsAnError() {
        String deep = "{\"rules\":" + "[".repeat(100_000);

        assertThat(codes(TableMappings.lint("mappings.json", deep))).containsExactly("TM002 ERROR");
    }

    @Test
    void takesHugeNumbersForTexts() {
        assertThat(codes(between("1e999999999", "1"))).isEmpty();
        assertThat(codes(lint(
                        rule(1, "selection", "include", tableName("shop", "orders"), "\"load-order\": 1e999999999"))))
                .containsExactly("TM023 ERROR");
    }

    private static List<Finding> between(String start, String end) {
        return lint(rule(1, "selection", "include", tableName("shop", "orders"), """
                "filters": [{"filter-type": "source", "column-name": "c", "filter-conditions":\
                 [{"filter-operator": "between", "start-value": "%s", "end-value": "%s"}]}]""".formatted(start, end)));
    }

    private static List<Finding> lint(String... rules) {
        return TableMappings.lint("mappings.json", document(rules));
    }

    /** A document of one line to a rule, the first on line 2. */
    private static String document(String... rules) {
        return "{\"rules\": [\n" + String.join(",\n", rules) + "]}";
    }

    private static List<String> codes(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.code() + " " + finding.severity())
                .collect(Collectors.toList());
    }

    private static String include(int id, String schema, String table) {
        return rule(id, "selection", "include", tableName(schema, table), "");
    }

    private static String exclude(int id, String schema, String table) {
        return rule(id, "selection", "exclude", tableName(schema, table), "");
    }

    private static String table(int id, String action, String schema, String table, String more) {
        return rule(id, "transformation", action, tableName(schema, table), target("table", more));
    }

    private static String column(int id, String action, String schema, String table, String column, String more) {
        return rule(
                id,
                "transformation",
                action,
                tableName(schema, table) + ", \"column-name\": \"" + column + "\"",
                target("column", more));
    }

    private static String tableName(String schema, String table) {
        return "\"schema-name\": \"" + schema + "\", \"table-name\": \"" + table + "\"";
    }

    private static String target(String target, String more) {
        return "\"rule-target\": \"" + target + "\"" + (more.isEmpty() ? "" : ", " + more);
    }

    private static String rule(int id, String type, String action, String locator, String more) {
        return """
                {"rule-type": "%s", "rule-id": "%d", "rule-name": "rule %d", "rule-action": "%s",\
                 "object-locator": {%s}%s}""".formatted(type, id, id, action, locator, more.isEmpty() ? "" : ", " + more);
    }
}
