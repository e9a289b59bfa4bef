package io.dmskit.monitoring.evidence;

import io.dmskit.monitoring.poll.CallBudget;
import io.dmskit.task.TaskSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;

/** Descriptions of tasks, asked for once after each start, since nothing of it can be changed while a task runs. Thread-safe. */
final class Descriptions {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** What a description takes. */
    private static final int CALLS = 2;

    private final DatabaseMigrationClient dms;
    private final CallBudget budget;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    Descriptions(DatabaseMigrationClient dms, CallBudget budget) {
        this.dms = dms;
        this.budget = budget;
    }

    /** The description of one task, and the start after which it was asked for. Several want it at the same time, and one asks. */
    private final class Known {
        private @Nullable TaskDescription description;
        private Optional<Instant> started = Optional.empty();

        synchronized TaskDescription of(TaskSnapshot task) {
            TaskDescription there = description;
            if (there == null || !started.equals(task.started())) {
                there = read(task);
                description = there;
                started = task.started();
            }
            return there;
        }
    }

    TaskDescription of(TaskSnapshot task) {
        return known.computeIfAbsent(task.arn(), any -> new Known()).of(task);
    }

    private TaskDescription read(TaskSnapshot task) {
        for (int i = 0; i < CALLS; i++) {
            if (!budget.spend(PATIENCE)) {
                throw new IllegalStateException("its description waits: the service has throttled calls lately");
            }
        }
        return TaskDescription.read(dms, task);
    }

    /** Something in it may have been wrong, such as the log's name before logging was on: it is asked for again. */
    void forget(String arn) {
        known.remove(arn);
    }
}
