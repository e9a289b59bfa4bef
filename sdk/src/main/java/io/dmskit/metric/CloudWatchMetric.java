package io.dmskit.metric;

/** A metric in CloudWatch, with the statistic that tells the truth about it. */
public sealed interface CloudWatchMetric permits DmsMetric, SourceMetric {
    /** Returns the namespace it is in. */
    String namespace();

    /** Returns its name there. */
    String metricName();

    /** Returns what its values count. */
    DmsMetric.Unit unit();

    /** Returns how the points of a period are put together. */
    DmsMetric.Statistic statistic();
}
