package io.dmskit.cutover;

import io.dmskit.cutover.CutoverReport.Outcome;
import io.dmskit.task.WaitTimeoutException;
import io.dmskit.verify.VerificationReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One run of a cutover. */
final class CutoverRun {
    private final Cutover cutover;
    private final Instant begun;
    private final List<CutoverStep> steps = new ArrayList<>();
    private CutoverState state = CutoverState.PREFLIGHT;
    private Instant entered;
    private String lastDetail = "";
    private @Nullable Instant writersStopped;
    private boolean taskStopped;
    private @Nullable VerificationReport verification;

    CutoverRun(Cutover cutover) {
        this.cutover = cutover;
        this.begun = now();
        this.entered = begun;
    }

    CutoverReport run() {
        try {
            pass(CutoverState.PREFLIGHT, this::preflight);
            pass(CutoverState.QUIESCE, this::quiesce);
            for (int i = 0; i < cutover.markers; i++) {
                drain();
            }
            pass(CutoverState.STOP, this::stop);
            pass(CutoverState.VERIFY, this::verify);
            Duration downtime = downtime();
            pass(CutoverState.DONE, () -> "the target holds what the source held");
            return report(Outcome.DONE, Optional.empty(), downtime);
        } catch (RuntimeException e) {
            return rollBack(String.valueOf(e.getMessage()));
        } catch (Error e) {
            rollBack(e.toString());
            throw e;
        }
    }

    /** A state is journalled before anything is done in it. */
    private void pass(CutoverState next, Gate gate) {
        enter(next);
        leave(gate.open());
    }

    private void enter(CutoverState next) {
        state = next;
        entered = now();
        cutover.journal.write(new JournalEntry(entered, next, lastDetail));
        cutover.listener.entered(next);
        if (next != CutoverState.DONE) {
            left();
        }
    }

    private void leave(String detail) {
        lastDetail = detail;
        CutoverStep step = new CutoverStep(state, entered, Duration.between(entered, now()), detail);
        steps.add(step);
        cutover.listener.left(step);
    }

    private String preflight() {
        Duration limit = cutover.policy.maxLag();
        Settled settled = new Settled(limit, cutover.limits.settled());
        Duration latency = cutover.poller.until(
                "target latency under " + spell(limit) + " for " + spell(cutover.limits.settled()),
                cutover.replication::targetLatency,
                seen -> settled.see(seen, now()),
                seen -> seen.map(CutoverRun::spell).orElse("no latency"),
                within(cutover.limits.preflight()));
        return "target latency " + spell(latency);
    }

    private String quiesce() {
        writersStopped = now();
        cutover.writers.stop(within(cutover.limits.quiesce()));
        return "writers stopped";
    }

    private void drain() {
        List<Marker.Mark> written = new ArrayList<>();
        pass(CutoverState.MARK, () -> {
            Marker.Mark mark = cutover.marker.write();
            written.add(mark);
            return "marker " + mark.id() + " at source position " + mark.position();
        });
        Marker.Mark mark = written.get(0);
        pass(
                CutoverState.DRAIN,
                () -> cutover.poller.until(
                        "marker " + mark.id() + " on the target",
                        () -> cutover.marker.seen(mark) ? Optional.of("marker seen on the target") : Optional.empty(),
                        within(cutover.limits.drain())));
    }

    private String stop() {
        taskStopped = true;
        cutover.replication.stop(within(cutover.limits.stop()));
        return "task stopped";
    }

    private String verify() {
        VerificationReport report = cutover.verification.apply(left());
        verification = report;
        left();
        if (!report.identical()) {
            throw new CutoverException("source and target differ: " + report.describe());
        }
        return report.describe();
    }

    /** The way back: writers first, since each second without them is downtime. */
    private CutoverReport rollBack(String reason) {
        boolean interrupted = Thread.interrupted();
        CutoverState failed = state;
        List<String> problems = new ArrayList<>(List.of(reason));
        attempt("record the failure", () -> leave(reason), problems);
        if (writersStopped != null) {
            attempt("start the writers again", cutover.writers::start, problems);
        }
        Duration downtime = downtime();
        if (taskStopped) {
            attempt("resume the task", () -> cutover.replication.resume(cutover.limits.stop()), problems);
        }
        String why = failed.name().toLowerCase(Locale.ROOT) + ": " + String.join("; ", problems);
        attempt("record the way back", () -> recordRollback(why), problems);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return report(Outcome.ROLLED_BACK, Optional.of(why), downtime);
    }

    private void recordRollback(String why) {
        state = CutoverState.ROLLED_BACK;
        entered = now();
        steps.add(new CutoverStep(state, entered, Duration.ZERO, why));
        cutover.journal.write(new JournalEntry(entered, state, why));
        cutover.listener.entered(state);
    }

    private static void attempt(String what, Runnable action, List<String> problems) {
        try {
            action.run();
        } catch (RuntimeException e) {
            problems.add("could not " + what + ": " + e.getMessage());
        }
    }

    private CutoverReport report(Outcome outcome, Optional<String> reason, Duration downtime) {
        return new CutoverReport(outcome, reason, steps, downtime, Optional.ofNullable(verification));
    }

    private Duration downtime() {
        return writersStopped == null ? Duration.ZERO : Duration.between(writersStopped, now());
    }

    private Duration within(Duration limit) {
        Duration left = left();
        return left.compareTo(limit) < 0 ? left : limit;
    }

    /** Returns the time left until the deadline. */
    private Duration left() {
        Duration deadline = cutover.policy.deadline();
        Duration left = deadline.minus(Duration.between(begun, now()));
        if (left.isNegative() || left.isZero()) {
            throw new WaitTimeoutException("the cutover to be done by its deadline", deadline, state.describe());
        }
        return left;
    }

    private Instant now() {
        return cutover.poller.time().clock().instant();
    }

    private static String spell(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }

    /** What must hold for the cutover to go on; says what was found. */
    @FunctionalInterface
    private interface Gate {
        String open();
    }

    /** Tells since when the latency has been under the limit. */
    private static final class Settled {
        private final Duration limit;
        private final Duration needed;
        private @Nullable Instant since;

        Settled(Duration limit, Duration needed) {
            this.limit = limit;
            this.needed = needed;
        }

        Optional<Duration> see(Optional<Duration> latency, Instant now) {
            boolean low = latency.isPresent() && latency.get().compareTo(limit) < 0;
            if (!low) {
                since = null;
                return Optional.empty();
            }
            since = since == null ? now : since;
            return Duration.between(since, now).compareTo(needed) >= 0 ? latency : Optional.empty();
        }
    }
}
