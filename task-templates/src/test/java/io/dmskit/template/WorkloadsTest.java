package io.dmskit.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WorkloadsTest {
    @Test
    void areFoundByTheNamesOfTheirTemplates() {
        assertThat(Workloads.names()).containsExactly("bank", "store", "stores");
        assertThat(Workloads.named("stores")).get().extracting(Workload::name).isEqualTo("stores");
        assertThat(Workloads.named("casino")).isEmpty();
    }

    @Test
    void aClosedStoreWritesNothing() throws Exception {
        RunningWorkload running = Workloads.named("store").orElseThrow().start(() -> {
            throw new SQLException("nobody should connect");
        });

        assertThat(running.stop().transactions()).isZero();
    }

    @Test
    void aWriterThatCannotGoOnIsHeardOf() {
        RunningWorkload running = Writers.start(
                "bank",
                () -> {
                    throw new SQLException("connection refused");
                },
                100,
                List.of(connection -> "never"));

        assertThatThrownBy(running::stop)
                .isInstanceOf(WorkloadException.class)
                .hasMessage("workload bank cannot go on: connection refused")
                .hasCauseInstanceOf(SQLException.class);
        assertThat(running.failure()).isPresent();
    }

    @Test
    void aTurnThatNobodyWantsDoesNotWait() {
        Pace onceAnHour = new Pace(1 / 3600.0);
        long before = System.nanoTime();

        onceAnHour.awaitTurn(() -> false);

        assertThat(System.nanoTime() - before).isLessThan(60_000_000_000L);
    }

    @Test
    void totalsAnswerForKindsThatNeverHappened() {
        WorkloadTotals totals = new WorkloadTotals(3, new TreeMap<>(Map.of("deposit", 3L)));

        assertThat(totals.of("deposit")).isEqualTo(3);
        assertThat(totals.of("withdrawal")).isZero();
    }

    @Test
    void aBankAsksForItsStoryAndItsLedger() {
        assertThat(Workloads.named("bank").orElseThrow().checks())
                .extracting(BusinessCheck::name)
                .containsExactly("story-account", "ledger-balance");
    }
}
