package io.dmskit.local.aws;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.CompositeAlarm;
import software.amazon.awssdk.services.cloudwatch.model.PutCompositeAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** An alarm that rings when one of several others does. Other rules are refused. */
final class KeptCompositeAlarm extends KeptAlarm {
    private static final Pattern CHILD = Pattern.compile("ALARM\\s*\\(\\s*\"?([^\")]+)\"?\\s*\\)");

    private PutCompositeAlarmRequest request;
    private Set<String> children;

    KeptCompositeAlarm(PutCompositeAlarmRequest request, String arn, Instant now) {
        super(request.alarmName(), arn, now);
        this.request = request;
        this.children = children(request.alarmRule());
        this.acts = !Boolean.FALSE.equals(request.actionsEnabled());
    }

    void put(PutCompositeAlarmRequest next, Instant now) {
        children = children(next.alarmRule());
        request = next;
        acts = !Boolean.FALSE.equals(next.actionsEnabled());
        configuredAt = now;
    }

    private static Set<String> children(@Nullable String rule) {
        String given = CloudWatchFaults.required("AlarmRule", rule);
        String rest =
                CHILD.matcher(given).replaceAll("").replaceAll("\\bOR\\b", "").replaceAll("[()\\s]", "");
        if (!rest.isEmpty()) {
            throw CloudWatchFaults.validation(
                    "the AlarmRule has \"" + rest + "\": dmskit-local evaluates rules of ALARM(...) joined by OR");
        }
        Set<String> names = new TreeSet<>();
        CHILD.matcher(given).results().forEach(child -> {
            String name = child.group(1);
            int at = name.indexOf(":alarm:");
            names.add(name.startsWith("arn:") && at >= 0 ? name.substring(at + ":alarm:".length()) : name);
        });
        return names;
    }

    Set<String> children() {
        return children;
    }

    /** Takes what its children say now. */
    void evaluate(List<StateValue> states, Instant now) {
        StateValue next = StateValue.INSUFFICIENT_DATA;
        if (states.contains(StateValue.ALARM)) {
            next = StateValue.ALARM;
        } else if (states.contains(StateValue.OK)) {
            next = StateValue.OK;
        }
        state(next, "its alarms say " + states, now);
    }

    @Override
    AlarmType type() {
        return AlarmType.COMPOSITE_ALARM;
    }

    CompositeAlarm described() {
        return CompositeAlarm.builder()
                .alarmName(name)
                .alarmArn(arn)
                .alarmDescription(request.alarmDescription())
                .alarmRule(request.alarmRule())
                .alarmConfigurationUpdatedTimestamp(configuredAt)
                .actionsEnabled(acts)
                .okActions(request.okActions())
                .alarmActions(request.alarmActions())
                .insufficientDataActions(request.insufficientDataActions())
                .stateValue(state())
                .stateReason(reason())
                .stateUpdatedTimestamp(stateSince())
                .stateTransitionedTimestamp(stateSince())
                .build();
    }
}
