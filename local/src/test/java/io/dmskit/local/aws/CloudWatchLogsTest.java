package io.dmskit.local.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dmskit.local.DmskitLocal;
import io.dmskit.local.HandTimeline;
import io.dmskit.local.LocalClients;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

class CloudWatchLogsTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final DmskitLocal local = DmskitLocal.builder()
            .time(InstantSource.fixed(NOON), new HandTimeline())
            .start();
    private final LocalClients clients = LocalClients.of(local.endpoint());
    private final CloudWatchLogsClient logs = clients.logs();

    @BeforeEach
    void fill() {
        logs.createLogGroup(group -> group.logGroupName("g"));
        logs.createLogStream(stream -> stream.logGroupName("g").logStreamName("s"));
        put("s", event(-3, "one I"), event(-2, "two E"), event(-1, "three I E"));
    }

    @AfterEach
    void close() {
        clients.close();
        local.close();
    }

    @Test
    void readsForwardToTheEndWhereTheTokenStaysTheSame() {
        GetLogEventsResponse first = logs.getLogEvents(get ->
                get.logGroupName("g").logStreamName("s").startFromHead(true).limit(2));
        GetLogEventsResponse second = next(first.nextForwardToken());
        GetLogEventsResponse end = next(second.nextForwardToken());

        assertThat(texts(first)).containsExactly("one I", "two E");
        assertThat(texts(second)).containsExactly("three I E");
        assertThat(texts(end)).isEmpty();
        assertThat(end.nextForwardToken()).isEqualTo(second.nextForwardToken());

        put("s", event(0, "four"));
        assertThat(texts(next(end.nextForwardToken()))).containsExactly("four");
        assertThat(texts(next(end.nextBackwardToken()))).containsExactly("one I", "two E", "three I E");
    }

    @Test
    void readsBackwardFromTheNewest() {
        GetLogEventsResponse newest = logs.getLogEvents(
                get -> get.logGroupName("g").logStreamName("s").limit(2));
        GetLogEventsResponse older = next(newest.nextBackwardToken());
        GetLogEventsResponse beginning = next(older.nextBackwardToken());

        assertThat(texts(newest)).containsExactly("two E", "three I E");
        assertThat(texts(older)).containsExactly("one I");
        assertThat(texts(beginning)).isEmpty();
        assertThat(beginning.nextBackwardToken()).isEqualTo(older.nextBackwardToken());
        assertThat(texts(next(older.nextForwardToken()))).containsExactly("two E", "three I E");
    }

    @Test
    void paginatesUntilTheTokenRepeats() {
        assertThat(logs.getLogEventsPaginator(get -> get.logGroupName("g")
                                .logStreamName("s")
                                .startFromHead(true)
                                .limit(1))
                        .events())
                .hasSize(3);
    }

    @Test
    void filtersByTimeAndTerms() {
        assertThat(filter("E")).containsExactly("two E", "three I E");
        assertThat(filter("I E")).containsExactly("three I E");
        assertThat(filter("?one ?two")).containsExactly("one I", "two E");
        assertThat(filter("I -three")).containsExactly("one I");
        assertThat(filter("\"three I\"")).containsExactly("three I E");
        assertThat(logs.filterLogEvents(find -> find.logGroupName("g")
                                .startTime(NOON.minusSeconds(2).toEpochMilli()))
                        .events())
                .hasSize(2);
        assertThatThrownBy(() -> filter("{ $.level = 1 }"))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("dmskit-local filters by terms");
    }

    @Test
    void filtersSeveralStreamsInTheOrderOfTime() {
        logs.createLogStream(stream -> stream.logGroupName("g").logStreamName("t"));
        put("t", event(-2, "between"));

        assertThat(logs.filterLogEventsPaginator(find -> find.logGroupName("g").limit(2))
                        .events())
                .extracting(FilteredLogEvent::message)
                .containsExactly("one I", "two E", "between", "three I E");
    }

    @Test
    void describesGroupsAndStreams() {
        logs.putRetentionPolicy(keep -> keep.logGroupName("g").retentionInDays(7));
        logs.createLogStream(stream -> stream.logGroupName("g").logStreamName("empty"));

        assertThat(logs.describeLogGroups(list -> list.logGroupNamePrefix("g")).logGroups())
                .singleElement()
                .satisfies(group -> {
                    assertThat(group.retentionInDays()).isEqualTo(7);
                    assertThat(group.arn()).isEqualTo("arn:aws:logs:us-east-1:000000000000:log-group:g:*");
                });
        assertThat(logs.describeLogStreams(list ->
                                list.logGroupName("g").orderBy("LastEventTime").descending(true))
                        .logStreams())
                .satisfiesExactly(
                        stream -> assertThat(stream.lastEventTimestamp())
                                .isEqualTo(NOON.minusSeconds(1).toEpochMilli()),
                        stream -> assertThat(stream.firstEventTimestamp()).isNull());
    }

    @Test
    void takesOnlyEventsOfTheLastTwoWeeksAndInOrder() {
        assertThat(logs.putLogEvents(put -> put.logGroupName("g")
                                .logStreamName("s")
                                .logEvents(
                                        event(-Duration.ofDays(15).toSeconds(), "old"),
                                        event(0, "now"),
                                        event(Duration.ofHours(3).toSeconds(), "new")))
                        .rejectedLogEventsInfo())
                .satisfies(info -> {
                    assertThat(info.tooOldLogEventEndIndex()).isEqualTo(1);
                    assertThat(info.tooNewLogEventStartIndex()).isEqualTo(2);
                });
        assertThat(filter("")).contains("now").doesNotContain("old", "new");
        assertThatThrownBy(() -> put("s", event(0, "b"), event(-1, "a"))).hasMessageContaining("chronological order");
    }

    @Test
    void saysWhatIsThereAlreadyAndWhatIsNot() {
        assertThatThrownBy(() -> logs.createLogGroup(group -> group.logGroupName("g")))
                .isInstanceOf(ResourceAlreadyExistsException.class);
        logs.deleteLogStream(delete -> delete.logGroupName("g").logStreamName("s"));
        assertThatThrownBy(() -> next("f/0:0")).isInstanceOf(ResourceNotFoundException.class);
        logs.deleteLogGroup(delete -> delete.logGroupName("g"));
        assertThatThrownBy(() -> logs.describeLogStreams(list -> list.logGroupName("g")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("The specified log group does not exist.");
    }

    private void put(String stream, InputLogEvent... events) {
        logs.putLogEvents(put -> put.logGroupName("g").logStreamName(stream).logEvents(events));
    }

    private static InputLogEvent event(long seconds, String message) {
        return InputLogEvent.builder()
                .timestamp(NOON.plusSeconds(seconds).toEpochMilli())
                .message(message)
                .build();
    }

    private GetLogEventsResponse next(String token) {
        return logs.getLogEvents(get -> get.logGroupName("g").logStreamName("s").nextToken(token));
    }

    private static List<String> texts(GetLogEventsResponse response) {
        return response.events().stream().map(OutputLogEvent::message).toList();
    }

    private List<String> filter(String pattern) {
        Stream<FilteredLogEvent> events =
                logs.filterLogEvents(find -> find.logGroupName("g").filterPattern(pattern)).events().stream();
        return events.map(FilteredLogEvent::message).toList();
    }
}
