package io.dmskit.cli;

import java.util.Locale;
import picocli.CommandLine.Option;

/** How far a started task is watched before the command ends. */
final class AwaitOption {
    /** What is awaited. */
    enum Phase {
        NOTHING,
        RUNNING,
        FULL_LOAD,
        END;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @Option(
            names = "--await",
            paramLabel = "PHASE",
            description =
                    "Come back when the task has got there: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
            defaultValue = "running")
    private Phase phase = Phase.RUNNING;

    Phase phase() {
        return phase;
    }
}
