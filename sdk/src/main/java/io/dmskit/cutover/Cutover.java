package io.dmskit.cutover;

import static java.util.Objects.requireNonNull;

import io.dmskit.migration.CutoverPolicy;
import io.dmskit.task.Poller;
import io.dmskit.verify.VerificationReport;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a migration over, gate by gate: waits until the latency is under the policy's limit, stops the writers, writes a marker row on
 * the source and waits until it is seen on the target, stops the task, verifies. When a gate fails or the deadline passes, the
 * writers are started on the source again, the task resumed, and the report says why.
 *
 * <p>After {@link CutoverReport.Outcome#DONE} the writers stay stopped: pointing them at the target is the caller's, and the first row
 * they write there is the point of no return. Immutable; one run at a time is the caller's care.
 */
public final class Cutover {
    final CutoverPolicy policy;
    final CutoverLimits limits;
    final ReplicationControl replication;
    final Writers writers;
    final Marker marker;
    final int markers;
    final Function<Duration, VerificationReport> verification;
    final Journal journal;
    final CutoverListener listener;
    final Poller poller;

    private Cutover(Builder builder) {
        this.policy = builder.policy;
        this.limits = builder.limits;
        this.replication = required(builder.replication, "replication");
        this.writers = required(builder.writers, "writers");
        this.marker = required(builder.marker, "marker");
        this.markers = builder.markers;
        this.verification = required(builder.verification, "verification");
        this.journal = builder.journal;
        this.listener = builder.listener;
        this.poller = builder.poller;
    }

    private static <T> T required(@Nullable T part, String call) {
        if (part == null) {
            throw new IllegalStateException("a cutover needs " + call + "(...): call it before build()");
        }
        return part;
    }

    /** Returns a builder for a cutover under this policy. */
    public static Builder under(CutoverPolicy policy) {
        return new Builder(policy);
    }

    /**
     * Cuts over. An interrupt rolls back too; the thread's flag is set again.
     *
     * @return how it went; a failure is a report, not an exception
     */
    public CutoverReport run() {
        return new CutoverRun(this).run();
    }

    /** Collects the parts; replication, writers, marker and verification are needed. */
    public static final class Builder {
        private final CutoverPolicy policy;
        private CutoverLimits limits = CutoverLimits.PRODUCTION;
        private @Nullable ReplicationControl replication;
        private @Nullable Writers writers;
        private @Nullable Marker marker;
        private int markers = 1;
        private @Nullable Function<Duration, VerificationReport> verification;
        private Journal journal = Journal.NONE;
        private CutoverListener listener = CutoverListener.SILENT;
        private Poller poller = Poller.every(Duration.ofMillis(250));

        private Builder(CutoverPolicy policy) {
            this.policy = requireNonNull(policy);
        }

        /** Sets how long each state may take; {@link CutoverLimits#PRODUCTION} by default. */
        public Builder limits(CutoverLimits newLimits) {
            this.limits = newLimits;
            return this;
        }

        /** Sets the task. */
        public Builder replication(ReplicationControl control) {
            this.replication = control;
            return this;
        }

        /** Sets who is stopped. */
        public Builder writers(Writers newWriters) {
            this.writers = newWriters;
            return this;
        }

        /** Sets what proves the drain. */
        public Builder marker(Marker newMarker) {
            this.marker = newMarker;
            return this;
        }

        /**
         * Says that the task applies in batches ({@code BatchApplyEnabled}): order holds only between batches, so that a second
         * marker, written after the first was seen, is the proof.
         */
        public Builder appliedInBatches(boolean batches) {
            this.markers = batches ? 2 : 1;
            return this;
        }

        /**
         * Sets what compares the tables.
         *
         * @param newVerification is given the time that is left, such as {@code left -> verifier.verify(plan, left)}
         */
        public Builder verification(Function<Duration, VerificationReport> newVerification) {
            this.verification = newVerification;
            return this;
        }

        /** Sets where each transition is kept; nowhere by default. */
        public Builder journal(Journal newJournal) {
            this.journal = newJournal;
            return this;
        }

        /** Sets who hears of each transition; nobody by default. */
        public Builder listener(CutoverListener newListener) {
            this.listener = newListener;
            return this;
        }

        /** Sets how the gates are polled, and in which time; four times a second by default. */
        public Builder poller(Poller newPoller) {
            this.poller = newPoller;
            return this;
        }

        /**
         * Returns the cutover.
         *
         * @throws IllegalStateException naming the call that is missing
         */
        public Cutover build() {
            return new Cutover(this);
        }
    }
}
