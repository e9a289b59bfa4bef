package io.dmskit.monitoring.report;

import static io.dmskit.monitoring.Snapshots.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.catalog.TableName;
import io.dmskit.cutover.CutoverReport;
import io.dmskit.cutover.CutoverState;
import io.dmskit.cutover.CutoverStep;
import io.dmskit.leftbehind.LeftBehind;
import io.dmskit.leftbehind.LeftObject;
import io.dmskit.leftbehind.ObjectKind;
import io.dmskit.monitoring.Snapshot;
import io.dmskit.monitoring.Snapshots;
import io.dmskit.monitoring.history.IncidentLog;
import io.dmskit.monitoring.history.PastIncident;
import io.dmskit.monitoring.history.WatchHistory;
import io.dmskit.monitoring.judge.Condition;
import io.dmskit.monitoring.judge.ConditionKind;
import io.dmskit.monitoring.judge.ConditionSeverity;
import io.dmskit.monitoring.report.MigrationReport.Verdict;
import io.dmskit.task.TableState.LoadState;
import io.dmskit.verify.Difference;
import io.dmskit.verify.NotCompared;
import io.dmskit.verify.TableComparison;
import io.dmskit.verify.VerificationReport;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class HtmlReportTest {
    @Test
    void isWellFormedAndTellsTheWholeStory() throws Exception {
        String text = body(HtmlReport.of(report(Optional.empty(), "bank-core")));

        assertThat(text)
                .contains("bank-core", "succeeded", "1.4 s", "800,000", "BANKING.LEDGER", "rename schema BANKING")
                .contains("All 2 tables are identical in what was compared; 1 column was not. It took 3 s.")
                .contains("phone: its digits are replaced by random ones")
                .contains("Done with a downtime of 1.4 s.", "marker seen on the target")
                .contains("ledger-balance", "passed", "12,345.00 on both sides");
    }

    @Test
    void drawsLatencyWithAGapWhereNothingWasKnown() throws Exception {
        Document page = parse(HtmlReport.of(report(Optional.empty(), "bank-core")));

        String line = page.getElementsByTagName("path")
                .item(1)
                .getAttributes()
                .getNamedItem("d")
                .getNodeValue();

        assertThat(line.chars().filter(c -> c == 'M')).hasSize(2);
    }

    @Test
    void namesReasonAndDifferencesOfAFailure() throws Exception {
        String text = body(HtmlReport.of(report(Optional.of("source and target differ"), "bank-core")));

        assertThat(text).contains("failed", "source and target differ", "(42) different in balance");
    }

    @Test
    void escapesEverything() throws Exception {
        String nasty = "<script>alert('x')</script> & \"q\" \u0001";

        String html = HtmlReport.of(report(Optional.of(nasty), nasty));

        assertThat(html).doesNotContain("<script");
        assertThat(body(html)).contains("<script>alert('x')</script> & \"q\" \uFFFD");
    }

    @Test
    void needsNothingFromOutside() {
        assertThat(HtmlReport.of(report(Optional.empty(), "bank-core")))
                .doesNotContain("http:", "https:", "url(", "@import", " src=", "<link", "<script");
    }

    @Test
    void tellsEvenOfARunThatEndedBeforeItBegan(@TempDir Path folder) throws Exception {
        MigrationReport nothing = new MigrationReport(
                asked("bank-core"),
                Verdict.FAILED,
                Optional.of("connection refused"),
                START,
                Duration.ZERO,
                WatchHistory.NONE,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of("The service could not be asked: connection refused."));
        Path file = folder.resolve("target/report.html");

        HtmlReport.write(nothing, file);

        assertThat(body(Files.readString(file)))
                .contains("connection refused", "none")
                .contains("Nobody watched this run: there is no timeline.")
                .contains("What this report cannot tell")
                .contains("The service could not be asked: connection refused.");
    }

    @Test
    void drawsTheBoundsThatLatencyComesNear() throws Exception {
        String html = HtmlReport.of(report(Optional.empty(), "bank-core"));

        assertThat(html).contains("warning 5 s");
        assertThat(body(html)).contains("Somebody is told from 5 min on, which is far above.");
    }

    @Test
    void tellsHowIncidentsWentAndWhatExplainsThem() throws Exception {
        String text = body(HtmlReport.of(report(Optional.empty(), "bank-core")));

        assertThat(text)
                .contains("source-lag of bank-core", "is 7 min behind")
                .contains(
                        "opened (warn) 2026-11-01 10:00:10 UTC, worsened (page) 2026-11-01 10:00:14 UTC, resolved 2026-11-01 10:00:20 UTC")
                .contains("target-lag of bank-core")
                .contains("it was not over when it was seen last", "Explained by source-lag of bank-core");
    }

    @Test
    void saysWhatWasLeftBehindWithProposals() throws Exception {
        String text = body(HtmlReport.of(report(Optional.empty(), "bank-core")));

        assertThat(text)
                .contains("The source has 2 things that the target has not")
                .contains("Before applications write to the target:", "next is 1, and the highest value there is 9")
                .contains("-- A proposal, to be read before it is run.")
                .contains("CREATE INDEX \"by_name\"")
                .contains("Not looked at: routines of the source: permission denied.");
    }

    @Test
    void showsTheChecksumsOfBothSidesWhenTheyDiffer() throws Exception {
        String same = body(HtmlReport.of(report(Optional.empty(), "bank-core")));
        String different = body(HtmlReport.of(report(Optional.of("differ"), "bank-core")));

        assertThat(same).contains("0f-a0").doesNotContain("source 0f-a0");
        assertThat(different).contains("source 0f-a0, target 0f-a1");
    }

    private static Asked asked(String name) {
        return new Asked(
                name,
                "full-load-and-cdc",
                "postgres BANKPROD",
                "postgres modernbank",
                List.of("include BANKING.%", "rename schema BANKING to \"modernbank\""),
                List.of("FullLoadSettings.CommitRate: 20000"),
                Duration.ofSeconds(5),
                Duration.ofSeconds(300));
    }

    private static MigrationReport report(Optional<String> failure, String name) {
        WatchHistory history = WatchHistory.of(history(), incidents(name));
        return new MigrationReport(
                asked(name),
                failure.isEmpty() ? Verdict.SUCCEEDED : Verdict.FAILED,
                failure,
                START,
                Duration.ofSeconds(42),
                history,
                history.tables(),
                Optional.of(Duration.ofSeconds(5)),
                Optional.of(verification(failure.isEmpty())),
                Optional.of(cutover()),
                List.of(new MigrationReport.Check("ledger-balance", true, "12,345.00 on both sides")),
                Optional.of(leftBehind(name)),
                List.of());
    }

    private static List<PastIncident> incidents(String name) {
        IncidentLog log = new IncidentLog();
        Condition source = condition(ConditionKind.SOURCE_LAG, ConditionSeverity.WARN, name, Optional.empty());
        Condition paged = condition(ConditionKind.SOURCE_LAG, ConditionSeverity.PAGE, name, Optional.empty());
        Condition target = condition(ConditionKind.TARGET_LAG, ConditionSeverity.WARN, name, Optional.of(source.key()));
        log.see(START.plusSeconds(10), List.of(source, target));
        log.see(START.plusSeconds(14), List.of(paged, target));
        log.see(START.plusSeconds(20), List.of(target));
        return log.incidents();
    }

    private static Condition condition(
            ConditionKind kind, ConditionSeverity severity, String name, Optional<String> cause) {
        return new Condition(
                kind,
                severity,
                "arn:" + name,
                name,
                Optional.empty(),
                START,
                "is 7 min behind",
                "look at the source",
                cause);
    }

    private static LeftBehind leftBehind(String name) {
        TableName table = new TableName("BANKING", name);
        return new LeftBehind(
                List.of(
                        new LeftObject(
                                ObjectKind.SEQUENCE,
                                "id",
                                Optional.of(table),
                                Optional.of(table),
                                "next is 10",
                                "next is 1, and the highest value there is 9",
                                true,
                                Optional.of("SELECT setval('" + name + "', 10);"),
                                Optional.of("the next insert collides")),
                        new LeftObject(
                                ObjectKind.INDEX,
                                name,
                                Optional.of(table),
                                Optional.of(new TableName("modernbank", name)),
                                "btree (name)",
                                "nothing",
                                false,
                                Optional.of("CREATE INDEX \"by_name\" ON t (name);"),
                                Optional.empty())),
                List.of("routines of the source: permission denied"));
    }

    private static List<Snapshot> history() {
        List<Snapshot> history = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            history.add(Snapshots.loading(
                    START.plusSeconds(2 + i),
                    100_000,
                    Snapshots.table("LEDGER", LoadState.FULL_LOAD, i * 100_000L, 800_000, 100_000)));
        }
        for (int i = 0; i < 30; i++) {
            history.add(
                    i == 12
                            ? Snapshots.blind(START.plusSeconds(8 + i), "rate exceeded")
                            : Snapshots.replicating(
                                    START.plusSeconds(8 + i),
                                    Math.abs(7 - i) % 9,
                                    Snapshots.changed("LEDGER", 800_000, 10L * i, 3L * i, i)));
        }
        return history;
    }

    private static VerificationReport verification(boolean identical) {
        TableName source = new TableName("BANKING", "LEDGER");
        TableComparison ledger = new TableComparison(
                source,
                new TableName("modernbank", "ledger"),
                800_290,
                800_290,
                identical,
                List.of(),
                identical
                        ? List.of()
                        : List.of(new Difference(Difference.Kind.DIFFERENT, List.of("42"), List.of("balance"))),
                Optional.empty(),
                Optional.of(new TableComparison.Checksums("0f-a0", identical ? "0f-a0" : "0f-a1")),
                Duration.ofSeconds(3));
        TableComparison customers = new TableComparison(
                new TableName("BANKING", "CUSTOMERS"),
                new TableName("modernbank", "customers"),
                50_000,
                50_000,
                true,
                List.of(new NotCompared("phone", "its digits are replaced by random ones")),
                List.of(),
                Optional.empty(),
                Duration.ofSeconds(1));
        return new VerificationReport(List.of(customers, ledger), Duration.ofSeconds(3));
    }

    private static CutoverReport cutover() {
        return new CutoverReport(
                CutoverReport.Outcome.DONE,
                Optional.empty(),
                List.of(
                        step(CutoverState.PREFLIGHT, 30, 4000, "target latency 1 s"),
                        step(CutoverState.QUIESCE, 34, 200, "writers stopped"),
                        step(CutoverState.DRAIN, 35, 700, "marker seen on the target"),
                        step(CutoverState.VERIFY, 36, 3000, "2 tables, 850290 rows identical")),
                Duration.ofMillis(1400),
                Optional.empty());
    }

    private static CutoverStep step(CutoverState state, int second, int millis, String detail) {
        return new CutoverStep(state, START.plusSeconds(second), Duration.ofMillis(millis), detail);
    }

    private static String body(String html) throws Exception {
        return parse(html).getElementsByTagName("body").item(0).getTextContent();
    }

    private static Document parse(String html) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(html.replace("<!DOCTYPE html>", ""))));
    }
}
