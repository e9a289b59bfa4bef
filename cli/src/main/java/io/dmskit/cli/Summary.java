package io.dmskit.cli;

import io.dmskit.cli.rehearsal.RehearsalResult;
import io.dmskit.cli.rehearsal.RehearsalResult.Check;
import io.dmskit.cli.rehearsal.RehearsalResult.TableResult;
import java.io.PrintStream;
import java.util.Locale;

/** The last words of a rehearsal: what moved, whether it is the same on both sides, and what it cost. */
final class Summary {
    private final Console console;
    private final PrintStream stream;

    Summary(Console console, PrintStream stream) {
        this.console = console;
        this.stream = stream;
    }

    void print(RehearsalResult result) {
        stream.println();
        result.tables().forEach(this::table);
        result.checks().forEach(this::check);
        stream.println();
        if (result.fullLoad().rows() > 0) {
            line(
                    "full load",
                    "%,d rows in %.1f s",
                    result.fullLoad().rows(),
                    result.fullLoad().seconds());
        }
        if (result.cdc().changes() > 0) {
            line(
                    "changes",
                    "%,d applied, target latency at most %.1f s",
                    result.cdc().changes(),
                    result.cdc().maxTargetLatencySeconds());
        }
        if (result.cutover() != null) {
            line("downtime", "%.1f s", result.cutover().downtimeSeconds());
        }
        line("report", "%s", String.valueOf(result.report()));
        stream.println();
        stream.println(
                result.succeeded()
                        ? console.styled("@|bold,green succeeded|@") + seconds(result)
                        : console.styled("@|bold,red failed|@") + seconds(result) + ": " + result.reason());
    }

    private void table(TableResult table) {
        String rows = String.format(Locale.ROOT, "%,d", table.sourceRows());
        String verdict = table.identical()
                ? "identical"
                : String.format(Locale.ROOT, "DIFFERENT (%,d rows on the target)", table.targetRows());
        stream.printf(
                Locale.ROOT,
                "%s %-26s \u2192 %-30s %12s rows %s%n",
                mark(table.identical()),
                table.source(),
                table.target(),
                rows,
                verdict);
    }

    private void check(Check check) {
        stream.printf(Locale.ROOT, "%s %-26s   %s%n", mark(check.passed()), check.name(), check.detail());
    }

    private String mark(boolean good) {
        return console.styled(good ? "@|green \u2713|@" : "@|red \u2717|@");
    }

    private void line(String what, String format, Object... values) {
        stream.printf(Locale.ROOT, "%-10s %s%n", what, String.format(Locale.ROOT, format, values));
    }

    private static String seconds(RehearsalResult result) {
        return String.format(Locale.ROOT, " in %.1f s", result.wallSeconds());
    }
}
