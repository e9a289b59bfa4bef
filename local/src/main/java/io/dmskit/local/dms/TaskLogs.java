package io.dmskit.local.dms;

import io.dmskit.local.aws.LogStore;
import io.dmskit.local.engine.RunLog;
import io.dmskit.settings.LogComponent;
import io.dmskit.settings.LogComponents;
import io.dmskit.settings.LogSeverity;
import io.dmskit.settings.Logging;
import io.dmskit.settings.TaskSettings;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Task logs as DMS writes them to CloudWatch Logs, when {@code Logging.EnableLogging} says so: lines such as
 *
 * <pre>2026-11-27T17:00:00 [SOURCE_UNLOAD   ]I:  Start loading table sales.orders</pre>
 *
 * <p>without the thread before and the file after it, which mean nothing here. Used under the {@link Conductor} only, except for
 * writing.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Monitoring.html">Monitoring: task logs</a>
 */
final class TaskLogs {
    private final Conductor conductor;
    private final Instances instances;
    private final LogStore store;

    TaskLogs(Conductor conductor, Instances instances, LogStore store) {
        this.conductor = conductor;
        this.instances = instances;
        this.store = store;
    }

    /** Where the log of a job is. */
    record Place(String group, String stream) {
        static Place of(Job job, Instances instances) {
            return job instanceof Task task
                    ? new Place(
                            "dms-tasks-"
                                    + instances
                                            .get(task.definition().instanceArn())
                                            .replicationInstanceIdentifier(),
                            "dms-task-" + job.resourceId())
                    : new Place(
                            "dms-serverless-replication-" + job.identifier(),
                            "dms-serverless-replication-" + job.resourceId());
        }
    }

    /** Returns the log that a run of the job is to write, as its settings say. */
    RunLog of(Job job) {
        TaskSettings settings = job.definition().settings();
        if (!settings.get(Logging.ENABLE_LOGGING)) {
            return RunLog.SILENT;
        }
        Place place = Place.of(job, instances);
        LogComponents components = settings.get(Logging.LOG_COMPONENTS);
        return (component, level, text) -> {
            if (passes(components.of(component), level)) {
                Instant now = conductor.time();
                store.append(place.group(), place.stream(), now, line(now, component, level, text));
            }
        };
    }

    static boolean passes(LogSeverity severity, RunLog.Level level) {
        RunLog.Level most =
                switch (severity) {
                    case ERROR -> RunLog.Level.ERROR;
                    case WARNING -> RunLog.Level.WARNING;
                    case INFO, DEFAULT -> RunLog.Level.INFO;
                    case DEBUG -> RunLog.Level.DEBUG;
                    case DETAILED_DEBUG -> RunLog.Level.DETAILED;
                };
        return level.compareTo(most) <= 0;
    }

    static String line(Instant at, LogComponent component, RunLog.Level level, String text) {
        String time = at.truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", "");
        return String.format(Locale.ROOT, "%s [%-16s]%s:  %s", time, component, level.letter(), text);
    }
}
