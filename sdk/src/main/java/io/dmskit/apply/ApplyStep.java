package io.dmskit.apply;

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
        CREATE("create", "creating"),
        REUSE("reuse", "reusing"),
        MODIFY("modify", "modifying"),
        MOVE("move", "moving"),
        AWAIT("wait for", "waiting for"),
        TEST_CONNECTION("test the connection of", "testing the connection of"),
        STOP("stop", "stopping"),
        START("restart", "restarting"),
        LOAD_TABLES("load the added tables of", "loading the added tables of"),
        DELETE("delete", "deleting"),
        /** Only after a failure: what existed becomes again what it was. */
        RESTORE("restore", "restoring");

        private final String word;
        private final String doing;

        Action(String word, String doing) {
            this.word = word;
            this.doing = doing;
        }

        /** Returns the words for doing it. */
        public String word() {
            return word;
        }
    }

    /** Kinds of resource. */
    public enum Resource {
        REPLICATION_INSTANCE("replication instance"),
        ENDPOINT("endpoint"),
        REPLICATION_TASK("replication task"),
        /** A serverless replication and its configuration. */
        REPLICATION_CONFIG("replication config");

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
        return action.doing + " " + resource.word + " " + identifier;
    }
}
