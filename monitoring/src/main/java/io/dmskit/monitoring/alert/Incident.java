package io.dmskit.monitoring.alert;

import io.dmskit.monitoring.judge.Condition;
import java.time.Instant;
import java.util.Optional;

/**
 * A condition from the moment somebody was told of it until it is over. When the same condition comes again later, that is another
 * incident.
 *
 * @param id its name in all its alerts, unlike that of any other incident
 * @param key what it is about: the {@linkplain Condition#key key} of the condition
 * @param kind the condition's kind as {@code source-lag}; {@value #TEST} and {@value #DEAD_LETTER} are about alerting itself
 * @param subjectArn the task, serverless replication or instance; what alerting itself tells has none, and this is empty
 * @param subjectName its name, for people
 * @param table the table, if it is about one
 * @param since since when the condition is known
 */
public record Incident(
        String id,
        String key,
        String kind,
        String subjectArn,
        String subjectName,
        Optional<String> table,
        Instant since) {
    /** The kind of a message that shows that alerts arrive. */
    public static final String TEST = "test";

    /** The kind of what tells that an alert could not be delivered to some sink. */
    public static final String DEAD_LETTER = "dead-letter";

    /** Frees all texts of control characters. */
    public Incident {
        subjectName = PlainText.of(subjectName);
        table = table.map(PlainText::of);
    }

    static Incident of(String id, Condition condition) {
        return new Incident(
                id,
                condition.key(),
                condition.kind().id(),
                condition.subjectArn(),
                condition.subjectName(),
                condition.table(),
                condition.since());
    }

    static Incident test(String id, Instant now) {
        return new Incident(id, TEST, TEST, "", "dmskit", Optional.empty(), now);
    }

    static Incident deadLetter(String id, String sink, Instant now) {
        return new Incident(id, deadLetterKey(sink), DEAD_LETTER, "", sink, Optional.empty(), now);
    }

    static String deadLetterKey(String sink) {
        return DEAD_LETTER + "/" + sink;
    }

    /** Returns whether it comes from a condition, and ends with it. */
    boolean judged() {
        return !kind.equals(TEST) && !kind.equals(DEAD_LETTER);
    }
}
