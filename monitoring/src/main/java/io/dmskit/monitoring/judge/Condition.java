package io.dmskit.monitoring.judge;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that is so at the moment and that somebody should know.
 *
 * @param kind what
 * @param severity how urgent it is; it may change while the condition lasts
 * @param subjectArn the task, serverless replication or instance
 * @param subjectName its name, for people
 * @param table the table, if it is about one, as {@code schema.table}
 * @param since since when it is known
 * @param text what is so, with the values that show it
 * @param advice what to do
 * @param rootCause the {@link #key} of the condition that explains this one, if another does: whoever tells people tells them that one
 */
public record Condition(
        ConditionKind kind,
        ConditionSeverity severity,
        String subjectArn,
        String subjectName,
        Optional<String> table,
        Instant since,
        String text,
        String advice,
        Optional<String> rootCause) {
    /** Returns what stays the same over its life: kind, subject and table. */
    public String key() {
        return key(kind, subjectArn, table);
    }

    static String key(ConditionKind kind, String subjectArn, Optional<String> table) {
        String whole = kind.id() + "/" + subjectArn;
        return table.map(name -> whole + "/" + name).orElse(whole);
    }
}
