package io.dmskit.monitoring.evidence;

import static java.util.Objects.requireNonNull;

import io.dmskit.monitoring.judge.Evidence;
import io.dmskit.monitoring.poll.CallBudget;
import io.dmskit.task.TaskSnapshot;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;

/**
 * Looks into databases and logs in threads of its own, and tells at once what it knows.
 *
 * <pre>{@code
 * try (GatheredEvidence evidence = GatheredEvidence.of(dms)
 *                 .databases(task -> new TaskDatabases(Optional.of(old::getConnection), Optional.of(modern::getConnection)))
 *                 .logs(cloudWatchLogs)
 *                 .start();
 *         FleetWatch watch = FleetWatch.over(poller).evidence(evidence::find).start()) {
 *     ...
 * }
 * }</pre>
 *
 * <p>Of each task that replicates it reads, once a minute: the slot on a PostgreSQL source, binary logs and their retention on a MySQL or
 * MariaDB source, the number of rows in the target's {@code awsdms_apply_exceptions}, and new lines of the task's log. At most four
 * connections are open at a time, of each task one to each side; each is closed after each look, and each question ends within five
 * seconds. A database that hangs holds up nobody but those that wait for the same threads. What cannot be read is told as {@link
 * io.dmskit.monitoring.judge.Unread}.
 *
 * <p>Clients are borrowed. Thread-safe.
 */
public final class GatheredEvidence implements EvidenceSource, AutoCloseable {
    private static final int DATABASE_THREADS = 2;
    private static final int LOG_THREADS = 1;

    private final List<Gathering> gatherings;

    private GatheredEvidence(List<Gathering> gatherings) {
        this.gatherings = List.copyOf(gatherings);
    }

    /** Returns a builder of a source that looks at nothing yet. */
    public static Builder of(DatabaseMigrationClient dms) {
        return new Builder(dms);
    }

    @Override
    public Evidence find(TaskSnapshot task) {
        return gatherings.stream().map(one -> one.find(task)).reduce(Evidence.NONE, Evidence::and);
    }

    /** Ends the threads; a look under way is given up. */
    @Override
    public void close() {
        gatherings.forEach(Gathering::close);
    }

    /** Collects what is looked at. */
    public static final class Builder {
        private final DatabaseMigrationClient dms;
        private Function<TaskSnapshot, TaskDatabases> databases = task -> TaskDatabases.NONE;
        private @Nullable CloudWatchLogsClient logs;
        private Duration pace = Duration.ofMinutes(1);
        private CallBudget budget = CallBudget.standard();
        private InstantSource clock = InstantSource.system();

        private Builder(DatabaseMigrationClient dms) {
            this.dms = requireNonNull(dms);
        }

        /** Sets how the databases of each task are opened; none are by default. Called often: it must not open anything itself. */
        public Builder databases(Function<TaskSnapshot, TaskDatabases> ofTask) {
            this.databases = ofTask;
            return this;
        }

        /** Reads the tasks' logs too: at most two calls a second, three for each look. */
        public Builder logs(CloudWatchLogsClient client) {
            this.logs = client;
            return this;
        }

        /** Sets how often each task is looked at; a minute by default. */
        public Builder pace(Duration howOften) {
            this.pace = howOften;
            return this;
        }

        /** Sets the budget of calls to DMS, which pollers of one account share. A task takes two calls after each of its starts. */
        public Builder budget(CallBudget shared) {
            this.budget = shared;
            return this;
        }

        /** Sets the clock. */
        public Builder clock(InstantSource newClock) {
            this.clock = newClock;
            return this;
        }

        /** Returns a source that looks whenever it is asked and a look is due. */
        public GatheredEvidence start() {
            Descriptions descriptions = new Descriptions(dms, budget);
            List<Gathering> all = new ArrayList<>();
            all.add(gathering(new SourceLogInquiry(descriptions, databases, clock), DATABASE_THREADS));
            all.add(gathering(new ApplyExceptionInquiry(descriptions, databases, clock), DATABASE_THREADS));
            if (logs != null) {
                all.add(gathering(new TaskLogInquiry(descriptions, logs, CallBudget.standard(), clock), LOG_THREADS));
            }
            return new GatheredEvidence(all);
        }

        private Gathering gathering(Inquiry inquiry, int threads) {
            return new Gathering(inquiry, pace, threads, clock);
        }
    }
}
