package io.dmskit.local.aws;

import io.dmskit.local.aws.LogStream.Span;
import io.dmskit.local.wire.Fault;
import io.dmskit.local.wire.Service;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogStreamResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteRetentionPolicyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.OrderBy;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyResponse;

/** CloudWatch Logs as far as migrations need it: groups, streams and their events. Thread-safe. */
public final class CloudWatchLogs {
    private static final int PAGE = 50;
    private static final Set<Integer> RETENTION = Set.of(
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653);

    private final LogStore store;
    private final InstantSource clock;
    private final String arnPrefix;

    /** Creates one over these logs, for this region and account. */
    public CloudWatchLogs(LogStore store, String region, String account, InstantSource clock) {
        this.store = store;
        this.clock = clock;
        this.arnPrefix = "arn:aws:logs:" + region + ":" + account + ":log-group:";
    }

    /** Returns its operations. */
    public Service service() {
        LogEvents events = new LogEvents(this, store, clock);
        return new Service("CloudWatch Logs", "Logs_20140328")
                .on("CreateLogGroup", CreateLogGroupRequest::builder, this::createGroup)
                .on("DescribeLogGroups", DescribeLogGroupsRequest::builder, this::describeGroups)
                .on("DeleteLogGroup", DeleteLogGroupRequest::builder, this::deleteGroup)
                .on("PutRetentionPolicy", PutRetentionPolicyRequest::builder, this::retain)
                .on("DeleteRetentionPolicy", DeleteRetentionPolicyRequest::builder, this::retainForever)
                .on("CreateLogStream", CreateLogStreamRequest::builder, this::createStream)
                .on("DescribeLogStreams", DescribeLogStreamsRequest::builder, this::describeStreams)
                .on("DeleteLogStream", DeleteLogStreamRequest::builder, this::deleteStream)
                .on("PutLogEvents", PutLogEventsRequest::builder, events::put)
                .on("GetLogEvents", GetLogEventsRequest::builder, events::get)
                .on("FilterLogEvents", FilterLogEventsRequest::builder, events::filter);
    }

    private CreateLogGroupResponse createGroup(CreateLogGroupRequest request) {
        String name = name("logGroupName", request.logGroupName(), "[.\\-_/#A-Za-z0-9]{1,512}");
        if (!store.add(new LogGroup(name, clock.instant()))) {
            throw new Fault("ResourceAlreadyExistsException", "The specified log group already exists");
        }
        return CreateLogGroupResponse.builder().build();
    }

    private DescribeLogGroupsResponse describeGroups(DescribeLogGroupsRequest request) {
        String prefix = request.logGroupNamePrefix() == null ? "" : request.logGroupNamePrefix();
        String pattern = request.logGroupNamePattern() == null
                ? ""
                : request.logGroupNamePattern().toLowerCase(Locale.ROOT);
        List<LogGroup> met = store.groups().stream()
                .filter(group -> group.name().startsWith(prefix)
                        && group.name().toLowerCase(Locale.ROOT).contains(pattern))
                .toList();
        Slice<LogGroup> page = Slice.of(met, request.nextToken(), request.limit(), PAGE);
        return DescribeLogGroupsResponse.builder()
                .logGroups(page.items().stream().map(this::described).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup described(LogGroup group) {
        return software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup.builder()
                .logGroupName(group.name())
                .creationTime(group.created().toEpochMilli())
                .retentionInDays(group.retentionDays().orElse(null))
                .metricFilterCount(0)
                .arn(arnPrefix + group.name() + ":*")
                .logGroupArn(arnPrefix + group.name())
                .storedBytes(0L)
                .build();
    }

    private DeleteLogGroupResponse deleteGroup(DeleteLogGroupRequest request) {
        store.removeGroup(group(request.logGroupName()).name());
        return DeleteLogGroupResponse.builder().build();
    }

    private PutRetentionPolicyResponse retain(PutRetentionPolicyRequest request) {
        Integer days = request.retentionInDays();
        if (days == null || !RETENTION.contains(days)) {
            throw invalid("retentionInDays is " + days + "; allowed are "
                    + RETENTION.stream().sorted().toList());
        }
        group(request.logGroupName()).retain(Optional.of(days));
        return PutRetentionPolicyResponse.builder().build();
    }

    private DeleteRetentionPolicyResponse retainForever(DeleteRetentionPolicyRequest request) {
        group(request.logGroupName()).retain(Optional.empty());
        return DeleteRetentionPolicyResponse.builder().build();
    }

    private CreateLogStreamResponse createStream(CreateLogStreamRequest request) {
        String name = name("logStreamName", request.logStreamName(), "[^:*]{1,512}");
        LogStream created = new LogStream(name, clock.instant());
        if (group(request.logGroupName()).streams().putIfAbsent(name, created) != null) {
            throw new Fault("ResourceAlreadyExistsException", "The specified log stream already exists");
        }
        return CreateLogStreamResponse.builder().build();
    }

    private DescribeLogStreamsResponse describeStreams(DescribeLogStreamsRequest request) {
        LogGroup group = group(request.logGroupName(), request.logGroupIdentifier());
        String prefix = request.logStreamNamePrefix() == null ? "" : request.logStreamNamePrefix();
        boolean byTime = request.orderBy() == OrderBy.LAST_EVENT_TIME;
        if (byTime && !prefix.isEmpty()) {
            throw invalid("Cannot order by LastEventTime with a logStreamNamePrefix.");
        }
        Comparator<LogStream> order = byTime
                ? Comparator.comparing(
                        stream -> stream.last().map(LogStream.Entry::at).orElse(Instant.EPOCH))
                : Comparator.comparing(LogStream::name);
        List<LogStream> met = group.streams().values().stream()
                .filter(stream -> stream.name().startsWith(prefix))
                .sorted(Boolean.TRUE.equals(request.descending()) ? order.reversed() : order)
                .toList();
        Slice<LogStream> page = Slice.of(met, request.nextToken(), request.limit(), PAGE);
        return DescribeLogStreamsResponse.builder()
                .logStreams(page.items().stream()
                        .map(stream -> described(group, stream))
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }

    private software.amazon.awssdk.services.cloudwatchlogs.model.LogStream described(LogGroup group, LogStream stream) {
        return software.amazon.awssdk.services.cloudwatchlogs.model.LogStream.builder()
                .logStreamName(stream.name())
                .creationTime(stream.created().toEpochMilli())
                .firstEventTimestamp(millis(stream.first(), LogStream.Entry::at))
                .lastEventTimestamp(millis(stream.last(), LogStream.Entry::at))
                .lastIngestionTime(millis(stream.last(), LogStream.Entry::ingested))
                .arn(arnPrefix + group.name() + ":log-stream:" + stream.name())
                .build();
    }

    private static @Nullable Long millis(Optional<LogStream.Entry> event, Function<LogStream.Entry, Instant> time) {
        return event.map(time).map(Instant::toEpochMilli).orElse(null);
    }

    private DeleteLogStreamResponse deleteStream(DeleteLogStreamRequest request) {
        LogGroup group = group(request.logGroupName());
        group.streams().remove(stream(group, request.logStreamName()).name());
        return DeleteLogStreamResponse.builder().build();
    }

    LogGroup group(@Nullable String name, @Nullable String identifier) {
        if ((name == null) == (identifier == null)) {
            throw invalid("give one of logGroupName and logGroupIdentifier");
        }
        return group(name == null ? identifier : name);
    }

    /** Returns the group of this name or ARN. */
    LogGroup group(@Nullable String nameOrArn) {
        String given = required("logGroupName", nameOrArn);
        String name = given.startsWith(arnPrefix)
                ? given.substring(arnPrefix.length()).replaceFirst(":\\*$", "")
                : given;
        return store.group(name)
                .orElseThrow(() -> new Fault("ResourceNotFoundException", "The specified log group does not exist."));
    }

    LogStream stream(LogGroup group, @Nullable String name) {
        return Optional.ofNullable(group.streams().get(required("logStreamName", name)))
                .orElseThrow(() -> new Fault("ResourceNotFoundException", "The specified log stream does not exist."));
    }

    /** Returns the streams asked for: those named, those of a prefix, or all. */
    Collection<LogStream> streams(LogGroup group, List<String> names, @Nullable String prefix) {
        return names.isEmpty()
                ? group.streams().values().stream()
                        .filter(stream -> prefix == null || stream.name().startsWith(prefix))
                        .toList()
                : names.stream().map(name -> stream(group, name)).toList();
    }

    static Span span(@Nullable Long from, @Nullable Long to) {
        return new Span(from == null ? 0 : from, to == null ? Long.MAX_VALUE : to);
    }

    static Fault invalid(String message) {
        return new Fault("InvalidParameterException", message);
    }

    private static String required(String parameter, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw invalid("the parameter " + parameter + " must be given");
        }
        return value;
    }

    private static String name(String parameter, @Nullable String value, String allowed) {
        String given = required(parameter, value);
        if (!given.matches(allowed)) {
            throw invalid("the parameter " + parameter + " is \"" + given + "\"; it must match " + allowed);
        }
        return given;
    }
}
