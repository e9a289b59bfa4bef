package io.dmskit.monitoring.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import io.dmskit.task.Poller;
import io.dmskit.task.TaskSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;

/**
 * The log of one task in CloudWatch Logs. The task's own settings name group and stream, once logging is on.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Monitoring.html">Monitoring, task logs</a>
 */
public final class TaskLog {
    private static final Duration PACE = Duration.ofSeconds(1);
    private static final Duration WITHOUT_END = Duration.ofDays(36_500);

    private final CloudWatchLogsClient logs;
    private final String group;
    private final String stream;

    private TaskLog(CloudWatchLogsClient logs, String group, String stream) {
        this.logs = logs;
        this.group = group;
        this.stream = stream;
    }

    /** One line and when it was written. */
    public record Line(Instant at, String text) {}

    /**
     * Returns the log of a task.
     *
     * @throws IllegalStateException if the task keeps none
     */
    public static TaskLog of(DatabaseMigrationClient dms, CloudWatchLogsClient logs, TaskSnapshot task) {
        return of(logs, task, TaskDescription.settings(dms, task));
    }

    static TaskLog of(CloudWatchLogsClient logs, TaskSnapshot task, JsonNode settings) {
        JsonNode logging = settings.path("Logging");
        String group = logging.path("CloudWatchLogGroup").asText("");
        String stream = logging.path("CloudWatchLogStream").asText("");
        if (group.isEmpty() || stream.isEmpty()) {
            throw new IllegalStateException(
                    task.title()
                            + " keeps no log: set Logging.EnableLogging to true in its task settings, apply, and start it once");
        }
        return new TaskLog(logs, group, stream);
    }

    /** Returns the log group. */
    public String group() {
        return group;
    }

    /** Returns the log stream. */
    public String stream() {
        return stream;
    }

    /** Returns every line since a moment, or all there are. */
    public List<Line> lines(Optional<Instant> since) {
        List<Line> lines = new ArrayList<>();
        readOn(null, since, lines::add);
        return lines;
    }

    /**
     * Passes lines on as they come, until the thread is interrupted.
     *
     * @throws io.dmskit.task.WaitInterruptedException when it is
     */
    public void follow(Optional<Instant> since, Consumer<Line> listener) {
        String[] token = {null};
        Poller.every(PACE)
                .until(
                        "the end of the log",
                        () -> {
                            token[0] = readOn(token[0], since, listener);
                            return Optional.<Line>empty();
                        },
                        WITHOUT_END);
    }

    /** Reads from a token to the end, where the service gives the same token again; returns it. */
    private @Nullable String readOn(@Nullable String from, Optional<Instant> since, Consumer<Line> listener) {
        String token = from;
        while (true) {
            String current = token;
            GetLogEventsResponse page = logs.getLogEvents(request -> request.logGroupName(group)
                    .logStreamName(stream)
                    .startFromHead(true)
                    .startTime(since.map(Instant::toEpochMilli).orElse(null))
                    .nextToken(current));
            page.events().stream().map(TaskLog::line).forEach(listener);
            token = page.nextForwardToken();
            if (token == null || token.equals(current)) {
                return token;
            }
        }
    }

    /** Returns a page of the lines since then that a filter pattern finds: the service looks through the others. */
    FilterLogEventsResponse find(String pattern, Instant since, @Nullable String token) {
        return logs.filterLogEvents(request -> request.logGroupName(group)
                .logStreamNames(stream)
                .filterPattern(pattern)
                .startTime(since.toEpochMilli())
                .nextToken(token));
    }

    private static Line line(OutputLogEvent event) {
        return new Line(Instant.ofEpochMilli(event.timestamp()), event.message().stripTrailing());
    }
}
