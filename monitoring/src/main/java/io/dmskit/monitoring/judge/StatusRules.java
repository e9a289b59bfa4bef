package io.dmskit.monitoring.judge;

import static io.dmskit.monitoring.judge.ConditionKind.FAILED;
import static io.dmskit.monitoring.judge.ConditionKind.STOPPED;
import static io.dmskit.monitoring.judge.ConditionKind.STUCK;
import static io.dmskit.monitoring.judge.ConditionKind.TABLE_ERROR;
import static io.dmskit.monitoring.judge.ConditionSeverity.INFO;
import static io.dmskit.monitoring.judge.ConditionSeverity.PAGE;
import static io.dmskit.monitoring.judge.ConditionSeverity.WARN;

import io.dmskit.task.Outcome;
import io.dmskit.task.ReplicationKind;
import io.dmskit.task.StopReason;
import io.dmskit.task.TaskSnapshot;
import io.dmskit.task.TaskStatistics;
import io.dmskit.task.TaskStatus;
import java.time.Duration;
import java.util.Optional;

/** What a status says, and why a run ended; {@link Outcome} decides the latter. */
final class StatusRules {
    private static final int MANY_TABLES = 10_000;

    private final JudgeRules rules;

    StatusRules(JudgeRules rules) {
        this.rules = rules;
    }

    Optional<Finding> judge(Watched watched) {
        TaskStatus status = watched.task().status();
        if (status.equals(TaskStatus.RUNNING)) {
            return Optional.empty();
        }
        if (status.ended()) {
            return ended(watched);
        }
        if (status.equals(TaskStatus.READY) || status.equals(TaskStatus.CREATED)) {
            return rules.expects(watched)
                    ? Optional.of(Finding.of(
                            STOPPED,
                            PAGE,
                            watched,
                            "is " + status + " and should run",
                            "start it; after a change DMS does not start it by itself"))
                    : Optional.empty();
        }
        if (status.equals(TaskStatus.FAILED_MOVE)) {
            return Optional.of(Finding.of(
                    FAILED, PAGE, watched, "could not be moved" + said(watched), "move it again or delete it"));
        }
        return status.changing() ? changing(watched) : Optional.of(unknown(watched));
    }

    /** An unknown status never means that all is well. */
    private static Finding unknown(Watched watched) {
        return Finding.of(
                STUCK,
                WARN,
                watched,
                "has a status that is not known here: \"" + watched.task().status() + "\"",
                "look at it in the console");
    }

    private Optional<Finding> changing(Watched watched) {
        TaskStatus status = watched.task().status();
        Duration limit = limit(watched.task());
        if (watched.inStatus().compareTo(limit) > 0) {
            boolean ofRun = status.starting() || status.equals(TaskStatus.STOPPING);
            return Optional.of(Finding.of(
                    STUCK,
                    ofRun ? PAGE : WARN,
                    watched,
                    "has been " + status + " for " + Words.of(watched.inStatus()) + ", longer than " + Words.of(limit),
                    status.equals(TaskStatus.MOVING)
                            ? "wait: while it is moving it can only be deleted"
                            : "look at the task's log and at the connections to both databases"));
        }
        boolean run = status.starting() || status.equals(TaskStatus.STOPPING);
        return !run && rules.expects(watched)
                ? Optional.of(
                        Finding.of(STUCK, INFO, watched, "is " + status + " and does not replicate meanwhile", "wait"))
                : Optional.empty();
    }

    private Duration limit(TaskSnapshot task) {
        if (task.status().equals(TaskStatus.STOPPING)) {
            return rules.stopping();
        }
        if (!task.status().starting()) {
            return rules.changing();
        }
        TaskStatistics counts = task.statistics();
        boolean slow = task.kind() == ReplicationKind.SERVERLESS
                || counts.tablesLoaded() + counts.tablesLoading() + counts.tablesQueued() > MANY_TABLES;
        return slow ? rules.starting().multipliedBy(2) : rules.starting();
    }

    private Optional<Finding> ended(Watched watched) {
        // Tables as they were during the run say nothing of its end.
        Outcome outcome = Outcome.of(watched.task(), watched.tables().since(watched.statusSince()));
        if (outcome instanceof Outcome.Failed failed) {
            return Optional.of(failed(watched, failed));
        }
        if (outcome instanceof Outcome.SucceededWithSuspendedTables without) {
            return without.suspendedTables().isEmpty()
                    ? Optional.of(Finding.of(
                            TABLE_ERROR,
                            PAGE,
                            watched,
                            outcome.describe(),
                            "list its tables and look at the task's log"))
                    : Optional.empty();
        }
        if (outcome instanceof Outcome.StoppedAfterFullLoad || outcome instanceof Outcome.StoppedAfterCachedChanges) {
            return Optional.of(Finding.of(
                    STOPPED,
                    INFO,
                    watched,
                    outcome.describe() + ", as its settings ask",
                    "create indexes and keys that wait for the load, then resume it"));
        }
        if (outcome instanceof Outcome.StoppedAtPosition) {
            return Optional.of(Finding.of(STOPPED, INFO, watched, outcome.describe(), "go on as planned"));
        }
        if (outcome instanceof Outcome.StoppedByRequest) {
            return Optional.of(stopped(watched, outcome, INFO));
        }
        return outcome instanceof Outcome.Unclear ? Optional.of(stopped(watched, outcome, WARN)) : Optional.empty();
    }

    private Finding stopped(Watched watched, Outcome outcome, ConditionSeverity otherwise) {
        return Finding.of(
                STOPPED,
                rules.expects(watched) ? PAGE : otherwise,
                watched,
                outcome.describe() + (rules.expects(watched) ? ", and should run" : ""),
                "resume it if nobody stopped it on purpose; its source keeps its log meanwhile, or loses it");
    }

    private Finding failed(Watched watched, Outcome.Failed failed) {
        boolean bearable = failed.recoverable() && watched.inStatus().compareTo(rules.recovery()) <= 0;
        Optional<FailureCause> cause = cause(watched.task());
        return Finding.of(
                FAILED,
                bearable ? WARN : PAGE,
                watched,
                failed.describe() + cause.map(known -> ": " + known.cause()).orElse(""),
                cause.map(known -> known.resume() + "; " + known.advice())
                        .orElse(
                                failed.recoverable()
                                        ? "resume it"
                                        : "read the first ]E: lines of the task's log; DMS does not try again by itself"));
    }

    /** The failure message is more particular than the reason, which is often only a code. */
    private static Optional<FailureCause> cause(TaskSnapshot task) {
        return task.lastFailureMessage()
                .flatMap(FailureCause::in)
                .or(() -> task.stopReason().map(StopReason::text).flatMap(FailureCause::in));
    }

    private static String said(Watched watched) {
        return watched.task().lastFailureMessage().map(text -> ": " + text).orElse("");
    }

    /** Returns a finding for a replication that must run and has not been there yet. */
    static Finding missing(String name) {
        return Finding.of(
                STOPPED,
                PAGE,
                name,
                name,
                "is not there and should run",
                "make and start it, or look whether its name is right");
    }

    /** Returns a finding for a replication that must run and is not there any more. */
    static Finding gone(String arn, String name) {
        return Finding.of(
                STOPPED,
                PAGE,
                arn,
                name,
                "is not there any more and should run",
                "it was deleted, or made again and has another ARN now: watch that one");
    }
}
