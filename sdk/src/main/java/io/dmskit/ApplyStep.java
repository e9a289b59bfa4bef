package io.dmskit;

/**
 * One step on the way of a migration into the service, or out of it.
 *
 * @param action what is being done
 * @param resource with what
 * @param identifier its name
 */
public record ApplyStep(Action action, Resource resource, String identifier) {
    /** What is being done. */
    public enum Action {
        CREATE("creating"),
        REUSE("reusing"),
        AWAIT("waiting for"),
        TEST_CONNECTION("testing the connection of"),
        STOP("stopping"),
        DELETE("deleting");

        private final String word;

        Action(String word) {
            this.word = word;
        }
    }

    /** Kinds of resource. */
    public enum Resource {
        REPLICATION_INSTANCE("replication instance"),
        ENDPOINT("endpoint"),
        REPLICATION_TASK("replication task");

        private final String word;

        Resource(String word) {
            this.word = word;
        }

        /** Returns the words for it. */
        public String word() {
            return word;
        }
    }

    /** Returns the step in words, such as {@code creating replication instance bank-core}. */
    public String describe() {
        return action.word + " " + resource.word + " " + identifier;
    }
}
