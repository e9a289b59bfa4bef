package io.dmskit.local.aws;

import io.dmskit.local.wire.Fault;
import io.dmskit.local.wire.Service;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.model.AlarmHistoryItem;
import software.amazon.awssdk.services.cloudwatch.model.AlarmMuteRuleStatus;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.DeleteAlarmMuteRuleRequest;
import software.amazon.awssdk.services.cloudwatch.model.DeleteAlarmMuteRuleResponse;
import software.amazon.awssdk.services.cloudwatch.model.DeleteAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DeleteAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmHistoryRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmHistoryResponse;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.DisableAlarmActionsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DisableAlarmActionsResponse;
import software.amazon.awssdk.services.cloudwatch.model.EnableAlarmActionsRequest;
import software.amazon.awssdk.services.cloudwatch.model.EnableAlarmActionsResponse;
import software.amazon.awssdk.services.cloudwatch.model.GetAlarmMuteRuleRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetAlarmMuteRuleResponse;
import software.amazon.awssdk.services.cloudwatch.model.HistoryItemType;
import software.amazon.awssdk.services.cloudwatch.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.cloudwatch.model.PutAlarmMuteRuleRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutAlarmMuteRuleResponse;
import software.amazon.awssdk.services.cloudwatch.model.PutCompositeAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutCompositeAlarmResponse;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmResponse;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.SetAlarmStateRequest;
import software.amazon.awssdk.services.cloudwatch.model.SetAlarmStateResponse;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatch.model.Tag;
import software.amazon.awssdk.services.cloudwatch.model.TagResourceRequest;
import software.amazon.awssdk.services.cloudwatch.model.TagResourceResponse;
import software.amazon.awssdk.services.cloudwatch.model.UntagResourceRequest;
import software.amazon.awssdk.services.cloudwatch.model.UntagResourceResponse;

/**
 * CloudWatch's alarms: they are evaluated on the metrics that are here, and keep their history. Their actions are kept and not carried out:
 * there is no SNS. Thread-safe.
 */
final class CloudWatchAlarms {
    private static final int PAGE = 100;
    private static final int NAMES_AT_ONCE = 100;
    private static final Comparator<AlarmHistoryItem> OLDEST_FIRST = Comparator.comparing(AlarmHistoryItem::timestamp);
    private static final Pattern ONCE = Pattern.compile("at\\((\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(?::\\d\\d)?)\\)");

    private final MetricStore store;
    private final String arnPrefix;
    private final InstantSource clock;
    private final Map<String, KeptAlarm> alarms = new TreeMap<>();
    private final Map<String, PutAlarmMuteRuleRequest> muteRules = new HashMap<>();

    CloudWatchAlarms(MetricStore store, String region, String account, InstantSource clock) {
        this.store = store;
        this.arnPrefix = "arn:aws:cloudwatch:" + region + ":" + account + ":alarm:";
        this.clock = clock;
    }

    Service into(Service service) {
        return service.on("PutMetricAlarm", PutMetricAlarmRequest::builder, this::put)
                .on("PutCompositeAlarm", PutCompositeAlarmRequest::builder, this::put)
                .on("DescribeAlarms", DescribeAlarmsRequest::builder, this::describe)
                .on("DeleteAlarms", DeleteAlarmsRequest::builder, this::delete)
                .on("EnableAlarmActions", EnableAlarmActionsRequest::builder, this::enable)
                .on("DisableAlarmActions", DisableAlarmActionsRequest::builder, this::disable)
                .on("SetAlarmState", SetAlarmStateRequest::builder, this::set)
                .on("DescribeAlarmHistory", DescribeAlarmHistoryRequest::builder, this::history)
                .on("TagResource", TagResourceRequest::builder, this::tag)
                .on("UntagResource", UntagResourceRequest::builder, this::untag)
                .on("ListTagsForResource", ListTagsForResourceRequest::builder, this::tags)
                .on("PutAlarmMuteRule", PutAlarmMuteRuleRequest::builder, this::mute)
                .on("GetAlarmMuteRule", GetAlarmMuteRuleRequest::builder, this::muteRule)
                .on("DeleteAlarmMuteRule", DeleteAlarmMuteRuleRequest::builder, this::unmute);
    }

    private synchronized PutMetricAlarmResponse put(PutMetricAlarmRequest request) {
        String name = CloudWatchFaults.required("AlarmName", request.alarmName());
        Instant now = clock.instant();
        KeptAlarm there = alarms.get(name);
        if (there instanceof KeptMetricAlarm alarm) {
            alarm.put(request, now);
            alarm.told(HistoryItemType.CONFIGURATION_UPDATE, "Alarm \"" + name + "\" updated", now);
        } else if (there != null) {
            throw CloudWatchFaults.validation("there is a composite alarm named " + name);
        } else {
            KeptMetricAlarm alarm = new KeptMetricAlarm(request, arnPrefix + name, now);
            alarms.put(name, created(alarm, request.tags(), now));
        }
        return PutMetricAlarmResponse.builder().build();
    }

    private synchronized PutCompositeAlarmResponse put(PutCompositeAlarmRequest request) {
        String name = CloudWatchFaults.required("AlarmName", request.alarmName());
        Instant now = clock.instant();
        KeptAlarm there = alarms.get(name);
        if (there instanceof KeptCompositeAlarm alarm) {
            alarm.put(request, now);
            alarm.told(HistoryItemType.CONFIGURATION_UPDATE, "Alarm \"" + name + "\" updated", now);
        } else if (there != null) {
            throw CloudWatchFaults.validation("there is a metric alarm named " + name);
        } else {
            KeptCompositeAlarm alarm = new KeptCompositeAlarm(request, arnPrefix + name, now);
            alarm.children().stream()
                    .filter(child -> !alarms.containsKey(child))
                    .findFirst()
                    .ifPresent(child -> {
                        throw CloudWatchFaults.validation("the AlarmRule names " + child + ", which is not there");
                    });
            alarms.put(name, created(alarm, request.tags(), now));
        }
        return PutCompositeAlarmResponse.builder().build();
    }

    /** Tags count at the creation only. */
    private static KeptAlarm created(KeptAlarm alarm, List<Tag> tags, Instant now) {
        tags.forEach(tag -> alarm.tags.put(tag.key(), tag.value()));
        alarm.told(HistoryItemType.CONFIGURATION_UPDATE, "Alarm \"" + alarm.name + "\" created", now);
        return alarm;
    }

    /** Evaluates everything as of now: metric alarms first, since composite ones look at them. */
    private void evaluate() {
        Instant now = clock.instant();
        alarms.values().forEach(one -> {
            if (one instanceof KeptMetricAlarm alarm) {
                alarm.evaluate(store, now);
            }
        });
        alarms.values().forEach(one -> {
            if (one instanceof KeptCompositeAlarm composite) {
                composite.evaluate(
                        composite.children().stream()
                                .flatMap(child -> Optional.ofNullable(alarms.get(child)).stream())
                                .map(KeptAlarm::state)
                                .toList(),
                        now);
            }
        });
    }

    private synchronized DescribeAlarmsResponse describe(DescribeAlarmsRequest request) {
        evaluate();
        String prefix = request.alarmNamePrefix() == null ? "" : request.alarmNamePrefix();
        List<AlarmType> types = request.alarmTypes().isEmpty() ? List.of(AlarmType.METRIC_ALARM) : request.alarmTypes();
        List<KeptAlarm> met = alarms.values().stream()
                .filter(one ->
                        request.alarmNames().isEmpty() || request.alarmNames().contains(one.name))
                .filter(one -> one.name.startsWith(prefix) && types.contains(one.type()))
                .filter(one -> request.stateValue() == null || request.stateValue() == one.state())
                .toList();
        Slice<KeptAlarm> page = Slice.of(met, request.nextToken(), request.maxRecords(), PAGE);
        return DescribeAlarmsResponse.builder()
                .metricAlarms(page.items().stream()
                        .flatMap(one ->
                                one instanceof KeptMetricAlarm alarm ? Stream.of(alarm.described()) : Stream.empty())
                        .toList())
                .compositeAlarms(page.items().stream()
                        .flatMap(one ->
                                one instanceof KeptCompositeAlarm alarm ? Stream.of(alarm.described()) : Stream.empty())
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }

    /** Either all go or none: an alarm that another looks at stays. */
    private synchronized DeleteAlarmsResponse delete(DeleteAlarmsRequest request) {
        List<KeptAlarm> met = named(request.alarmNames());
        long composites = met.stream()
                .filter(one -> one.type() == AlarmType.COMPOSITE_ALARM)
                .count();
        if (composites > 1) {
            throw CloudWatchFaults.validation(
                    "DeleteAlarms names " + composites + " composite alarms; one can be deleted at a time");
        }
        for (KeptAlarm one : alarms.values()) {
            if (one instanceof KeptCompositeAlarm composite
                    && !request.alarmNames().contains(one.name)
                    && composite.children().stream().anyMatch(request.alarmNames()::contains)) {
                throw CloudWatchFaults.validation(
                        "the composite alarm " + one.name + " looks at what is to be deleted: delete it first");
            }
        }
        met.forEach(one -> alarms.remove(one.name));
        return DeleteAlarmsResponse.builder().build();
    }

    private List<KeptAlarm> named(Collection<String> names) {
        if (names.isEmpty() || names.size() > NAMES_AT_ONCE) {
            throw CloudWatchFaults.validation(
                    names.size() + " AlarmNames are given; allowed are 1 to " + NAMES_AT_ONCE);
        }
        return names.stream()
                .flatMap(name -> Optional.ofNullable(alarms.get(name)).stream())
                .toList();
    }

    private synchronized EnableAlarmActionsResponse enable(EnableAlarmActionsRequest request) {
        named(request.alarmNames()).forEach(one -> one.acts = true);
        return EnableAlarmActionsResponse.builder().build();
    }

    private synchronized DisableAlarmActionsResponse disable(DisableAlarmActionsRequest request) {
        named(request.alarmNames()).forEach(one -> one.acts = false);
        return DisableAlarmActionsResponse.builder().build();
    }

    /** It lasts until somebody looks, when the alarm is evaluated anew. */
    private synchronized SetAlarmStateResponse set(SetAlarmStateRequest request) {
        evaluate();
        KeptAlarm alarm = alarms.get(CloudWatchFaults.required("AlarmName", request.alarmName()));
        if (alarm == null) {
            throw new Fault("ResourceNotFound", "ResourceNotFound", "there is no alarm " + request.alarmName(), 404);
        }
        if (request.stateValue() == null || request.stateValue() == StateValue.UNKNOWN_TO_SDK_VERSION) {
            throw CloudWatchFaults.invalidValue(
                    "StateValue is " + request.stateValueAsString() + "; allowed are " + StateValue.knownValues());
        }
        alarm.state(request.stateValue(), String.valueOf(request.stateReason()), clock.instant());
        if (alarm instanceof KeptMetricAlarm metric) {
            metric.evaluateAnew();
        }
        return SetAlarmStateResponse.builder().build();
    }

    private synchronized DescribeAlarmHistoryResponse history(DescribeAlarmHistoryRequest request) {
        evaluate();
        List<AlarmHistoryItem> met = alarms.values().stream()
                .filter(one ->
                        request.alarmName() == null || request.alarmName().equals(one.name))
                .flatMap(one -> one.history().stream())
                .filter(item ->
                        request.historyItemType() == null || request.historyItemType() == item.historyItemType())
                .filter(item -> request.startDate() == null || !item.timestamp().isBefore(request.startDate()))
                .filter(item -> request.endDate() == null || !item.timestamp().isAfter(request.endDate()))
                .sorted(request.scanBy() == ScanBy.TIMESTAMP_ASCENDING ? OLDEST_FIRST : OLDEST_FIRST.reversed())
                .toList();
        Slice<AlarmHistoryItem> page = Slice.of(met, request.nextToken(), request.maxRecords(), PAGE);
        return DescribeAlarmHistoryResponse.builder()
                .alarmHistoryItems(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private synchronized TagResourceResponse tag(TagResourceRequest request) {
        Map<String, String> tags = byArn(request.resourceARN()).tags;
        request.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
        return TagResourceResponse.builder().build();
    }

    private synchronized UntagResourceResponse untag(UntagResourceRequest request) {
        byArn(request.resourceARN()).tags.keySet().removeAll(request.tagKeys());
        return UntagResourceResponse.builder().build();
    }

    private synchronized ListTagsForResourceResponse tags(ListTagsForResourceRequest request) {
        return ListTagsForResourceResponse.builder()
                .tags(byArn(request.resourceARN()).tags.entrySet().stream()
                        .map(entry -> Tag.builder()
                                .key(entry.getKey())
                                .value(entry.getValue())
                                .build())
                        .toList())
                .build();
    }

    private KeptAlarm byArn(@Nullable String arn) {
        String given = CloudWatchFaults.required("ResourceARN", arn);
        return alarms.values().stream()
                .filter(one -> one.arn.equals(given))
                .findFirst()
                .orElseThrow(() -> notFound(given + " is no alarm here"));
    }

    private synchronized PutAlarmMuteRuleResponse mute(PutAlarmMuteRuleRequest request) {
        String name = CloudWatchFaults.required("Name", request.name());
        begin(request);
        muteRules.put(name, request);
        return PutAlarmMuteRuleResponse.builder().build();
    }

    private synchronized GetAlarmMuteRuleResponse muteRule(GetAlarmMuteRuleRequest request) {
        PutAlarmMuteRuleRequest rule = rule(request.alarmMuteRuleName());
        Instant begin = begin(rule);
        Instant end = begin.plus(Duration.parse(rule.rule().schedule().duration()));
        Instant now = clock.instant();
        AlarmMuteRuleStatus status = now.isBefore(begin) ? AlarmMuteRuleStatus.SCHEDULED : AlarmMuteRuleStatus.ACTIVE;
        return GetAlarmMuteRuleResponse.builder()
                .name(rule.name())
                .description(rule.description())
                .rule(rule.rule())
                .muteTargets(rule.muteTargets())
                .status(now.isBefore(end) ? status : AlarmMuteRuleStatus.EXPIRED)
                .build();
    }

    private synchronized DeleteAlarmMuteRuleResponse unmute(DeleteAlarmMuteRuleRequest request) {
        muteRules.remove(rule(request.alarmMuteRuleName()).name());
        return DeleteAlarmMuteRuleResponse.builder().build();
    }

    private PutAlarmMuteRuleRequest rule(@Nullable String name) {
        PutAlarmMuteRuleRequest rule = muteRules.get(CloudWatchFaults.required("AlarmMuteRuleName", name));
        if (rule == null) {
            throw notFound("there is no alarm mute rule " + name);
        }
        return rule;
    }

    private static Instant begin(PutAlarmMuteRuleRequest request) {
        if (request.rule() == null || request.rule().schedule() == null) {
            throw CloudWatchFaults.missing("The parameter Rule.Schedule is required.");
        }
        Matcher once = ONCE.matcher(String.valueOf(request.rule().schedule().expression()));
        try {
            Duration length =
                    Duration.parse(String.valueOf(request.rule().schedule().duration()));
            if (once.matches() && length.compareTo(Duration.ofMinutes(1)) >= 0 && length.toDays() <= 15) {
                return LocalDateTime.parse(once.group(1)).toInstant(ZoneOffset.UTC);
            }
        } catch (DateTimeParseException e) {
            // Refused below like whatever else is not understood.
        }
        throw CloudWatchFaults.validation("the schedule is " + request.rule().schedule()
                + "; dmskit-local mutes once, at(yyyy-MM-ddThh:mm) in UTC, for PT1M to P15D");
    }

    private static Fault notFound(String message) {
        return new Fault("ResourceNotFoundException", "ResourceNotFoundException", message, 404);
    }
}
