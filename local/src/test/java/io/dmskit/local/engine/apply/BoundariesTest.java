package io.dmskit.local.engine.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.replication.LogSequenceNumber;

@Timeout(60)
class BoundariesTest {
    private static final LogSequenceNumber EARLY = LogSequenceNumber.valueOf(3L);
    private static final LogSequenceNumber LATE = LogSequenceNumber.valueOf(7L);

    private final Boundaries boundaries = new Boundaries();

    /** Somebody who wants to meet. */
    private interface Party {
        String come() throws SQLException, InterruptedException;
    }

    private CompletableFuture<String> comes(LogSequenceNumber least, Party party) {
        CompletableFuture<String> end = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                end.complete(party.come());
            } catch (SQLException | InterruptedException | RuntimeException e) {
                end.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        while (!boundaries.isDue(least)) {
            assertThat(end).as("somebody who came").isNotDone();
            assertThat(Thread.interrupted()).as("out of time").isFalse();
            Thread.onSpinWait();
        }
        return end;
    }

    @Test
    void anErrorAtAMeetingEndsTheRunAndWhateverElseWasToBeMetThere() {
        CompletableFuture<String> failing = comes(
                LATE,
                () -> boundaries.meet(LATE, position -> {
                    throw new SQLException("broken");
                }));
        CompletableFuture<String> next = comes(EARLY, () -> boundaries.meet(EARLY, position -> "met"));

        assertThatThrownBy(() -> boundaries.keep(LATE)).hasMessage("broken");
        assertThatThrownBy(() -> failing.get(30, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> next.get(30, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
    }

    @Test
    void anErrorOfAVisitorIsItsOwn() throws Exception {
        CompletableFuture<String> failing = comes(
                LATE,
                () -> boundaries.visit(LATE, position -> {
                    throw new SQLException("broken");
                }));
        CompletableFuture<String> next = comes(EARLY, () -> boundaries.visit(EARLY, LogSequenceNumber::asString));

        boundaries.keep(LATE);

        assertThatThrownBy(() -> failing.get(30, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("broken");
        assertThat(next.get(30, TimeUnit.SECONDS)).isEqualTo("0/7");
    }
}
