package io.dmskit.migration;

import io.dmskit.document.Severity;
import io.dmskit.settings.FullLoadSettings;
import io.dmskit.settings.Setting;
import io.dmskit.settings.SettingsDocument;
import io.dmskit.settings.TargetMetadata;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What limited LOB mode may take of the instance's memory while rows are loaded: LobMaxSize x CommitRate x sub-tasks x LOB
 * columns of a table. An upper bound, reached when every LOB is as long as it may be.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.LOBSupport.html">Setting LOB support</a>
 */
final class LobMemory {
    private static final double GIB = 1L << 30;

    private final Surroundings surroundings;
    private final SettingsDocument document;
    private final Report report;

    LobMemory(Surroundings surroundings, SettingsDocument document, Report report) {
        this.surroundings = surroundings;
        this.document = document;
        this.report = report;
    }

    /**
     * Says how much it may be.
     *
     * @param columns LOB columns of the table that has most of them; 1 if that is not known
     */
    void estimate(int columns) {
        boolean limited =
                document.get(TargetMetadata.SUPPORT_LOBS) && document.get(TargetMetadata.LIMITED_SIZE_LOB_MODE);
        Optional<Setting<Integer>> written = List.of(
                        TargetMetadata.LOB_MAX_SIZE,
                        FullLoadSettings.MAX_FULL_LOAD_SUB_TASKS,
                        FullLoadSettings.COMMIT_RATE)
                .stream()
                .filter(setting -> document.place(setting).isPresent())
                .findFirst();
        if (limited && surroundings.loads() && written.isPresent() && columns > 0) {
            say(written.get(), columns);
        }
    }

    private void say(Setting<Integer> place, int columns) {
        long kilobytes = document.get(TargetMetadata.LOB_MAX_SIZE);
        long rows = document.get(FullLoadSettings.COMMIT_RATE);
        long subTasks = document.get(FullLoadSettings.MAX_FULL_LOAD_SUB_TASKS);
        double bytes = 1024.0 * kilobytes * rows * subTasks * columns;
        Optional<Long> memory = surroundings.capacity().flatMap(Capacity::memory);
        boolean tooMuch = memory.filter(has -> bytes > has).isPresent();
        report.say(
                tooMuch ? Severity.WARNING : Severity.INFO,
                "X36",
                place,
                "LOBs may take up to " + gib(bytes) + " of memory (LobMaxSize " + kilobytes + " KB x CommitRate " + rows
                        + " x " + subTasks + " sub-tasks"
                        + (columns == 1 ? " x LOB columns" : " x " + columns + " LOB columns")
                        + ")"
                        + memory.map(has ->
                                        (serverless() ? ", serverless has at most " : ", the instance has ") + gib(has))
                                .orElse("")
                        + (tooMuch
                                ? ": lower one of them or take a larger " + (serverless() ? "max" : "instance")
                                : ""));
    }

    private boolean serverless() {
        return surroundings
                .capacity()
                .filter(Capacity.Serverless.class::isInstance)
                .isPresent();
    }

    private static String gib(double bytes) {
        return String.format(Locale.ROOT, "%.1f GiB", bytes / GIB);
    }
}
