package io.dmskit.local.dms;

import static io.dmskit.settings.LogComponent.TASK_MANAGER;

import io.dmskit.local.engine.Replication;
import io.dmskit.local.engine.ReplicationException;
import io.dmskit.local.engine.ReplicationSpec;
import io.dmskit.local.engine.RunLog;
import io.dmskit.local.engine.RunLog.Level;
import io.dmskit.local.engine.StopReason;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.databasemigration.model.TableToReload;

/** Runs jobs, and knows which run. Used under the {@link Conductor} only, except where a method says otherwise. */
final class Runs {
    private static final Logger LOG = LoggerFactory.getLogger(Runs.class);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Conductor conductor;
    private final Endpoints endpoints;
    private final Addresses addresses;
    private final Function<Job, Optional<String>> obstacles;
    private final TaskLogs logs;
    private final int speedUp;
    private final KeptStatistics kept;
    private final Map<String, Going> going = new HashMap<>();
    private boolean ending;
    private boolean leaving;

    private record Going(Job job, Run run) {}

    /** Creates it without runs; {@code obstacles} tells what keeps a job's run from its databases at the moment. */
    Runs(
            Conductor conductor,
            Endpoints endpoints,
            Addresses addresses,
            Function<Job, Optional<String>> obstacles,
            TaskLogs logs,
            KeptStatistics kept,
            int speedUp) {
        this.conductor = conductor;
        this.obstacles = obstacles;
        this.logs = logs;
        this.endpoints = endpoints;
        this.addresses = addresses;
        this.kept = kept;
        this.speedUp = speedUp;
        kept.begin(() -> going.values().stream().map(Going::job));
    }

    /** Begins a run, unless all are being ended; the listener is told under the conductor. */
    void begin(Job job, ReplicationSpec.Start asked, Run.Listener listener) {
        if (!ending) {
            run(job, asked, listener).begin();
        }
    }

    /** Goes on with the run that an earlier process was in when it ended. */
    void goOn(Job job, Run.Listener listener) {
        if (!ending) {
            run(job, ReplicationSpec.Start.RESUME_PROCESSING, listener).goOn();
        }
    }

    private Run run(Job job, ReplicationSpec.Start asked, Run.Listener listener) {
        // Nothing to go on from when no run ever moved a row: such a job begins at the beginning, whatever was asked.
        ReplicationSpec.Start start = job.everRunning() ? asked : ReplicationSpec.Start.START_REPLICATION;
        RunLog log = logs.of(job);
        job.statistics.log(log);
        log.write(TASK_MANAGER, Level.INFO, "Task " + job.identifier() + " starts: " + start);
        Run run = new Run(
                job.identifier(),
                next -> order(job, next),
                start,
                spec -> new Replication(spec, job.statistics, job.requests, conductor.clock()),
                new Retries(Retries.Rule.of(job.definition().settings()), speedUp),
                conductor::aside,
                new Reports(job, listener));
        going.put(job.arn, new Going(job, run));
        job.definition().cdc().stopAtServerTime().ifPresent(time -> {
            Duration rest = Duration.between(conductor.time(), time);
            conductor.after(
                    rest.isNegative() ? Duration.ZERO : rest, () -> run.stop(StopReason.STOPPED_AT_SERVER_TIME));
        });
        return run;
    }

    /** Asks the job's run to end, if there is one. */
    void stop(Job job) {
        of(job).ifPresent(run -> run.stop(StopReason.NORMAL));
    }

    /**
     * Has tables of a job that runs loaded or validated again, as {@link ReloadRules} allow. What is to be loaded is asked for even if
     * the process ends before the run gets to know of it.
     */
    void reload(Job job, @Nullable String option, List<TableToReload> tables) {
        ReloadRules.ask(job, option, tables, conductor.time());
        kept.keep(job);
    }

    Optional<Run> of(Job job) {
        return Optional.ofNullable(going.get(job.arn)).map(Going::run);
    }

    /** Does something to the runs of some jobs. */
    void each(Predicate<Job> which, Consumer<Run> done) {
        going.values().stream()
                .filter(one -> which.test(one.job()))
                .map(Going::run)
                .forEach(done);
    }

    /** Called on any thread. What is in the way now may be gone when the run tries again. */
    private ReplicationSpec order(Job job, ReplicationSpec.Start start) throws ReplicationException {
        Optional<String> obstacle = conductor.now(() -> obstacles.apply(job));
        if (obstacle.isPresent()) {
            throw new ReplicationException(obstacle.get(), true);
        }
        return spec(job, start);
    }

    /** Called on any thread. */
    ReplicationSpec spec(Job job, ReplicationSpec.Start start) throws ReplicationException {
        JobDefinition definition = conductor.now(job::definition);
        StoredEndpoint source = conductor.now(() -> endpoints.usable("SourceEndpointArn", definition.sourceArn()));
        StoredEndpoint target = conductor.now(() -> endpoints.usable("TargetEndpointArn", definition.targetArn()));
        return new ReplicationSpec(
                job.resourceId(),
                definition.type(),
                addresses.of(source),
                addresses.of(target),
                definition.mappings(),
                definition.settings(),
                start,
                definition.cdc().start(),
                definition.cdc().stopAtCommitTime());
    }

    /**
     * Takes away the slot and whatever else the job left in the databases. A first run makes the slot before it counts as running,
     * so every run that was begun may have left one. Called on any thread.
     *
     * @return why that failed, if it did; a database that is gone is no reason for a job to stay
     */
    Optional<String> cleanUp(Job job) {
        if (conductor.now(job::started).isEmpty()) {
            return Optional.empty();
        }
        try {
            Replication.cleanUp(spec(job, ReplicationSpec.Start.RESUME_PROCESSING));
            return Optional.empty();
        } catch (ReplicationException e) {
            LOG.info("could not clean up after {}: {}", job.described(), e.getMessage());
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Ends every run, and lets none begin any more; not under the conductor, for runs report to it. */
    void endAll() throws InterruptedException {
        List<Run> all = conductor.now(() -> {
            ending = true;
            return going.values().stream().map(Going::run).toList();
        });
        all.forEach(run -> run.stop(StopReason.NORMAL));
        for (Run run : all) {
            run.end(PATIENCE);
        }
    }

    /** Ends every run such that the next process goes on with it: nobody is told. Not under the conductor, either. */
    void leaveAll() throws InterruptedException {
        conductor.now(() -> {
            leaving = true;
        });
        endAll();
        conductor.now(() -> going.values().forEach(one -> kept.keep(one.job())));
    }

    /** Passes on what a run reports, and forgets a run that ended. */
    private final class Reports implements Run.Listener {
        private final Job job;
        private final Run.Listener listener;

        Reports(Job job, Run.Listener listener) {
            this.job = job;
            this.listener = listener;
        }

        @Override
        public void running() {
            say(Level.INFO, "is running");
            conductor.now(listener::running);
        }

        @Override
        public void stopped(StopReason reason) {
            say(Level.INFO, "has stopped: " + reason.text());
            ended(() -> listener.stopped(reason));
        }

        @Override
        public void failed(StopReason reason, String message) {
            say(Level.ERROR, "has failed: " + reason.text() + ": " + message);
            ended(() -> listener.failed(reason, message));
        }

        @Override
        public void triesAgain(String message) {
            say(Level.WARNING, "tries again after an error: " + message);
        }

        private void say(Level level, String what) {
            job.statistics.log().write(TASK_MANAGER, level, "Task " + job.identifier() + " " + what);
        }

        private void ended(Runnable told) {
            conductor.now(() -> {
                if (!leaving) {
                    going.remove(job.arn);
                    kept.keep(job);
                    told.run();
                }
            });
        }
    }
}
