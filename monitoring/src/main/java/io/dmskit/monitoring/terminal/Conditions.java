package io.dmskit.monitoring.terminal;

import io.dmskit.monitoring.judge.Condition;
import io.dmskit.monitoring.judge.ConditionSeverity;

/** Conditions as text of one line. */
final class Conditions {
    private Conditions() {}

    /** Returns all of it but its advice. */
    static String line(Condition condition) {
        return word(condition.severity()) + " " + subject(condition) + " "
                + condition.kind().id() + ": " + Texts.oneLine(condition.text());
    }

    /** Returns what and how, for a line that has named the replication. */
    static String brief(Condition condition) {
        return condition.kind().id() + ": " + Texts.oneLine(condition.text());
    }

    /** Returns a name, without a blank in it. */
    static String subject(Condition condition) {
        return Texts.oneLine(condition.subjectName());
    }

    /** Returns four letters. */
    static String word(ConditionSeverity severity) {
        return severity == ConditionSeverity.INFO ? "info" : severity.name();
    }
}
