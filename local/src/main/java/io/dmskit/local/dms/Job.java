package io.dmskit.local.dms;

import io.dmskit.local.engine.ReplicationSpec;
import io.dmskit.local.engine.ReplicationStatistics;
import io.dmskit.local.engine.StopReason;
import io.dmskit.local.engine.TableRequests;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What moves rows in runs, and what became of these. Used under the {@link Conductor} only. */
abstract class Job {
    final String arn;
    final Instant created;
    final ReplicationStatistics statistics = new ReplicationStatistics();
    final TableRequests requests = new TableRequests();

    private Optional<StopReason> stopReason = Optional.empty();
    private Optional<String> lastFailure = Optional.empty();
    private @Nullable Instant freshStart;
    private @Nullable Instant started;
    private @Nullable Instant stopped;
    private boolean everRunning;
    private Runnable onChange = () -> {};

    /**
     * What became of the runs, as it is kept.
     *
     * @param stopReason why the last one ended
     * @param lastFailure the message, if it failed
     * @param freshStart when it was last started from the beginning
     * @param started when the last run began
     * @param stopped when it ended
     * @param everRunning whether any run came as far as moving rows
     */
    record History(
            @Nullable StopReason stopReason,
            @Nullable String lastFailure,
            @Nullable Instant freshStart,
            @Nullable Instant started,
            @Nullable Instant stopped,
            boolean everRunning) {}

    Job(String arn, Instant created) {
        this.arn = arn;
        this.created = created;
    }

    abstract JobDefinition definition();

    /** Returns what it is and its ARN, for messages. */
    abstract String described();

    /** Returns its status as the API writes it. */
    abstract String statusWord();

    /** Returns whether its status is running. */
    abstract boolean isRunning();

    /** Lets whoever keeps the job hear of each change. */
    void onChange(Runnable listener) {
        onChange = listener;
    }

    /** To be called by whatever changes the job. */
    final void changed() {
        onChange.run();
    }

    History history() {
        return new History(
                stopReason.orElse(null), lastFailure.orElse(null), freshStart, started, stopped, everRunning);
    }

    /** Takes over what an earlier process had kept. */
    void takeOver(History history) {
        stopReason = Optional.ofNullable(history.stopReason());
        lastFailure = Optional.ofNullable(history.lastFailure());
        freshStart = history.freshStart();
        started = history.started();
        stopped = history.stopped();
        everRunning = history.everRunning();
    }

    String identifier() {
        return definition().identifier();
    }

    /** Returns the last part of the ARN, by which slots, control tables and metrics know the job. */
    String resourceId() {
        return arn.substring(arn.lastIndexOf(':') + 1);
    }

    /** Notes that a run begins; a fresh one unless it goes on from an earlier one that moved rows. */
    void runBegins(boolean fresh, Instant now) {
        started = now;
        freshStart = fresh || !everRunning ? now : freshStart;
        stopped = null;
        stopReason = Optional.empty();
        lastFailure = Optional.empty();
        changed();
    }

    /** Notes that a run came as far as moving rows. */
    void runMoves() {
        everRunning = true;
        changed();
    }

    /** Notes that a run ended; with a message when it failed. */
    void runEnds(StopReason reason, Optional<String> failure, Instant now) {
        stopped = now;
        stopReason = Optional.of(reason);
        lastFailure = failure;
        changed();
    }

    /** Returns the start type of the last run, for a process that has to begin it once more. */
    ReplicationSpec.Start lastStart() {
        if (freshStart == null || !freshStart.equals(started)) {
            return ReplicationSpec.Start.RESUME_PROCESSING;
        }
        return everRunning && definition().type().loads()
                ? ReplicationSpec.Start.RELOAD_TARGET
                : ReplicationSpec.Start.START_REPLICATION;
    }

    /** Notes what went wrong when no run was going on. */
    void wentWrong(String message) {
        lastFailure = Optional.of(message);
        changed();
    }

    Optional<StopReason> stopReason() {
        return stopReason;
    }

    Optional<String> lastFailure() {
        return lastFailure;
    }

    /** Returns when it was last started from the beginning. */
    Optional<Instant> freshStart() {
        return Optional.ofNullable(freshStart);
    }

    /** Returns when its last run began. */
    Optional<Instant> started() {
        return Optional.ofNullable(started);
    }

    /** Returns when its last run ended. */
    Optional<Instant> stoppedAt() {
        return Optional.ofNullable(stopped);
    }

    /** Returns whether any run came as far as moving rows, so that there is something to go on from. */
    boolean everRunning() {
        return everRunning;
    }
}
