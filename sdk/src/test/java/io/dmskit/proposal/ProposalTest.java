package io.dmskit.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dmskit.catalog.Catalog;
import io.dmskit.catalog.Column;
import io.dmskit.catalog.Key;
import io.dmskit.catalog.Table;
import io.dmskit.catalog.TableName;
import io.dmskit.endpoint.Engine;
import io.dmskit.mapping.plan.MappingPlan;
import io.dmskit.mapping.plan.TablePlan;
import io.dmskit.settings.FullLoadSettings;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.Presets;
import io.dmskit.settings.TargetMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProposalTest {
    private static final long GIB = 1024L * 1024 * 1024;
    private static final ProposalOptions OPTIONS =
            new ProposalOptions(MigrationType.FULL_LOAD_AND_CDC, Engine.POSTGRES, 100 * GIB);

    @Test
    void loadsTheLargestTablesFirst() {
        Proposal proposal =
                Proposal.of(survey(table("small", 1), table("large", 5 * GIB), table("middle", GIB)), OPTIONS);

        assertThat(plan(proposal, 0).tables())
                .extracting(table -> table.source().name().table())
                .startsWith("large", "middle");
    }

    @Test
    void keepsTablesTogetherThatForeignKeysJoin() {
        List<Table> tables = List.of(
                table("orders", 60 * GIB),
                table("lines", 30 * GIB),
                table("logs", 50 * GIB),
                table("events", 40 * GIB));
        Survey survey = survey(tables, List.of(), List.of(new Survey.Reference(name("lines"), name("orders"))));

        Proposal proposal = Proposal.of(survey, OPTIONS);

        assertThat(proposal.tasks())
                .extracting(task -> task.tables().stream()
                        .map(table -> table.name().table())
                        .toList())
                .containsExactly(List.of("lines", "orders"), List.of("logs", "events"));
    }

    @Test
    void cutsLobsOffAboveTheLargestAndFitsTheBuffersIntoMemory() {
        Proposal proposal = Proposal.of(
                survey(List.of(table("notes", GIB)), List.of(lob("notes", 200 * 1024, true)), List.of()), OPTIONS);

        ProposedTask task = proposal.tasks().get(0);
        assertThat(task.settings().get(TargetMetadata.LOB_MAX_SIZE)).isEqualTo(304);
        assertThat(task.settings().get(FullLoadSettings.COMMIT_RATE)).isEqualTo(1700);
        assertThat(task.reasons())
                .contains(
                        "LobMaxSize is 304 KB: the largest value is 200 KB (shop.notes.body, of all), and 50 % are for what"
                                + " comes later; longer ones are cut off",
                        "CommitRate is 1,700: 304 KB x 1 LOB columns of the widest table x 8 sub-tasks x 1,700 rows ="
                                + " 4,037 MB, where 10,000 rows would take more than 4 GB");
    }

    @Test
    void loadsLobsWholeThatAreTooLargeForBuffers() {
        Survey survey = survey(List.of(table("scans", GIB)), List.of(lob("scans", 9 * 1024 * 1024, false)), List.of());

        assertThat(plan(Proposal.of(survey, OPTIONS), 0).tables().get(0).load().lob())
                .isPresent();
        ProposedTask toRedshift = Proposal.of(
                        survey, new ProposalOptions(MigrationType.FULL_LOAD, Engine.REDSHIFT, GIB * 10))
                .tasks()
                .get(0);
        assertThat(toRedshift.settings()).isEqualTo(Presets.LOB_HEAVY);
    }

    @Test
    void takesManySmallTablesAsSuch() {
        List<Table> tables = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            tables.add(table("t" + i, 1000));
        }

        Proposal proposal = Proposal.of(survey(tables, List.of(), List.of()), OPTIONS);

        assertThat(proposal.tasks().get(0).settings()).isEqualTo(Presets.MANY_SMALL_TABLES);
    }

    @Test
    void dividesATableByTheSegmentsThatWereFound() {
        Survey.Segments segments =
                new Survey.Segments(List.of("id"), List.of(List.of("10"), List.of("700"), List.of("9000")), 500, true);

        TablePlan plan = plan(Proposal.of(survey(Map.of(name("orders"), segments), table("orders", GIB)), OPTIONS), 0)
                .tables()
                .get(0);

        assertThat(plan.load().segments()).hasSize(4);
        assertThat(plan.load().segments().get(1).rows()).isEqualTo("id >= 10 and id < 700");
    }

    @Test
    void namesUpperCaseForEnginesThatHaveThemSo() {
        Proposal proposal = Proposal.of(
                survey(table("orders", GIB)), new ProposalOptions(MigrationType.FULL_LOAD, Engine.ORACLE, 10 * GIB));

        TablePlan plan = plan(proposal, 0).tables().get(0);
        assertThat(plan.target()).isEqualTo(new TableName("SHOP", "ORDERS"));
        assertThat(plan.columns()).extracting(column -> column.name()).containsExactly("ID", "BODY");
    }

    @Test
    void leavesOutWhatCannotBeNamed() {
        Proposal proposal =
                Proposal.of(survey(table("50%", 1), table("awsdms_status", 1), table("orders", 1)), OPTIONS);

        assertThat(proposal.leftOut()).extracting(LeftOut::name).containsExactly(name("50%"), name("awsdms_status"));
        assertThatThrownBy(() -> Proposal.of(survey(table("50%", 1)), OPTIONS))
                .hasMessage("there is no table to migrate in these schemas");
    }

    @Test
    void quotesWhatTheSourceCalledThings() {
        Survey survey = survey(table("a|b<c>\n# d", 1));

        String report = Proposal.of(survey, OPTIONS).report();

        assertThat(report).contains("| shop.a\\|b&lt;c> # d |").doesNotContain("\n# d");
        assertThat(report).contains("SELECT setval('\"shop\".\"it''s\"', 42);");
    }

    private static MappingPlan plan(Proposal proposal, int task) {
        return MappingPlan.of(
                proposal.tasks().get(task).mappings(), proposal.survey().catalog(), Optional.empty());
    }

    private static TableName name(String table) {
        return new TableName("shop", table);
    }

    private static LobColumn lob(String table, long largest, boolean exact) {
        return new LobColumn(name(table), "body", "text", 1000, largest, largest / 10, exact);
    }

    private static Table table(String table, long bytes) {
        return new Table(
                name(table),
                Table.Kind.TABLE,
                List.of(
                        new Column("id", "bigint", Column.Kind.INTEGER, false),
                        new Column("body", "text", Column.Kind.TEXT, true)),
                Optional.of(new Key("pk", List.of("id"))),
                List.of(),
                Optional.empty(),
                bytes / 100,
                bytes);
    }

    private static Survey survey(Table... tables) {
        return survey(List.of(tables), List.of(), List.of());
    }

    private static Survey survey(List<Table> tables, List<LobColumn> lobs, List<Survey.Reference> references) {
        return survey(Map.of(), tables, lobs, references);
    }

    private static Survey survey(Map<TableName, Survey.Segments> segments, Table table) {
        return survey(segments, List.of(table), List.of(), List.of());
    }

    private static Survey survey(
            Map<TableName, Survey.Segments> segments,
            List<Table> tables,
            List<LobColumn> lobs,
            List<Survey.Reference> references) {
        return new Survey(
                "PostgreSQL 17",
                new Catalog(tables),
                lobs,
                segments,
                Map.of(),
                references,
                List.of(),
                List.of(),
                List.of(new SequenceState("shop", "it's", Optional.empty(), OptionalLong.of(42))),
                List.of());
    }
}
