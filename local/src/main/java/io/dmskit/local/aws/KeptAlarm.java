package io.dmskit.local.aws;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatch.model.AlarmHistoryItem;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.HistoryItemType;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** What an alarm of either type has: a name, a state with its history, tags, and whether it acts. Guarded by whoever keeps it. */
abstract class KeptAlarm {
    private static final int HISTORY = 1000;

    final String name;
    final String arn;
    final Map<String, String> tags = new LinkedHashMap<>();
    private final List<AlarmHistoryItem> history = new ArrayList<>();
    private StateValue state = StateValue.INSUFFICIENT_DATA;
    private String reason = "Unchecked: Initial alarm creation";
    private Instant stateSince;
    boolean acts = true;
    Instant configuredAt;

    KeptAlarm(String name, String arn, Instant now) {
        this.name = name;
        this.arn = arn;
        this.stateSince = now;
        this.configuredAt = now;
    }

    abstract AlarmType type();

    StateValue state() {
        return state;
    }

    String reason() {
        return reason;
    }

    Instant stateSince() {
        return stateSince;
    }

    /** A state that does not change is no event. */
    void state(StateValue next, String why, Instant at) {
        if (next != state) {
            told(HistoryItemType.STATE_UPDATE, "Alarm updated from " + state + " to " + next, at);
            state = next;
            reason = why;
            stateSince = at;
        }
    }

    void told(HistoryItemType what, String summary, Instant at) {
        if (history.size() == HISTORY) {
            history.remove(0);
        }
        history.add(AlarmHistoryItem.builder()
                .alarmName(name)
                .alarmType(type())
                .timestamp(at)
                .historyItemType(what)
                .historySummary(summary)
                .build());
    }

    List<AlarmHistoryItem> history() {
        return List.copyOf(history);
    }
}
