package io.dmskit.task;

/**
 * What is done to chosen tables of a running task.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/APIReference/API_ReloadTables.html">ReloadTables</a>
 */
public enum ReloadOption {
    /** Loads their rows again. */
    DATA_RELOAD("data-reload"),
    /** Compares their rows again. */
    VALIDATE_ONLY("validate-only");

    private final String word;

    ReloadOption(String word) {
        this.word = word;
    }

    /** Returns the word DMS uses. */
    public String word() {
        return word;
    }

    @Override
    public String toString() {
        return word;
    }
}
