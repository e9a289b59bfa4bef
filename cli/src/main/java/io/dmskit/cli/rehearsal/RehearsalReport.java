package io.dmskit.cli.rehearsal;

import io.dmskit.cli.rehearsal.RehearsalResult.Cdc;
import io.dmskit.cli.rehearsal.RehearsalResult.Check;
import io.dmskit.cli.rehearsal.RehearsalResult.CutoverCost;
import io.dmskit.cli.rehearsal.RehearsalResult.FullLoad;
import io.dmskit.cli.rehearsal.RehearsalResult.TableResult;
import io.dmskit.cutover.CutoverReport;
import io.dmskit.migration.Migration;
import io.dmskit.monitoring.history.WatchHistory;
import io.dmskit.monitoring.report.Asked;
import io.dmskit.monitoring.report.HtmlReport;
import io.dmskit.monitoring.report.MigrationReport;
import io.dmskit.monitoring.report.MigrationReport.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A rehearsal that came to its end, told for people and for machines.
 *
 * @param name what the user asked for
 * @param began when it began
 * @param wall how long it took
 * @param outcome how it went
 */
public record RehearsalReport(String name, Instant began, Duration wall, RehearsalOutcome outcome) {
    /**
     * Writes one page per migration.
     *
     * @param directory made if it is not there
     * @return the page, or the directory when there are several
     */
    public Path write(Path directory) throws IOException {
        Files.createDirectories(directory);
        for (MigrationResult result : outcome.migrations()) {
            HtmlReport.write(page(result), pageOf(directory, result.migration()));
        }
        return outcome.migrations().size() == 1
                ? pageOf(directory, outcome.migrations().get(0).migration())
                : directory;
    }

    private static Path pageOf(Path directory, Migration migration) {
        return directory.resolve("rehearsal-" + migration.name() + ".html");
    }

    private MigrationReport page(MigrationResult result) {
        Migration migration = result.migration();
        WatchHistory history = WatchHistory.of(result.snapshots(), result.incidents());
        return new MigrationReport(
                Asked.of(migration),
                outcome.reason().isEmpty() ? Verdict.SUCCEEDED : Verdict.FAILED,
                outcome.reason(),
                began,
                wall,
                history,
                history.tables(),
                migration.type().loads() ? Optional.of(result.fullLoadDuration()) : Optional.empty(),
                result.verification(),
                result.cutover(),
                outcome.checks().stream()
                        .map(check -> new MigrationReport.Check(check.name(), check.passed(), check.detail()))
                        .toList(),
                Optional.of(result.leftBehind()),
                List.of());
    }

    /** Returns the document for machines. */
    public RehearsalResult result(Path page) {
        List<MigrationResult> migrations = outcome.migrations();
        return new RehearsalResult(
                outcome.reason().isEmpty() ? "succeeded" : "failed",
                outcome.reason().orElse(null),
                name,
                migrations.get(0).migration().type().word(),
                migrations.stream().flatMap(result -> tables(result).stream()).toList(),
                new FullLoad(
                        migrations.stream()
                                .mapToLong(MigrationResult::loadedRows)
                                .sum(),
                        seconds(longest(migrations.stream()
                                .map(MigrationResult::fullLoadDuration)
                                .toList()))),
                new Cdc(
                        migrations.stream()
                                .mapToLong(MigrationResult::appliedChanges)
                                .sum(),
                        seconds(longest(migrations.stream()
                                .map(MigrationResult::maxTargetLatency)
                                .toList()))),
                downtime(migrations),
                outcome.checks().stream()
                        .map(check -> new Check(check.name(), check.passed(), check.detail()))
                        .toList(),
                page.toString(),
                seconds(wall));
    }

    private static List<TableResult> tables(MigrationResult result) {
        return result.verification().stream()
                .flatMap(report -> report.tables().stream())
                .map(table -> new TableResult(
                        table.source().toString(),
                        table.target().toString(),
                        table.sourceRows(),
                        table.targetRows(),
                        table.identical()))
                .toList();
    }

    private static @Nullable CutoverCost downtime(List<MigrationResult> migrations) {
        List<Duration> downtimes = migrations.stream()
                .flatMap(result -> result.cutover().stream())
                .map(CutoverReport::downtime)
                .toList();
        return downtimes.isEmpty() ? null : new CutoverCost(seconds(longest(downtimes)));
    }

    private static Duration longest(List<Duration> durations) {
        return durations.stream().max(Duration::compareTo).orElse(Duration.ZERO);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
