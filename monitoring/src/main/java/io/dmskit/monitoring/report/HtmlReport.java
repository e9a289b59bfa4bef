package io.dmskit.monitoring.report;

import io.dmskit.cutover.CutoverReport;
import io.dmskit.monitoring.Snapshot;
import io.dmskit.monitoring.TableProgress;
import io.dmskit.task.TableState;
import io.dmskit.verify.Difference;
import io.dmskit.verify.NotCompared;
import io.dmskit.verify.TableComparison;
import io.dmskit.verify.VerificationReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes a report as one HTML file that needs nothing else: no script, no font, no network. */
public final class HtmlReport {
    private final MigrationReport report;
    private final Html html = new Html();

    private HtmlReport(MigrationReport report) {
        this.report = report;
    }

    /** Returns the page. */
    public static String of(MigrationReport report) {
        return new HtmlReport(report).page();
    }

    /** Writes the page to a file, making its folder where it is missing. */
    public static void write(MigrationReport report, Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, of(report), StandardCharsets.UTF_8);
    }

    private String page() {
        html.raw("<!DOCTYPE html>")
                .raw("<html lang=\"en\"><head><meta charset=\"utf-8\"/>")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>")
                .element("title", report.migration() + ": " + verdict())
                .raw("<style>" + stylesheet() + "</style></head><body><main>");
        header();
        timeline();
        asked();
        moved();
        report.verification().ifPresent(this::verified);
        report.cutover().ifPresent(this::cutOver);
        checks();
        return html.raw("</main></body></html>").toString();
    }

    private static String stylesheet() {
        try (InputStream css = HtmlReport.class.getResourceAsStream("report.css")) {
            if (css == null) {
                throw new AssertionError("report.css is not beside " + HtmlReport.class);
            }
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String verdict() {
        return report.succeeded() ? "succeeded" : "failed";
    }

    private void header() {
        html.raw("<header>").element("h1", report.migration());
        html.element("p class=\"verdict " + verdict() + "\"", verdict());
        report.failure().ifPresent(reason -> html.element("p class=\"reason\"", reason));
        html.raw("<dl class=\"facts\">");
        fact(
                "downtime",
                report.cutover()
                        .map(cutover -> Durations.spell(cutover.downtime()))
                        .orElse("none"));
        fact("rows loaded", count(report.last().map(Snapshot::loadedRows).orElse(0L)));
        fact(
                "changes applied",
                count(report.last().map(Snapshot::appliedChanges).orElse(0L)));
        fact("took", Durations.spell(report.wall()));
        html.raw("</dl></header>");
    }

    private void fact(String name, String value) {
        html.raw("<div>").element("dt", name).element("dd", value).raw("</div>");
    }

    private void timeline() {
        html.element("h2", "When it happened").raw(PhaseBar.draw(report));
        LatencyChart.draw(report.history()).ifPresent(chart -> html.element("h3", "Latency in seconds")
                .raw("<p class=\"key\"><span class=\"source\">source</span> <span class=\"target\">target,"
                        + " which contains the source's</span></p>")
                .raw(chart));
    }

    private void asked() {
        html.element("h2", "What was asked").raw("<dl class=\"list\">");
        fact("migration type", report.migrationType());
        fact("source", report.source());
        fact("target", report.target());
        fact("started at", clock(report.startedAt(), ChronoUnit.SECONDS));
        html.raw("</dl><details>")
                .element("summary", report.mappings().size() + " mapping rules")
                .raw("<ol>");
        report.mappings().forEach(rule -> html.element("li", rule));
        html.raw("</ol></details>");
    }

    private void moved() {
        List<TableProgress> tables = report.last().map(Snapshot::tables).orElse(List.of());
        if (tables.isEmpty()) {
            return;
        }
        html.element("h2", "What moved");
        report.fullLoad().ifPresent(took -> html.element("p", "The full load took " + Durations.spell(took) + "."));
        html.table(
                List.of("table", "state", "rows#", "inserts#", "updates#", "deletes#"),
                tables.stream().map(table -> row(table.state())).toList());
    }

    private static List<String> row(TableState table) {
        TableState.Changes applied = table.applied();
        return List.of(
                table.table().toString(),
                table.state().toString(),
                count(table.fullLoadRows()),
                count(applied.inserts()),
                count(applied.updates()),
                count(applied.deletes()));
    }

    private void verified(VerificationReport verification) {
        html.element("h2", "What was verified").element("p", summary(verification));
        html.table(
                List.of("source", "target", "source rows#", "target rows#", "result", "not compared"),
                verification.tables().stream().map(HtmlReport::row).toList());
        List<TableComparison> different = verification.tables().stream()
                .filter(table -> !table.differences().isEmpty())
                .toList();
        for (TableComparison table : different) {
            html.element("h3", "First differences in " + table.target()).raw("<ul>");
            table.differences().stream().map(Difference::toString).forEach(text -> html.element("li", text));
            html.raw("</ul>");
        }
    }

    private static String summary(VerificationReport verification) {
        long left = verification.tables().stream()
                .mapToLong(table -> table.notCompared().size())
                .sum();
        String identical = verification.identical()
                ? "All " + verification.tables().size() + " tables are identical"
                : verification.different().size() + " of "
                        + verification.tables().size() + " tables differ";
        return identical + " in what was compared"
                + (left == 0
                        ? ", which is every column"
                        : "; " + left + (left == 1 ? " column was not" : " columns were not"))
                + ". It took " + Durations.spell(verification.duration()) + ".";
    }

    private static List<String> row(TableComparison table) {
        String result = table.problem().orElse(table.identical() ? "identical" : "different");
        return List.of(
                table.source().toString(),
                table.target().toString(),
                count(table.sourceRows()),
                count(table.targetRows()),
                result,
                table.notCompared().stream().map(NotCompared::toString).collect(Collectors.joining("; ")));
    }

    private void cutOver(CutoverReport cutover) {
        html.element("h2", "How it was cut over")
                .element(
                        "p",
                        (cutover.succeeded() ? "Done" : "Rolled back") + " with a downtime of "
                                + Durations.spell(cutover.downtime()) + ".");
        html.table(
                List.of("state", "at", "took#", "found"),
                cutover.steps().stream()
                        .map(step -> List.of(
                                step.state().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                                clock(step.startedAt(), ChronoUnit.MILLIS),
                                Durations.spell(step.duration()),
                                step.detail()))
                        .toList());
    }

    private void checks() {
        if (report.checks().isEmpty()) {
            return;
        }
        html.element("h2", "What else was checked")
                .table(
                        List.of("check", "result", "found"),
                        report.checks().stream()
                                .map(check ->
                                        List.of(check.name(), check.passed() ? "passed" : "failed", check.detail()))
                                .toList());
    }

    private static String clock(Instant at, ChronoUnit precision) {
        return at.truncatedTo(precision).toString();
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
