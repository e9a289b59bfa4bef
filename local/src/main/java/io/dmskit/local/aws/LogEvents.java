package io.dmskit.local.aws;

import io.dmskit.local.aws.LogStream.Entry;
import io.dmskit.local.aws.LogStream.Place;
import io.dmskit.local.aws.LogStream.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsResponse;

/**
 * The events of log streams: putting, getting and filtering them. A reader goes on with the token of its last answer in either
 * direction; at the end it is given the same token again.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html">GetLogEvents</a>
 */
final class LogEvents {
    private static final int MAX_EVENTS = 10_000;
    private static final Duration OLDEST = Duration.ofDays(14);
    private static final Duration FURTHEST = Duration.ofHours(2);
    private static final Pattern TOKEN = Pattern.compile("([fb])/(-?\\d{1,18}):(-?\\d{1,18})");

    private final CloudWatchLogs logs;
    private final LogStore store;
    private final InstantSource clock;

    private record Found(LogStream stream, Place place, Entry event) {}

    LogEvents(CloudWatchLogs logs, LogStore store, InstantSource clock) {
        this.logs = logs;
        this.store = store;
        this.clock = clock;
    }

    PutLogEventsResponse put(PutLogEventsRequest request) {
        LogStream stream = logs.stream(logs.group(request.logGroupName()), request.logStreamName());
        List<InputLogEvent> events = request.logEvents();
        if (events.isEmpty() || events.size() > MAX_EVENTS) {
            throw CloudWatchLogs.invalid("logEvents has " + events.size() + " members; allowed are 1 to " + MAX_EVENTS);
        }
        Instant now = clock.instant();
        long last = Long.MIN_VALUE;
        for (InputLogEvent event : events) {
            if (event.timestamp() == null
                    || event.message() == null
                    || event.message().isEmpty()) {
                throw CloudWatchLogs.invalid("every log event needs a timestamp and a message");
            }
            if (event.timestamp() < last) {
                throw CloudWatchLogs.invalid(
                        "Log events in a single PutLogEvents request must be in chronological order.");
            }
            last = event.timestamp();
        }
        int old = (int) events.stream().filter(event -> isTooOld(event, now)).count();
        int taken = (int) events.stream().filter(event -> !isTooNew(event, now)).count();
        events.subList(old, Math.max(old, taken))
                .forEach(event -> store.append(stream, Instant.ofEpochMilli(event.timestamp()), now, event.message()));
        PutLogEventsResponse.Builder response = PutLogEventsResponse.builder().nextSequenceToken("any");
        if (old > 0 || taken < events.size()) {
            response.rejectedLogEventsInfo(info -> info.tooOldLogEventEndIndex(old > 0 ? old : null)
                    .tooNewLogEventStartIndex(taken < events.size() ? taken : null));
        }
        return response.build();
    }

    private static boolean isTooOld(InputLogEvent event, Instant now) {
        return event.timestamp() < now.minus(OLDEST).toEpochMilli();
    }

    private static boolean isTooNew(InputLogEvent event, Instant now) {
        return event.timestamp() > now.plus(FURTHEST).toEpochMilli();
    }

    GetLogEventsResponse get(GetLogEventsRequest request) {
        LogGroup group = logs.group(request.logGroupName(), request.logGroupIdentifier());
        LogStream stream = logs.stream(group, request.logStreamName());
        Span span = CloudWatchLogs.span(request.startTime(), request.endTime());
        int limit = limit(request.limit());
        boolean forward = Boolean.TRUE.equals(request.startFromHead());
        Place place = forward ? Place.BEGINNING : new Place(Long.MAX_VALUE, 0);
        if (request.nextToken() != null) {
            Matcher token = token(request.nextToken());
            forward = token.group(1).equals("f");
            place = new Place(Long.parseLong(token.group(2)), Long.parseLong(token.group(3)));
        }
        List<Map.Entry<Place, Entry>> found =
                forward ? stream.after(place, span, limit) : stream.before(place, span, limit);
        return answer(found, place, forward);
    }

    private static GetLogEventsResponse answer(List<Map.Entry<Place, Entry>> found, Place from, boolean forward) {
        Place here = from.millis() == Long.MAX_VALUE ? Place.BEGINNING : from;
        Place first =
                found.isEmpty() ? (forward ? here.next() : here) : found.get(0).getKey();
        Place last = found.isEmpty()
                ? (forward ? here : here.previous())
                : found.get(found.size() - 1).getKey();
        return GetLogEventsResponse.builder()
                .events(found.stream().map(event -> output(event.getValue())).toList())
                .nextForwardToken("f/" + last.millis() + ":" + last.number())
                .nextBackwardToken("b/" + first.millis() + ":" + first.number())
                .build();
    }

    private static OutputLogEvent output(Entry event) {
        return OutputLogEvent.builder()
                .timestamp(event.at().toEpochMilli())
                .ingestionTime(event.ingested().toEpochMilli())
                .message(event.message())
                .build();
    }

    FilterLogEventsResponse filter(FilterLogEventsRequest request) {
        LogGroup group = logs.group(request.logGroupName(), request.logGroupIdentifier());
        LogPattern pattern = LogPattern.of(request.filterPattern());
        Span span = CloudWatchLogs.span(request.startTime(), request.endTime());
        List<Found> met = logs.streams(group, request.logStreamNames(), request.logStreamNamePrefix()).stream()
                .flatMap(stream -> stream.after(Place.BEGINNING, span, Integer.MAX_VALUE).stream()
                        .map(event -> new Found(stream, event.getKey(), event.getValue())))
                .filter(found -> pattern.test(found.event().message()))
                .sorted(Comparator.comparing((Found found) -> found.place().millis())
                        .thenComparing(found -> found.stream().name())
                        .thenComparing(Found::place))
                .toList();
        Slice<Found> page = Slice.of(met, request.nextToken(), request.limit(), MAX_EVENTS);
        return FilterLogEventsResponse.builder()
                .events(page.items().stream().map(LogEvents::filtered).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static FilteredLogEvent filtered(Found found) {
        return FilteredLogEvent.builder()
                .logStreamName(found.stream().name())
                .timestamp(found.event().at().toEpochMilli())
                .ingestionTime(found.event().ingested().toEpochMilli())
                .message(found.event().message())
                .eventId(found.stream().name() + "/" + found.place().millis() + ":"
                        + found.place().number())
                .build();
    }

    private static int limit(@Nullable Integer asked) {
        if (asked != null && (asked < 1 || asked > MAX_EVENTS)) {
            throw CloudWatchLogs.invalid("limit is " + asked + "; allowed are 1 to " + MAX_EVENTS);
        }
        return asked == null ? MAX_EVENTS : asked;
    }

    private static Matcher token(String token) {
        Matcher matcher = TOKEN.matcher(token);
        if (!matcher.matches()) {
            throw CloudWatchLogs.invalid("The specified nextToken is invalid.");
        }
        return matcher;
    }
}
