package io.dmskit.alarm;

/**
 * What it means that a metric has no data. Metrics of tasks stop when the task does, so this decides whether a dead task looks well.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html">How alarms treat missing
 *     data</a>
 */
public enum MissingData {
    /** It is as bad as a value that breaches: what must run does not. */
    BREACHING("breaching"),
    /** All is well. */
    NOT_BREACHING("notBreaching"),
    /** The alarm stays as it is: a saturation that ends in death has not recovered. */
    IGNORE("ignore"),
    /** The alarm says that it cannot tell. */
    MISSING("missing");

    private final String word;

    MissingData(String word) {
        this.word = word;
    }

    /** Returns the word CloudWatch uses. */
    public String word() {
        return word;
    }
}
