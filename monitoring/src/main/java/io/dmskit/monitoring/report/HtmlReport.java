package io.dmskit.monitoring.report;

import io.dmskit.cutover.CutoverReport;
import io.dmskit.monitoring.history.WatchHistory;
import io.dmskit.monitoring.report.MigrationReport.Verdict;
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
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes a report as one HTML file that needs nothing else: no script, no font, no network. */
public final class HtmlReport {
    private final MigrationReport report;
    private final Asked asked;
    private final Html html = new Html();

    private HtmlReport(MigrationReport report) {
        this.report = report;
        this.asked = report.asked();
    }

    /** Returns the page. */
    public static String of(MigrationReport report) {
        return new HtmlReport(report).page();
    }

    /**
     * Writes the page to a file, making its folder where it is missing. The file is there whole or, if it cannot be written, as it was
     * before.
     */
    public static void write(MigrationReport report, Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
        try {
            Files.writeString(fresh, of(report), StandardCharsets.UTF_8);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private String page() {
        html.raw("<!DOCTYPE html>")
                .raw("<html lang=\"en\"><head><meta charset=\"utf-8\"/>")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>")
                .element("title", asked.migration() + ": " + report.verdict().id())
                .raw("<style>" + stylesheet() + "</style></head><body><main>");
        header();
        timeline();
        new IncidentSection(html, report.history()).write();
        asked();
        moved();
        report.verification().ifPresent(this::verified);
        report.cutover().ifPresent(this::cutOver);
        report.leftBehind().ifPresent(left -> new LeftBehindSection(html, left).write());
        checks();
        missing();
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

    private void header() {
        String verdict = report.verdict().id();
        html.raw("<header>").element("h1", asked.migration());
        html.element("p class=\"verdict " + verdict + "\"", verdict);
        report.reason().ifPresent(reason -> html.element("p class=\"reason " + verdict + "\"", reason));
        html.raw("<dl class=\"facts\">");
        fact(
                "downtime",
                report.cutover()
                        .map(cutover -> Durations.spell(cutover.downtime()))
                        .orElse("none"));
        fact("rows loaded", count(report.loadedRows()));
        fact("changes applied", count(report.appliedChanges()));
        report.verification().ifPresent(this::identicalTables);
        if (report.history().watched()) {
            fact("incidents", count(report.history().wrong().size()));
        }
        report.leftBehind()
                .filter(left -> !left.objects().isEmpty() || left.notLooked().isEmpty())
                .ifPresent(left -> fact("left behind", count(left.objects().size())));
        fact(report.verdict() == Verdict.UNFINISHED ? "so far" : "took", Durations.spell(report.wall()));
        html.raw("</dl></header>");
    }

    private void identicalTables(VerificationReport verification) {
        int all = verification.tables().size();
        fact("identical tables", (all - verification.different().size()) + " of " + all);
    }

    private void fact(String name, String value) {
        html.raw("<div>").element("dt", name).element("dd", value).raw("</div>");
    }

    private void timeline() {
        WatchHistory history = report.history();
        html.element("h2", "When it happened");
        if (!history.watched() && report.cutover().isEmpty()) {
            html.element("p class=\"note\"", "Nobody watched this run: there is no timeline.");
            return;
        }
        html.raw(PhaseBar.draw(report));
        LatencyChart.draw(history.latencies(), asked, report.startedAt(), report.end())
                .ifPresentOrElse(this::latencies, () -> {
                    if (history.watched() && !asked.type().equals("full-load")) {
                        html.element("p class=\"note\"", "No latency was seen.");
                    }
                });
        history.gaps()
                .forEach(gap -> html.element(
                        "p class=\"note\"",
                        "Nobody watched from " + clock(gap.from(), ChronoUnit.SECONDS) + " to "
                                + clock(gap.to(), ChronoUnit.SECONDS) + "."));
    }

    private void latencies(String chart) {
        html.element("h3", "Latency")
                .raw("<p class=\"key\"><span class=\"source\">source</span> <span class=\"target\">target,"
                        + " which contains the source's</span></p>")
                .raw(chart);
        report.history()
                .highestTargetLatency()
                .ifPresent(highest -> html.element(
                        "p class=\"note\"",
                        "The target was " + Durations.spell(highest) + " behind at most. "
                                + LatencyChart.boundsLeftOut(report.history().latencies(), asked)
                                        .orElse("")));
    }

    private void asked() {
        html.element("h2", "What was asked").raw("<dl class=\"list\">");
        fact("migration type", asked.type());
        fact("source", asked.source());
        fact("target", asked.target());
        fact("started at", clock(report.startedAt(), ChronoUnit.SECONDS));
        html.raw("</dl>");
        list("mapping rule", asked.rules());
        list("task setting", asked.settings());
    }

    private void list(String what, List<String> items) {
        if (items.isEmpty()) {
            return;
        }
        html.raw("<details>")
                .element("summary", items.size() + " " + what + (items.size() == 1 ? "" : "s"))
                .raw("<ol>");
        items.forEach(item -> html.element("li", item));
        html.raw("</ol></details>");
    }

    private void missing() {
        if (report.missing().isEmpty()) {
            return;
        }
        html.element("h2", "What this report cannot tell").raw("<ul>");
        report.missing().forEach(what -> html.element("li", what));
        html.raw("</ul>");
    }

    private void moved() {
        if (report.tables().isEmpty()) {
            return;
        }
        html.element("h2", "What moved");
        report.fullLoad().ifPresent(took -> html.element("p", "The full load took " + Durations.spell(took) + "."));
        html.table(
                List.of("table", "state", "rows#", "inserts#", "updates#", "deletes#"),
                report.tables().stream().map(HtmlReport::row).toList());
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
                List.of("source", "target", "source rows#", "target rows#", "result", "checksum", "not compared"),
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
                checksum(table),
                table.notCompared().stream().map(NotCompared::toString).collect(Collectors.joining("; ")));
    }

    /** Both sides', unless they are the same. */
    private static String checksum(TableComparison table) {
        return table.checksums()
                .map(sums -> sums.source().equals(sums.target())
                        ? sums.source()
                        : "source " + sums.source() + ", target " + sums.target())
                .orElse(table.problem().isPresent() ? "" : "none: only rows were counted");
    }

    private void cutOver(CutoverReport cutover) {
        html.element("h2", "How it was cut over")
                .element(
                        "p",
                        (cutover.succeeded() ? "Done" : "Rolled back") + " with a downtime of "
                                + Durations.spell(cutover.downtime()) + ".");
        html.table(
                List.of("state", "at@", "took#", "found"),
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
        return Moments.spell(at, precision);
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
