package io.dmskit.local.engine;

/**
 * How the validation of a table stands, as DescribeTableStatistics tells it.
 *
 * @param state one of DMS's validation states
 * @param details what the state alone does not say; empty if nothing
 * @param pending rows that differ and may only be under way
 * @param failed rows that differ
 * @param suspended rows that are no longer compared
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Validating.html">Data validation</a>
 */
public record TableValidation(State state, String details, long pending, long failed, long suspended) {
    /** Nobody asked for validation. */
    public static final TableValidation NOT_ENABLED = of(State.NOT_ENABLED);

    /** DMS's validation states. */
    public enum State {
        NOT_ENABLED("Not enabled"),
        PENDING_RECORDS("Pending records"),
        MISMATCHED_RECORDS("Mismatched records"),
        SUSPENDED_RECORDS("Suspended records"),
        NO_PRIMARY_KEY("No primary key"),
        TABLE_ERROR("Table error"),
        VALIDATED("Validated"),
        ERROR("Error"),
        PENDING_VALIDATION("Pending validation"),
        PREPARING_TABLE("Preparing table"),
        PENDING_REVALIDATION("Pending revalidation");

        private final String text;

        State(String text) {
            this.text = text;
        }

        /** Returns the exact text of the API. */
        public String text() {
            return text;
        }
    }

    /** A state without records of note. */
    public static TableValidation of(State state) {
        return new TableValidation(state, "", 0, 0, 0);
    }

    /** A state without records of note, and why. */
    public static TableValidation of(State state, String details) {
        return new TableValidation(state, details, 0, 0, 0);
    }

    /** Returns the same numbers in another state. */
    public TableValidation in(State next) {
        return new TableValidation(next, "", pending, failed, suspended);
    }
}
