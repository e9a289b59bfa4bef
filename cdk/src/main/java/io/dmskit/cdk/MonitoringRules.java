package io.dmskit.cdk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awscdk.services.events.EventField;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.RuleTargetInput;
import software.amazon.awscdk.services.events.targets.SnsTopic;
import software.amazon.awscdk.services.sns.ITopic;
import software.constructs.Construct;

/**
 * The rules that pass on what DMS tells EventBridge: failures under a text that begins with FAILURE, and everything else. Each event
 * goes to one of the two.
 *
 * <p>A failure is known by any of category, type and number, since DMS's guide does not give all three for all events.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Events.html">Events and their numbers</a>
 */
final class MonitoringRules {
    private static final String SOURCE = "aws.dms";
    private static final List<String> CATEGORIES = List.of("Failure", "LowStorage");
    private static final List<String> TYPES = List.of("REPLICATION_TASK_FAILED", "REPLICATION_FAILED");

    /**
     * Task failed, clean-up failed, reading paused (twice); storage low and full, Multi-AZ refused, network, key, version that cannot be
     * upgraded.
     */
    private static final List<String> NUMBERS = numbers(78, 82, 91, 92, 7, 31, 34, 36, 37, 68);

    private static final Map<String, List<String>> SIGNS = signs();

    private final List<ITopic> topics;
    private final String runbook;
    private final boolean failuresOnly;

    MonitoringRules(List<ITopic> topics, String runbook, boolean failuresOnly) {
        this.topics = topics;
        this.runbook = runbook;
        this.failuresOnly = failuresOnly;
    }

    /** Makes the rules for a resource. */
    List<Rule> make(Construct scope, StateChange change, String arn) {
        List<Rule> rules = new ArrayList<>();
        rules.add(rule(scope, "Failures", change, arn, failure(), text("FAILURE: ", "failure")));
        if (!failuresOnly) {
            rules.add(rule(scope, "Events", change, arn, noFailure(), text("", "event")));
        }
        return rules;
    }

    private Rule rule(
            Construct scope,
            String id,
            StateChange change,
            String arn,
            Map<String, Object> detail,
            RuleTargetInput message) {
        Rule rule = Rule.Builder.create(scope, id)
                .description(id + " of " + scope.getNode().getPath())
                .eventPattern(EventPattern.builder()
                        .source(List.of(SOURCE))
                        .detailType(change.detailTypes())
                        .resources(List.of(arn))
                        .detail(detail)
                        .build())
                .build();
        topics.forEach(topic ->
                rule.addTarget(SnsTopic.Builder.create(topic).message(message).build()));
        return rule;
    }

    /** What happened comes first, since a pager shows little more. */
    private RuleTargetInput text(String first, String anchor) {
        return RuleTargetInput.fromMultilineText(String.join(
                "\n",
                first + EventField.fromPath("$.detail.detailMessage"),
                EventField.getDetailType() + ", " + EventField.fromPath("$.detail.eventType") + " "
                        + EventField.fromPath("$.detail.eventId") + EventField.fromPath("$.detail.eventName") + ", "
                        + EventField.getTime(),
                EventField.fromPath("$.resources[0]"),
                EventField.fromPath("$.detail.resourceLink"),
                runbook + "#" + anchor));
    }

    private static Map<String, Object> failure() {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put(
                "$or",
                SIGNS.entrySet().stream()
                        .map(sign -> Map.of(sign.getKey(), sign.getValue()))
                        .toList());
        return detail;
    }

    /** An event without one of the signs is no failure by it. */
    private static Map<String, Object> noFailure() {
        Map<String, Object> detail = new LinkedHashMap<>();
        SIGNS.forEach(
                (name, values) -> detail.put(name, List.of(Map.of("anything-but", values), Map.of("exists", false))));
        return detail;
    }

    /** The guide's example has a number's field as {@code eventName}, events as they come as {@code eventId}. */
    private static Map<String, List<String>> signs() {
        Map<String, List<String>> signs = new LinkedHashMap<>();
        signs.put("category", CATEGORIES);
        signs.put("eventType", TYPES);
        signs.put("eventId", NUMBERS);
        signs.put("eventName", NUMBERS);
        return signs;
    }

    private static List<String> numbers(int... numbers) {
        return IntStream.of(numbers).mapToObj("DMS-EVENT-%04d"::formatted).toList();
    }
}
