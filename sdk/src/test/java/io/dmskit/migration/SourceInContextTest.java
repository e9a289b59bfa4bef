package io.dmskit.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.catalog.Catalog;
import io.dmskit.catalog.CatalogDescription;
import io.dmskit.document.Finding;
import io.dmskit.document.Severity;
import io.dmskit.mapping.MappingDocument;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.SettingsDocument;
import java.util.List;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** What shows only when the source's tables are known. */
class SourceInContextTest {
    private static final Catalog CATALOG = CatalogDescription.read("catalog.yaml", """
            schemas:
              s:
                documents:
                  columns: { id: bigint not null, title: varchar(80), body: text, scan: bytea, grown: integer }
                  primary-key: [id]
                notes:
                  columns: { id: bigint not null, body: text }
                plain:
                  columns: { id: bigint not null, word: varchar(10) }
                  primary-key: [id]
            """);
    private static final String SELECTION =
            "{\"rule-type\":\"selection\",\"rule-id\":\"1\",\"rule-name\":\"1\",\"rule-action\":\"include\",\"object-locator\":{\"schema-name\":\"s\",\"table-name\":\"%\"}}";

    @Test
    void namesTheTablesThatBatchesAndFullLobModeDoNotFit() {
        List<Finding> findings =
                of(MigrationType.CDC, "{\"TargetMetadata\":{\"FullLobMode\":true,\"BatchApplyEnabled\":true}}");

        assertThat(findings)
                .extracting(Finding::code, Finding::severity, Finding::pointer, Finding::message)
                .containsExactly(
                        Tuple.tuple(
                                "X30",
                                Severity.WARNING,
                                "/rules/0",
                                "table s.notes has LOBs and no primary key: changes of its LOBs are not replicated; give it a key"),
                        Tuple.tuple(
                                "X5",
                                Severity.ERROR,
                                "/TargetMetadata/FullLobMode",
                                "BatchApplyEnabled works with limited LOB mode only, and there are LOBs in s.documents, s.notes"),
                        Tuple.tuple(
                                "X7",
                                Severity.WARNING,
                                "/TargetMetadata/BatchApplyEnabled",
                                "only inserts are batched for tables without a primary key or unique index: s.notes"));
    }

    @Test
    void countsTheLobColumnsOfTheWidestTable() {
        assertThat(of(MigrationType.FULL_LOAD, "{\"FullLoadSettings\":{\"CommitRate\":1000}}"))
                .extracting(Finding::code, Finding::message)
                .containsExactly(Tuple.tuple(
                        "X36",
                        "LOBs may take up to 0.5 GiB of memory (LobMaxSize 32 KB x CommitRate 1000 x 8 sub-tasks x 2 LOB"
                                + " columns)"));
    }

    @Test
    void refusesToChangeALobWhereTheRuleMeansIt() {
        assertThat(
                        of(
                                MigrationType.FULL_LOAD,
                                "{}",
                                column(
                                        2,
                                        "change-data-type",
                                        "documents",
                                        "body",
                                        "\"data-type\":{\"type\":\"string\",\"length\":10}"),
                                column(3, "rename", "documents", "scan", "\"value\":\"picture\""),
                                column(4, "convert-uppercase", "%", "%", "\"value\":null"),
                                column(
                                        5,
                                        "add-column",
                                        "notes",
                                        "%",
                                        "\"value\":\"start\",\"expression\":\"substr($body, 1, 9)\",\"data-type\":{\"type\":\"string\",\"length\":9}")))
                .extracting(Finding::code, Finding::severity, Finding::pointer)
                .containsExactly(
                        Tuple.tuple("TM067", Severity.ERROR, "/rules/1"),
                        Tuple.tuple("TM067", Severity.WARNING, "/rules/2"),
                        Tuple.tuple("TM067", Severity.WARNING, "/rules/4"));
    }

    @Test
    void warnsOfRowsThatBelongToNoRange() {
        String ranges =
                "{\"rule-type\":\"table-settings\",\"rule-id\":\"2\",\"rule-name\":\"2\",\"object-locator\":{\"schema-name\":\"s\",\"table-name\":\"documents\"},\"parallel-load\":{\"type\":\"ranges\",\"columns\":[\"id\",\"grown\"],\"boundaries\":[[\"5\",\"1\"]]}}";

        assertThat(of(MigrationType.FULL_LOAD, "{}", ranges))
                .extracting(Finding::code, Finding::severity, Finding::pointer, Finding::message)
                .containsExactly(Tuple.tuple(
                        "TM133",
                        Severity.WARNING,
                        "/rules/1",
                        "s.documents.grown may be NULL, and such rows are not loaded: take a column that is NOT NULL, or load"
                                + " them by a task of their own with a filter null"));
    }

    @Test
    void namesRulesThatDecideNothingHere() {
        String misspelt =
                "{\"rule-type\":\"selection\",\"rule-id\":\"2\",\"rule-name\":\"2\",\"rule-action\":\"explicit\",\"object-locator\":{\"schema-name\":\"s\",\"table-name\":\"Plains\"}}";
        String none =
                "{\"rule-type\":\"transformation\",\"rule-id\":\"3\",\"rule-name\":\"3\",\"rule-action\":\"remove-column\",\"rule-target\":\"column\",\"object-locator\":{\"schema-name\":\"s\",\"table-name\":\"plain\",\"column-name\":\"gone%\"}}";

        assertThat(of(MigrationType.FULL_LOAD, "{}", misspelt + "," + none))
                .extracting(Finding::code, Finding::severity, Finding::pointer, Finding::message)
                .containsExactly(
                        Tuple.tuple(
                                "TM134",
                                Severity.WARNING,
                                "/rules/1",
                                "explicit s.Plains matches nothing that the source has, did you mean s.plain?"),
                        Tuple.tuple(
                                "TM134",
                                Severity.WARNING,
                                "/rules/2",
                                "remove-column column s.plain.gone% changes nothing of the tables that are selected here"));
    }

    @Test
    void knowsThatAValidationRuleDoesNothingForAKey() {
        String rule =
                "{\"rule-type\":\"validation\",\"rule-id\":\"2\",\"rule-name\":\"2\",\"rule-action\":\"override-validation-function\",\"rule-target\":\"column\",\"object-locator\":{\"schema-name\":\"s\",\"table-name\":\"plain\",\"column-name\":\"id\"},\"source-function\":\"f(${column-name})\",\"target-function\":\"f(${column-name})\"}";

        assertThat(of(
                        MigrationType.FULL_LOAD,
                        "{\"ValidationSettings\":{\"EnableValidation\":true,\"SkipLobColumns\":true}}",
                        rule))
                .extracting(Finding::code, Finding::pointer)
                .containsExactly(Tuple.tuple("TM111", "/rules/1"));
    }

    @Test
    void findsAColumnThatAnExpressionReadsAndTheSourceHasNot() {
        assertThat(
                        of(
                                MigrationType.FULL_LOAD,
                                "{}",
                                column(
                                        2,
                                        "add-column",
                                        "plain",
                                        "%",
                                        "\"value\":\"x\",\"expression\":\"$wrod\",\"data-type\":{\"type\":\"string\",\"length\":9}")))
                .extracting(Finding::code, Finding::severity, Finding::pointer)
                .containsExactly(Tuple.tuple("TM065", Severity.ERROR, "/rules/1"));
    }

    private static String column(int id, String action, String table, String column, String more) {
        return "{\"rule-type\":\"transformation\",\"rule-id\":\"" + id + "\",\"rule-name\":\"" + id
                + "\",\"rule-action\":\"" + action
                + "\",\"rule-target\":\"column\",\"object-locator\":{\"schema-name\":\"s\",\"table-name\":\"" + table
                + "\""
                + (action.equals("add-column") ? "" : ",\"column-name\":\"" + column + "\"") + "}," + more + "}";
    }

    private static List<Finding> of(MigrationType type, String settings, String... rules) {
        String mappings = "{\"rules\":[" + SELECTION + (rules.length == 0 ? "" : "," + String.join(",", rules)) + "]}";
        return MigrationChecks.of(new Surroundings(
                Optional.of(type),
                Optional.empty(),
                Optional.empty(),
                Optional.of(MappingDocument.read("m.json", mappings)),
                Optional.of(SettingsDocument.read("s.json", settings)),
                Optional.of(CATALOG)));
    }
}
