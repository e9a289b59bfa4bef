package io.dmskit.leftbehind;

import java.util.Locale;

/**
 * Kinds of what DMS does not move, in the order in which they are brought after it.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_BestPractices.html">Best practices</a>: indexes before the
 *     changes are applied, foreign keys and triggers right before the cutover
 */
public enum ObjectKind {
    /** A table that is not on the target at all; nothing else is said of it. */
    TABLE("table", "before anything else"),
    /** A primary key. */
    PRIMARY_KEY("primary key", "before changes are applied"),
    /** A unique constraint or a unique index. */
    UNIQUE_KEY("unique key", "before changes are applied"),
    /** An index that serves queries. */
    INDEX("index", "after the full load, before changes are applied"),
    /** A sequence, an identity column or a counter, and where it stands. */
    SEQUENCE("sequence", "at the cutover, when the task has stopped and before applications write"),
    /** The default of a column. */
    DEFAULT("default", "before applications write"),
    /** A column that must not be null. */
    NOT_NULL("not-null column", "after the full load"),
    /** A column whose value the database computes. */
    GENERATED_COLUMN("generated column", "after the full load"),
    /** A check constraint. */
    CHECK("check constraint", "at the cutover, when the task has stopped"),
    /** A foreign key. */
    FOREIGN_KEY("foreign key", "at the cutover, when the task has stopped"),
    /** A function or procedure. */
    ROUTINE("routine", "before applications write"),
    /** A trigger. */
    TRIGGER("trigger", "at the cutover, when the task has stopped: before that it fires for rows that DMS writes"),
    /** A view over tables that moved. */
    VIEW("view", "before applications write"),
    /** Who owns a table. */
    OWNER("owner", "before applications write"),
    /** What others may do with a table. */
    GRANT("grant", "before applications write"),
    /** A comment on a table or column. */
    COMMENT("comment", "at any time");

    private final String words;
    private final String when;

    ObjectKind(String words, String when) {
        this.words = words;
        this.when = when;
    }

    /** Returns when it is best brought after. */
    public String when() {
        return when;
    }

    /** Returns the name as words of the language are written, such as {@code foreign-key}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns its name for people, such as {@code foreign key}. */
    @Override
    public String toString() {
        return words;
    }
}
