package io.dmskit.monitoring.alert;

import io.dmskit.monitoring.judge.Condition;
import io.dmskit.monitoring.judge.ConditionKind;
import io.dmskit.monitoring.judge.ConditionSeverity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;

/**
 * Our own conditions as CloudWatch metrics, so that alarms can be built on what AWS does not publish. After each round of judging there are:
 *
 * <table>
 *   <caption>Metrics</caption>
 *   <tr><th>metric</th><th>dimension</th><th>value</th></tr>
 *   <tr><td>{@code Conditions}</td><td>none</td><td>how many conditions there are. It is there in every round: when it is missing, the monitor is.</td></tr>
 *   <tr><td>{@code Severity}</td><td>{@code Subject}</td><td>of everything watched: 0 well, 1 information, 2 warning, 3 page</td></tr>
 *   <tr><td>a kind, such as {@code SourceLag}</td><td>{@code Subject}</td><td>how many there are, while there are any, and once 0 when they are over</td></tr>
 * </table>
 *
 * <p>The subject is a name and not an ARN, so that an alarm outlives a task that is made anew. CloudWatch takes money for each metric
 * and month: one per subject, and one per kind that a subject ever had. Conditions that a root cause explains count too.
 *
 * <p>It is no {@link AlertSink}: a value of an hour ago helps no alarm, so one that cannot be put is superseded by the next round's and not kept.
 * Borrows its client. Not thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html">PutMetricData</a>
 */
public final class ConditionMetrics {
    private static final int MOST_PER_CALL = 1000;
    private static final Pattern WORD = Pattern.compile("([A-Z])([A-Z]*)_?");

    private final CloudWatchClient cloudWatch;
    private final String namespace;
    private final Map<String, Set<ConditionKind>> toEnd = new TreeMap<>();

    private ConditionMetrics(CloudWatchClient cloudWatch, String namespace) {
        this.cloudWatch = cloudWatch;
        this.namespace = namespace;
    }

    /**
     * Returns metrics that were not put yet.
     *
     * @param namespace where they go, such as {@code dmskit}; AWS keeps names that begin with {@code AWS/} to itself
     */
    public static ConditionMetrics in(CloudWatchClient cloudWatch, String namespace) {
        if (namespace.isBlank() || namespace.startsWith("AWS/")) {
            throw new IllegalArgumentException(
                    "the namespace is \"" + namespace + "\": it must neither be blank nor begin with AWS/");
        }
        return new ConditionMetrics(cloudWatch, namespace);
    }

    /** Returns the name of a kind's metric, such as {@code SourceLag}. */
    public static String name(ConditionKind kind) {
        return WORD.matcher(kind.name())
                .replaceAll(word -> word.group(1) + word.group(2).toLowerCase(Locale.ROOT));
    }

    /**
     * Puts what one round of judging found.
     *
     * @param now the round's moment
     * @param watched the names of all subjects, those included that are well
     * @param conditions what was found
     * @return whether CloudWatch has it all; calls that come after one that failed are not made
     */
    public Delivery put(Instant now, Collection<String> watched, Collection<Condition> conditions) {
        Map<String, Map<ConditionKind, Integer>> counts = counts(conditions);
        List<MetricDatum> data = new ArrayList<>();
        data.add(datum("Conditions", conditions.size(), now).build());
        data.addAll(severities(now, watched, conditions));
        counts.forEach(
                (subject, kinds) -> kinds.forEach((kind, count) -> data.add(of(subject, name(kind), count, now))));
        Delivery delivery = put(data);
        if (delivery instanceof Delivery.Delivered) {
            toEnd.clear();
        }
        for (Condition condition : conditions) {
            toEnd.computeIfAbsent(condition.subjectName(), missing -> new TreeSet<>())
                    .add(condition.kind());
        }
        return delivery;
    }

    /** Counts of all kinds that are there, and zeros for those that were. */
    private Map<String, Map<ConditionKind, Integer>> counts(Collection<Condition> conditions) {
        Map<String, Map<ConditionKind, Integer>> counts = new TreeMap<>();
        toEnd.forEach((subject, kinds) -> kinds.forEach(kind ->
                counts.computeIfAbsent(subject, missing -> new TreeMap<>()).put(kind, 0)));
        for (Condition condition : conditions) {
            counts.computeIfAbsent(condition.subjectName(), missing -> new TreeMap<>())
                    .merge(condition.kind(), 1, Integer::sum);
        }
        return counts;
    }

    private static List<MetricDatum> severities(
            Instant now, Collection<String> watched, Collection<Condition> conditions) {
        Set<String> subjects = new LinkedHashSet<>(watched);
        Map<String, ConditionSeverity> worst = new LinkedHashMap<>();
        for (Condition condition : conditions) {
            subjects.add(condition.subjectName());
            worst.merge(condition.subjectName(), condition.severity(), BinaryOperator.maxBy(Comparator.naturalOrder()));
        }
        return subjects.stream()
                .map(subject -> of(subject, "Severity", level(worst.get(subject)), now))
                .toList();
    }

    private static int level(@Nullable ConditionSeverity severity) {
        if (severity == null) {
            return 0;
        }
        return switch (severity) {
            case INFO -> 1;
            case WARN -> 2;
            case PAGE -> 3;
        };
    }

    private static MetricDatum of(String subject, String name, int value, Instant now) {
        return datum(name, value, now)
                .dimensions(Dimension.builder().name("Subject").value(subject).build())
                .build();
    }

    private static MetricDatum.Builder datum(String name, int value, Instant now) {
        return MetricDatum.builder()
                .metricName(name)
                .value((double) value)
                .unit(StandardUnit.NONE)
                .timestamp(now);
    }

    private Delivery put(List<MetricDatum> data) {
        for (int from = 0; from < data.size(); from += MOST_PER_CALL) {
            List<MetricDatum> some = data.subList(from, Math.min(data.size(), from + MOST_PER_CALL));
            try {
                var unused = cloudWatch.putMetricData(
                        request -> request.namespace(namespace).metricData(some));
            } catch (SdkServiceException e) {
                return new Delivery.Failed("CloudWatch answered " + e.statusCode());
            } catch (SdkException e) {
                return new Delivery.Failed(
                        "CloudWatch cannot be asked: " + e.getClass().getSimpleName());
            }
        }
        return new Delivery.Delivered();
    }
}
