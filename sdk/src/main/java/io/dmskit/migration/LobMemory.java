package io.dmskit.migration;

import io.dmskit.document.Severity;
import io.dmskit.settings.FullLoadSettings;
import io.dmskit.settings.Setting;
import io.dmskit.settings.SettingsDocument;
import io.dmskit.settings.TargetMetadata;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says what the {@link LobBuffers} of a settings document may take of the instance's memory. */
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
        LobBuffers buffers = new LobBuffers(
                document.get(TargetMetadata.LOB_MAX_SIZE),
                document.get(FullLoadSettings.COMMIT_RATE),
                document.get(FullLoadSettings.MAX_FULL_LOAD_SUB_TASKS),
                columns);
        double bytes = buffers.bytes();
        Optional<Long> memory = surroundings.capacity().flatMap(Capacity::memory);
        boolean tooMuch = memory.filter(has -> bytes > has).isPresent();
        report.say(
                tooMuch ? Severity.WARNING : Severity.INFO,
                "X36",
                place,
                "LOBs may take up to " + gib(bytes) + " of memory (" + buffers.arithmetic() + ")"
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
