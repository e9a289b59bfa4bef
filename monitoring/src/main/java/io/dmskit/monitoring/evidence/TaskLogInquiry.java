package io.dmskit.monitoring.evidence;

import io.dmskit.monitoring.judge.Evidence;
import io.dmskit.monitoring.poll.CallBudget;
import io.dmskit.task.TaskSnapshot;
import io.dmskit.task.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/**
 * New errors, warnings and pauses in a task's log. The service looks through the rest, so that a log at level debug costs no more; and
 * a look takes few calls, the next going on where it ended.
 */
final class TaskLogInquiry implements Inquiry {
    /** An error need not contain the word: its level tells. Pauses of reading were told at level I, and are at W by now; their end at I. */
    static final String PATTERN = "?\"]E:\" ?\"]W:\" ?\"] E:\" ?\"] W:\" ?\"Reading from source\"";

    private static final int CALLS = 3;
    private static final int MOST_LINES = 1000;
    private static final Duration LOOK_BACK = Duration.ofDays(1);
    private static final Duration AFTERWARDS = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Lines may come into the log later than others that were written after them. */
    private static final Duration OVERLAP = Duration.ofMinutes(2);

    private final Descriptions descriptions;
    private final CloudWatchLogsClient logs;
    private final CallBudget budget;
    private final InstantSource clock;
    private final Map<String, Reading> readings = new ConcurrentHashMap<>();

    /** How far the log of one task has been read. Used by one thread at a time. */
    private static final class Reading {
        private Instant from;
        private @Nullable String token;
        private final Map<String, Instant> seen = new HashMap<>();

        Reading(Instant from) {
            this.from = from;
        }

        void page(FilterLogEventsResponse page, List<String> lines) {
            for (FilteredLogEvent event : page.events()) {
                Instant at = Instant.ofEpochMilli(event.timestamp());
                if (seen.putIfAbsent(event.eventId(), at) == null) {
                    lines.add(event.message().stripTrailing());
                }
            }
            token = page.nextToken();
            advance();
        }

        /** A look that has no token any more begins a little before the newest line. */
        private void advance() {
            Instant newest = seen.values().stream().max(Instant::compareTo).orElse(from);
            Instant next = newest.minus(OVERLAP);
            from = next.isAfter(from) ? next : from;
            seen.values().removeIf(at -> at.isBefore(from));
        }
    }

    TaskLogInquiry(Descriptions descriptions, CloudWatchLogsClient logs, CallBudget budget, InstantSource clock) {
        this.descriptions = descriptions;
        this.logs = logs;
        this.budget = budget;
        this.clock = clock;
    }

    @Override
    public String what() {
        return "the task's log";
    }

    /** What was written at the end of a run, or in one that was over before the first look, is read after it. */
    @Override
    public boolean concerns(TaskSnapshot task) {
        Instant since = clock.instant().minus(AFTERWARDS);
        return task.status().equals(TaskStatus.RUNNING)
                || (task.status().ended()
                        && task.statistics()
                                .stop()
                                .filter(stop -> stop.isAfter(since))
                                .isPresent());
    }

    @Override
    public Evidence ask(TaskSnapshot task) {
        TaskLog log = log(task);
        Reading reading = readings.computeIfAbsent(task.arn(), any -> new Reading(beginning(task)));
        List<String> lines = new ArrayList<>();
        for (int call = 0; call < CALLS && lines.size() < MOST_LINES; call++) {
            if (!budget.spend(PATIENCE)) {
                throw new IllegalStateException("CloudWatch Logs has throttled calls lately");
            }
            String token = reading.token;
            // Should the service not take it any more, the next look does without.
            reading.token = null;
            reading.page(log.find(PATTERN, reading.from, token), lines);
            if (reading.token == null) {
                break;
            }
        }
        return Evidence.ofLog(lines);
    }

    /** What happened in this run counts, however late somebody begins to watch; but not what is older than a day. */
    private Instant beginning(TaskSnapshot task) {
        Instant earliest = clock.instant().minus(LOOK_BACK);
        return task.started().filter(start -> start.isAfter(earliest)).orElse(earliest);
    }

    /** A task that has just got its log has settings that name it, and a description from before has not. */
    private TaskLog log(TaskSnapshot task) {
        try {
            return TaskLog.of(logs, task, descriptions.of(task).settings());
        } catch (IllegalStateException e) {
            descriptions.forget(task.arn());
            throw e;
        }
    }

    @Override
    public void forget(String arn) {
        descriptions.forget(arn);
        readings.remove(arn);
    }
}
