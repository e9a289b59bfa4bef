package io.dmskit.local.dms;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.local.engine.RunLog.Level;
import io.dmskit.settings.LogComponent;
import io.dmskit.settings.LogSeverity;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskLogsTest {
    @Test
    void writesLinesAsDmsDoes() {
        assertThat(TaskLogs.line(
                        Instant.parse("2026-11-27T17:00:00.789Z"),
                        LogComponent.SOURCE_UNLOAD,
                        Level.INFO,
                        "Start loading table sales.orders"))
                .isEqualTo("2026-11-27T17:00:00 [SOURCE_UNLOAD   ]I:  Start loading table sales.orders");
    }

    @ParameterizedTest
    @CsvSource({"ERROR,E", "WARNING,EW", "INFO,EWI", "DEFAULT,EWI", "DEBUG,EWID", "DETAILED_DEBUG,EWIDV"})
    void writesTheLevelsThatASeverityLetsThrough(LogSeverity severity, String letters) {
        StringBuilder passed = new StringBuilder();
        Arrays.stream(Level.values())
                .filter(level -> TaskLogs.passes(severity, level))
                .forEach(level -> passed.append(level.letter()));

        assertThat(passed).hasToString(letters);
    }
}
