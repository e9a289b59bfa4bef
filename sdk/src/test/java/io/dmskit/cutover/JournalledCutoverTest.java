package io.dmskit.cutover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class JournalledCutoverTest {
    private static final Instant START = Instant.parse("2026-11-01T10:00:00Z");

    @Test
    void readsTheLastCutoverOfAJournal() {
        CutoverReport report = CutoverReport.of(List.of(
                        entry(0, CutoverState.PREFLIGHT, ""),
                        entry(5, CutoverState.ROLLED_BACK, "preflight: no latency"),
                        entry(60, CutoverState.PREFLIGHT, ""),
                        entry(70, CutoverState.QUIESCE, "target latency 1 s"),
                        entry(72, CutoverState.STOP, "writers stopped"),
                        entry(75, CutoverState.DONE, "task stopped")))
                .orElseThrow();

        assertThat(report.succeeded()).isTrue();
        assertThat(report.downtime()).isEqualTo(Duration.ofSeconds(5));
        assertThat(report.steps())
                .extracting(CutoverStep::state, CutoverStep::duration, CutoverStep::detail)
                .contains(
                        tuple(CutoverState.PREFLIGHT, Duration.ofSeconds(10), "target latency 1 s"),
                        tuple(CutoverState.STOP, Duration.ofSeconds(3), "task stopped"));
    }

    @Test
    void tellsWhyItWasRolledBack() {
        CutoverReport report = CutoverReport.of(List.of(
                        entry(0, CutoverState.PREFLIGHT, ""),
                        entry(5, CutoverState.ROLLED_BACK, "preflight: no latency")))
                .orElseThrow();

        assertThat(report.reason()).contains("preflight: no latency");
        assertThat(report.downtime()).isZero();
    }

    @Test
    void saysNothingOfOneThatWasCutOff() {
        assertThat(CutoverReport.of(List.of(entry(0, CutoverState.PREFLIGHT, ""), entry(5, CutoverState.QUIESCE, ""))))
                .isEmpty();
        assertThat(CutoverReport.of(List.of())).isEmpty();
    }

    private static JournalEntry entry(int second, CutoverState state, String detail) {
        return new JournalEntry(START.plusSeconds(second), state, detail);
    }
}
