package io.dmskit.local.dms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskStatusTest {
    @ParameterizedTest
    @CsvSource({
        "CREATING, ready",
        "READY, starting modifying testing moving deleting",
        "STARTING, running stopped failed",
        "RUNNING, stopping stopped failed",
        "STOPPING, stopped failed",
        "STOPPED, starting modifying testing moving deleting",
        "FAILED, starting modifying testing moving deleting",
        "MODIFYING, ready stopped failed failed-move",
        "TESTING, ready stopped failed",
        "MOVING, ready stopped failed failed-move deleting",
        "FAILED_MOVE, starting modifying moving deleting",
        "DELETING, ''"
    })
    void movesOnlyAsTheLifecycleSays(TaskStatus from, String allowed) {
        assertThat(Arrays.stream(TaskStatus.values())
                        .filter(from::canBecome)
                        .map(TaskStatus::word)
                        .collect(Collectors.joining(" ")))
                .isEqualTo(allowed);
    }
}
