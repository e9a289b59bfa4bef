package io.dmskit.cdk;

import io.dmskit.document.NearestWord;
import java.util.List;

/**
 * What an event subscription is about, and the categories of events there are of it.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Events.html">Event categories</a>
 */
public enum DmsEventSource {
    REPLICATION_INSTANCE("replication-instance"),
    REPLICATION_TASK("replication-task");

    private static final List<String> OF_INSTANCES = List.of(
            "configuration change", "creation", "deletion", "failover", "failure", "low storage", "maintenance");
    private static final List<String> OF_TASKS =
            List.of("configuration change", "creation", "deletion", "failure", "state change");

    private final String word;

    DmsEventSource(String word) {
        this.word = word;
    }

    /** Returns the word DMS uses. */
    public String word() {
        return word;
    }

    /** Returns the categories of its events. */
    public List<String> categories() {
        return switch (this) {
            case REPLICATION_INSTANCE -> OF_INSTANCES;
            case REPLICATION_TASK -> OF_TASKS;
        };
    }

    /**
     * Returns the category if there is such a one.
     *
     * @throws IllegalArgumentException if there is not
     */
    String category(String path, String category) {
        if (!categories().contains(category)) {
            throw new IllegalArgumentException(path + ": there are no events \"" + category + "\" of a " + word
                    + NearestWord.hint(category, categories()));
        }
        return category;
    }
}
