package io.dmskit.monitoring;

import static io.dmskit.monitoring.Snapshots.START;
import static io.dmskit.monitoring.Snapshots.loading;
import static io.dmskit.monitoring.Snapshots.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.task.TableState.LoadState;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SnapshotTest {
    @Test
    void saysWhenTheLoadWillBeDone() {
        Snapshot snapshot = loading(START, 100, table("A", LoadState.FULL_LOAD, 500, 2000, 100));

        assertThat(snapshot.remaining()).hasValue(Duration.ofSeconds(15));
    }

    @Test
    void foretellsNothingInTheFirstHundredthOrWithoutAnEstimate() {
        TableProgress estimated = table("A", LoadState.FULL_LOAD, 9, 1000, 100);
        TableProgress unknown = new TableProgress(estimated.state(), OptionalLong.empty(), 1);

        assertThat(loading(START, 100, estimated).remaining()).isEmpty();
        assertThat(loading(START, 100, unknown).remaining()).isEmpty();
        assertThat(unknown.loaded()).isEmpty();
    }

    @Test
    void doesNotCallATableLoadedBeforeTheServiceDoes() {
        assertThat(table("A", LoadState.FULL_LOAD, 1500, 1000, 1).loaded()).hasValue(0.99);
        assertThat(table("A", LoadState.COMPLETED, 10, 1000, 1).loaded()).hasValue(1);
    }
}
