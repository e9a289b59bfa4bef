package io.dmskit.monitoring.poll;

import io.dmskit.monitoring.alarm.AlarmReader;
import io.dmskit.monitoring.judge.AlarmReadings;
import io.dmskit.monitoring.poll.CallBudget.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;

/** Reads alarms now and then: they change by the minute at the soonest. Used by one thread. */
final class AlarmSweep {
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final AlarmReader reader;
    private @Nullable AlarmReadings newest;

    AlarmSweep(CloudWatchClient client, Calls calls) {
        this.reader = new AlarmReader(
                request -> calls.send(
                        Work.METRICS,
                        "DescribeAlarms",
                        () -> client.describeAlarms(request.toBuilder()
                                .overrideConfiguration(calls.once())
                                .build())),
                request -> calls.send(
                        Work.METRICS,
                        "ListTagsForResource",
                        () -> client.listTagsForResource(request.toBuilder()
                                .overrideConfiguration(calls.once())
                                .build())));
    }

    void read(Instant now) {
        if (newest == null || !newest.readAt().plus(EVERY).isAfter(now)) {
            newest = reader.read(now);
        }
    }

    Optional<AlarmReadings> newest() {
        return Optional.ofNullable(newest);
    }
}
