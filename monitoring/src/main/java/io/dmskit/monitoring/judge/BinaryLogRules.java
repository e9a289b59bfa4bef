package io.dmskit.monitoring.judge;

import io.dmskit.metric.DmsMetric;
import io.dmskit.position.BinlogPosition;
import io.dmskit.position.Checkpoint;
import java.time.Duration;
import java.util.Optional;

/** Whether a MySQL or MariaDB source still has what is to be read next, and for how long. */
final class BinaryLogRules {
    private final JudgeRules rules;

    BinaryLogRules(JudgeRules rules) {
        this.rules = rules;
    }

    Optional<Finding> judge(Watched watched) {
        return watched.evidence().binaryLogs().flatMap(logs -> position(watched, logs)
                .or(() -> retention(watched, logs)));
    }

    /** The checkpoint of a task that runs may be of the run before; of one that has ended it is where a resume begins. */
    private Optional<Finding> position(Watched watched, BinaryLogs logs) {
        if (!watched.task().status().ended() || logs.files().isEmpty()) {
            return Optional.empty();
        }
        return checkpoint(watched).flatMap(next -> {
            BinlogPosition oldest = new BinlogPosition(logs.files().get(0), 0);
            if (next.compareTo(oldest) < 0) {
                return Optional.of(finding(
                        watched,
                        "would go on at " + next + ", and the oldest binary log of its source is " + oldest.file(),
                        FailureCause.SOURCE_BINLOG_GONE.advice()));
            }
            return next.file().equals(oldest.file()) && logs.files().size() > 1
                    ? Optional.of(finding(
                            watched,
                            "would go on at " + next + ", in the oldest binary log that its source has: the next purge"
                                    + " takes it",
                            "resume it, or keep binary logs longer until then"))
                    : Optional.empty();
        });
    }

    private static Optional<BinlogPosition> checkpoint(Watched watched) {
        return watched.task()
                .recoveryCheckpoint()
                .filter(text -> text.startsWith("checkpoint:"))
                .flatMap(text -> Checkpoint.parse(text).position())
                .filter(BinlogPosition.class::isInstance)
                .map(BinlogPosition.class::cast);
    }

    private Finding finding(Watched watched, String text, String advice) {
        return Finding.of(
                ConditionKind.LOG_RETENTION,
                rules.expects(watched) ? ConditionSeverity.PAGE : ConditionSeverity.WARN,
                watched,
                text,
                advice);
    }

    private static Optional<Finding> retention(Watched watched, BinaryLogs logs) {
        if (!watched.running() || logs.kept().isEmpty()) {
            return Optional.empty();
        }
        Duration kept = logs.kept().get();
        if (kept.isZero()) {
            return Optional.of(Finding.of(
                    ConditionKind.LOG_RETENTION,
                    ConditionSeverity.WARN,
                    watched,
                    "reads binary logs that its source purges as soon as it can",
                    "CALL mysql.rds_set_configuration('binlog retention hours', 24): after a stop the task cannot go on"
                            + " otherwise"));
        }
        return watched.newest(DmsMetric.CDC_LATENCY_SOURCE)
                .filter(lag -> kept.toSeconds() - lag < EvidenceRules.HEADROOM * kept.toSeconds())
                .map(lag -> Finding.of(
                        ConditionKind.LOG_RETENTION,
                        ConditionSeverity.PAGE,
                        watched,
                        "captures changes " + Words.seconds(lag) + " late, and its source keeps its log for "
                                + Words.of(kept),
                        "keep the source's log longer at once: what is gone unread can only be loaded again"));
    }
}
