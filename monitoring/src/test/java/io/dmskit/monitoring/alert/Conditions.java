package io.dmskit.monitoring.alert;

import io.dmskit.monitoring.judge.Condition;
import io.dmskit.monitoring.judge.ConditionKind;
import io.dmskit.monitoring.judge.ConditionSeverity;
import java.time.Instant;
import java.util.Optional;

/** Conditions for tests. */
final class Conditions {
    static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

    private Conditions() {}

    static Condition condition(ConditionKind kind, ConditionSeverity severity) {
        return of("bank-core", kind, severity, Optional.empty());
    }

    static Condition of(String subject, ConditionKind kind, ConditionSeverity severity, Optional<String> rootCause) {
        return new Condition(
                kind,
                severity,
                "arn:aws:dms:us-east-1:123456789012:task:" + subject,
                subject,
                Optional.empty(),
                NOON.minusSeconds(60),
                kind.id() + " of " + subject,
                "look at it",
                rootCause);
    }

    static Condition explainedBy(Condition cause, Condition condition) {
        return of(condition.subjectName(), condition.kind(), condition.severity(), Optional.of(cause.key()));
    }
}
