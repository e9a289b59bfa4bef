package io.dmskit.alarm;

import io.dmskit.metric.CloudWatchMetric;
import io.dmskit.metric.DmsMetric;
import io.dmskit.metric.DmsMetric.Statistic;
import io.dmskit.metric.DmsMetric.Unit;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/**
 * An alarm as a value: it says what to make, and makes nothing.
 *
 * <p>It rings when {@code datapointsToAlarm} of the newest {@code evaluationPeriods} points breach. It is well again as soon as fewer
 * do, so M of M would be well after one good point and ring again after the next M; 9 of 12 needs four good ones.
 *
 * @param kind what has gone wrong when it rings
 * @param metric what it watches
 * @param measure whether it compares the value or its rise
 * @param statistic how the points of a period are put together
 * @param comparison on which side of the threshold a value breaches
 * @param threshold in the metric's unit; a rise in that unit per period
 * @param period whole minutes
 * @param evaluationPeriods how many of the newest periods count
 * @param datapointsToAlarm how many of them must breach
 * @param missingData what it means that there is no data
 * @param severity how urgent it is
 */
public record AlarmDefinition(
        AlarmKind kind,
        CloudWatchMetric metric,
        Measure measure,
        Statistic statistic,
        Comparison comparison,
        double threshold,
        Duration period,
        int evaluationPeriods,
        int datapointsToAlarm,
        MissingData missingData,
        Severity severity) {
    /**
     * How long DMS takes to publish a point and CloudWatch to look at it, at most. AWS promises nothing; this is what is reckoned with.
     */
    public static final Duration PUBLISHED_AND_EVALUATED = Duration.ofMinutes(2);

    /**
     * Periods of silence that CloudWatch bridges with older points before it takes missing ones into account: it looks further back
     * than the evaluation periods, by how much is not documented. This many are reckoned with.
     */
    public static final int BRIDGED_PERIODS = 3;

    /** What the metric is called in the {@linkplain #expression() expression} of a rise. */
    public static final String LEVEL = "level";

    private static final double MIB = 1 << 20;
    private static final double GIB = 1 << 30;

    /** The longest description that CloudWatch takes. */
    static final int LONGEST_DESCRIPTION = 1024;

    /**
     * Checks what CloudWatch would refuse.
     *
     * @throws IllegalArgumentException if the period is not of whole minutes, or more points must breach than count
     */
    public AlarmDefinition {
        if (period.isZero() || period.isNegative() || period.toSeconds() % 60 != 0) {
            throw new IllegalArgumentException(
                    kind.id() + ": the period is " + period.toSeconds() + " s: it must be whole minutes");
        }
        if (datapointsToAlarm < 1 || datapointsToAlarm > evaluationPeriods) {
            throw new IllegalArgumentException(kind.id() + ": " + datapointsToAlarm + " of " + evaluationPeriods
                    + " points: at least one must breach, and no more than count");
        }
        if (!Double.isFinite(threshold)) {
            throw new IllegalArgumentException(kind.id() + ": the threshold is " + threshold + ": it must be a number");
        }
    }

    /** Returns whose metric it watches. */
    public Subject subject() {
        if (metric instanceof DmsMetric ofDms) {
            return ofDms.level() == DmsMetric.Level.INSTANCE ? Subject.INSTANCE : Subject.REPLICATION;
        }
        return Subject.SOURCE;
    }

    /** Returns the same alarm with another threshold, in the same unit. */
    public AlarmDefinition withThreshold(double value) {
        return new AlarmDefinition(
                kind,
                metric,
                measure,
                statistic,
                comparison,
                value,
                period,
                evaluationPeriods,
                datapointsToAlarm,
                missingData,
                severity);
    }

    /** Returns the same alarm that rings when {@code datapoints} of {@code periods} points breach. */
    public AlarmDefinition withDatapoints(int datapoints, int periods) {
        return new AlarmDefinition(
                kind,
                metric,
                measure,
                statistic,
                comparison,
                threshold,
                period,
                periods,
                datapoints,
                missingData,
                severity);
    }

    /** Returns the same alarm that takes silence otherwise. */
    public AlarmDefinition withMissingData(MissingData value) {
        return new AlarmDefinition(
                kind,
                metric,
                measure,
                statistic,
                comparison,
                threshold,
                period,
                evaluationPeriods,
                datapointsToAlarm,
                value,
                severity);
    }

    /** Returns the same alarm of another urgency. */
    public AlarmDefinition withSeverity(Severity value) {
        return new AlarmDefinition(
                kind,
                metric,
                measure,
                statistic,
                comparison,
                threshold,
                period,
                evaluationPeriods,
                datapointsToAlarm,
                missingData,
                value);
    }

    /** Returns the alarm's name for what it is about, such as {@code bank-core-target-latency}. */
    public String name(String subject) {
        return subject + "-" + kind.id();
    }

    /** Returns whether it rings because nothing is heard: no value of its metric breaches. */
    public boolean isOfSilence() {
        return comparison == Comparison.BELOW && threshold <= 0 && measure == Measure.VALUE;
    }

    /**
     * Returns how long after something has gone wrong it rings at the latest: a period that had begun well, the periods that must breach,
     * one more before a rise, those that are bridged before silence, and {@link #PUBLISHED_AND_EVALUATED}.
     */
    public Duration ringsWithin() {
        int periods = 1 + datapointsToAlarm;
        if (measure == Measure.RISE) {
            periods++;
        }
        if (isOfSilence()) {
            periods += BRIDGED_PERIODS;
        }
        return period.multipliedBy(periods).plus(PUBLISHED_AND_EVALUATED);
    }

    /**
     * Returns how long after all is well it is quiet at the latest: a period that had begun badly, good points until too few are left
     * that breach, one more before a rise, and {@link #PUBLISHED_AND_EVALUATED}.
     */
    public Duration quietWithin() {
        int periods = 1 + evaluationPeriods - datapointsToAlarm + 1;
        if (measure == Measure.RISE) {
            periods++;
        }
        return period.multipliedBy(periods).plus(PUBLISHED_AND_EVALUATED);
    }

    /**
     * Returns the metric math that computes what is compared, over the metric as {@link #LEVEL}; nothing if that is the metric itself.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html">Metric math</a>
     */
    public Optional<String> expression() {
        return measure == Measure.RISE ? Optional.of("DIFF(" + LEVEL + ")") : Optional.empty();
    }

    /** Returns how graphs call what is compared. */
    public String label() {
        return measure == Measure.RISE ? "Rise of " + metric.metricName() : metric.metricName();
    }

    /** Returns the condition in words: {@code CDCLatencyTarget above 300 s in 9 of 12 minutes}. */
    public String condition() {
        String points = period.equals(Duration.ofMinutes(1))
                ? datapointsToAlarm + " of " + evaluationPeriods + " minutes"
                : datapointsToAlarm + " of " + evaluationPeriods + " periods of " + period.toMinutes() + " minutes";
        if (isOfSilence()) {
            return "no " + metric.metricName() + " in " + points;
        }
        String value = amount(threshold, metric.unit());
        if (measure == Measure.RISE) {
            return metric.metricName() + " rising by more than " + value + " in " + points;
        }
        return metric.metricName() + (comparison == Comparison.ABOVE ? " above " : " below ") + value + " in " + points;
    }

    /** Returns what the alarm says to whoever it wakes: urgency, meaning, condition and where to read on. */
    public String description() {
        return description(AlarmKind.RUNBOOK);
    }

    /** Returns what the alarm says, with a link into another runbook that has the same anchors. */
    public String description(String runbook) {
        String text = severity + ": " + kind.meaning() + " " + condition() + ". " + runbook + "#" + kind.id();
        if (text.length() > LONGEST_DESCRIPTION) {
            throw new IllegalArgumentException(
                    kind.id() + ": the description has " + text.length() + " characters, and CloudWatch takes "
                            + LONGEST_DESCRIPTION + ": the runbook's address is too long");
        }
        return text;
    }

    private static String amount(double value, Unit unit) {
        return switch (unit) {
            case SECONDS -> plain(value) + " s";
            case COUNT -> plain(value);
            case COUNT_PER_SECOND -> plain(value) + "/s";
            case ROWS_PER_SECOND -> plain(value) + " rows/s";
            case KILOBYTES_PER_SECOND -> plain(value) + " KB/s";
            case BYTES_PER_SECOND -> plain(value) + " B/s";
            case BYTES -> value < GIB ? plain(value / MIB) + " MiB" : plain(value / GIB) + " GiB";
            case MEGABYTES -> plain(value) + " MB";
            case PERCENT -> plain(value) + " %";
        };
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(Math.round(value * 100), 2)
                .stripTrailingZeros()
                .toPlainString();
    }
}
