package io.dmskit.monitoring.judge;

import java.util.Optional;

/** What a rule has found, before it is known since when and why. */
record Finding(
        ConditionKind kind,
        ConditionSeverity severity,
        String arn,
        String name,
        Optional<String> table,
        String text,
        String advice,
        Optional<String> rootCause) {
    static Finding of(
            ConditionKind kind, ConditionSeverity severity, String arn, String name, String text, String advice) {
        return new Finding(kind, severity, arn, name, Optional.empty(), text, advice, Optional.empty());
    }

    static Finding of(ConditionKind kind, ConditionSeverity severity, Watched about, String text, String advice) {
        return of(kind, severity, about.arn(), about.name(), text, advice);
    }

    Finding about(String oneTable) {
        return new Finding(kind, severity, arn, name, Optional.of(oneTable), text, advice, rootCause);
    }

    Finding because(String key) {
        return new Finding(kind, severity, arn, name, table, text, advice, Optional.of(key));
    }

    String key() {
        return Condition.key(kind, arn, table);
    }
}
