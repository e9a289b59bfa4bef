package io.dmskit.cdk;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.OnEventOptions;
import software.amazon.awscdk.services.events.Rule;
import software.constructs.Construct;

/**
 * What DMS tells EventBridge. Delivery is best effort: a rule shortens the time until somebody knows and replaces no alarm.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-dms.html">DMS events</a>
 */
record StateChange(List<String> detailTypes) {
    static final StateChange INSTANCE = new StateChange(List.of(
            "DMS Replication Instance State Change",
            "DMS Replication Instance Class State Change",
            "DMS Replication Instance Storage State Change",
            "DMS Replication Instance Multi-AZ State Change",
            "DMS Replication Instance Patch State",
            "DMS Replication Instance Failover State"));
    static final StateChange FAILOVER = new StateChange(List.of("DMS Replication Instance Failover State"));
    static final StateChange ENDPOINT = new StateChange(List.of("DMS Replication Endpoint State Change"));
    static final StateChange TASK = new StateChange(List.of("DMS Replication Task State Change"));
    /** Of a serverless replication: only these tell of its failures. Starts and stops come as events of a task nobody knows. */
    static final StateChange SERVERLESS = new StateChange(List.of("DMS Replication State Change"));

    private static final String SOURCE = "aws.dms";

    /** Makes a rule for every change of a resource. */
    Rule rule(Construct scope, String id, String arn, OnEventOptions options) {
        return rule(scope, id, arn, List.of(), options);
    }

    /** Makes a rule for changes of these event types only, such as {@code REPLICATION_TASK_FAILED}; none: all. */
    Rule rule(Construct scope, String id, String arn, List<String> eventTypes, OnEventOptions options) {
        Rule rule = Rule.Builder.create(options.getCrossStackScope() == null ? scope : options.getCrossStackScope(), id)
                .ruleName(options.getRuleName())
                .description(options.getDescription())
                .eventPattern(EventPattern.builder()
                        .source(List.of(SOURCE))
                        .detailType(detailTypes)
                        .resources(List.of(arn))
                        .detail(detail(eventTypes, options))
                        .build())
                .build();
        if (options.getTarget() != null) {
            rule.addTarget(options.getTarget());
        }
        return rule;
    }

    /** The caller's pattern narrows by details of its own and does not widen: source, types, resource and event types stay. */
    private static @Nullable Map<String, Object> detail(List<String> eventTypes, OnEventOptions options) {
        Map<String, Object> detail = new TreeMap<>();
        if (options.getEventPattern() != null && options.getEventPattern().getDetail() != null) {
            detail.putAll(options.getEventPattern().getDetail());
        }
        if (!eventTypes.isEmpty()) {
            detail.put("eventType", eventTypes);
        }
        return detail.isEmpty() ? null : detail;
    }
}
