package io.dmskit.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartTypeTest {
    @Test
    void choosesTheFirstStartThenResume() {
        assertThat(StartType.next(Seen.task("full-load", "ready"))).isEqualTo(StartType.START_REPLICATION);
        assertThat(StartType.next(Seen.task("full-load", "failed-move"))).isEqualTo(StartType.START_REPLICATION);
        assertThat(StartType.next(Seen.started("full-load", "failed-move"))).isEqualTo(StartType.RESUME_PROCESSING);
        assertThat(StartType.next(Seen.task("cdc", "stopped"))).isEqualTo(StartType.RESUME_PROCESSING);
    }

    @ParameterizedTest
    @CsvSource({
        "full-load, ready, START_REPLICATION, true",
        "full-load, ready, RESUME_PROCESSING, false",
        "full-load, ready, RELOAD_TARGET, false",
        "full-load, stopped, START_REPLICATION, false",
        "full-load, stopped, RESUME_PROCESSING, true",
        "full-load, stopped, RELOAD_TARGET, true",
        "full-load-and-cdc, failed, RELOAD_TARGET, true",
        "full-load-and-cdc, failed, RESUME_PROCESSING, true",
        "full-load-and-cdc, stopped, START_REPLICATION, false",
        "cdc, stopped, START_REPLICATION, true",
        "cdc, stopped, RESUME_PROCESSING, true",
        "cdc, failed, RELOAD_TARGET, false",
        "cdc, running, RESUME_PROCESSING, false",
        "cdc, starting, START_REPLICATION, false",
        "cdc, stopping, RESUME_PROCESSING, false",
        "cdc, modifying, START_REPLICATION, false",
        "cdc, deleting, START_REPLICATION, false"
    })
    void allowsWhatTheServiceAllows(String migrationType, String status, StartType type, boolean allowed) {
        assertThat(type.refusal(Seen.task(migrationType, status)).isEmpty()).isEqualTo(allowed);
    }

    @Test
    void saysWhyAndWhatToDoInstead() {
        assertThat(StartType.RELOAD_TARGET.refusal(Seen.task("cdc", "stopped")))
                .hasValue("a cdc task loads nothing: use resume-processing");
        assertThat(StartType.RESUME_PROCESSING.refusal(Seen.task("full-load", "ready")))
                .hasValue("it has never run: use start-replication for the first run");
        assertThat(StartType.RESUME_PROCESSING.refusal(Seen.started("full-load", "running")))
                .hasValue("it is running: await its end, or stop it first");
    }
}
