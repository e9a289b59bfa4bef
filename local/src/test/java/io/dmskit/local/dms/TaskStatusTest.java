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
        "READY, starting modifying deleting",
        "STARTING, running stopped failed",
        "RUNNING, stopping stopped failed",
        "STOPPING, stopped failed",
        "STOPPED, starting modifying deleting",
        "FAILED, starting modifying deleting",
        "MODIFYING, ready stopped failed",
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
