package io.dmskit.monitoring.evidence;

import io.dmskit.catalog.ConnectionSupplier;
import io.dmskit.catalog.Session;
import io.dmskit.endpoint.Engine;
import io.dmskit.monitoring.judge.Evidence;
import io.dmskit.task.TaskSnapshot;
import io.dmskit.task.TaskStatus;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Asks one of a task's two databases, in a session of its own each time. */
abstract class DatabaseInquiry implements Inquiry {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Descriptions descriptions;
    private final Function<TaskSnapshot, Optional<ConnectionSupplier>> databases;
    private final Map<String, OneAtATime> known = new ConcurrentHashMap<>();

    DatabaseInquiry(Descriptions descriptions, Function<TaskSnapshot, Optional<ConnectionSupplier>> databases) {
        this.descriptions = descriptions;
        this.databases = databases;
    }

    /** Only a task that replicates, and has run, has left anything to be looked at. */
    @Override
    public boolean concerns(TaskSnapshot task) {
        boolean replicates =
                task.migrationType().filter(type -> !type.replicates()).isEmpty();
        boolean settled =
                task.status().equals(TaskStatus.RUNNING) || task.status().ended();
        return replicates && settled && task.hasRun() && databases.apply(task).isPresent();
    }

    @Override
    public Evidence ask(TaskSnapshot task) throws SQLException {
        TaskDescription description = descriptions.of(task);
        Engine engine = engine(description);
        if (!engine.isPostgres() && !engine.isMysql()) {
            return Evidence.NONE;
        }
        try (Session session = engine.isPostgres()
                ? Session.postgres(database(task), PATIENCE)
                : Session.mysql(database(task), PATIENCE)) {
            return engine.isPostgres() ? postgres(session, task, description) : mysql(session, task, description);
        }
    }

    private ConnectionSupplier database(TaskSnapshot task) throws SQLException {
        ConnectionSupplier given =
                databases.apply(task).orElseThrow(() -> new SQLException("nobody says how it is opened"));
        OneAtATime one = known.computeIfAbsent(task.arn(), any -> new OneAtATime());
        return () -> one.connect(given);
    }

    @Override
    public void forget(String arn) {
        descriptions.forget(arn);
        known.remove(arn);
    }

    abstract Engine engine(TaskDescription description);

    abstract Evidence postgres(Session session, TaskSnapshot task, TaskDescription description) throws SQLException;

    abstract Evidence mysql(Session session, TaskSnapshot task, TaskDescription description) throws SQLException;

    /** Returns the last part of the ARN, by which slots and control tables know the task. */
    static String resourceId(TaskSnapshot task) {
        return task.arn().substring(task.arn().lastIndexOf(':') + 1);
    }
}
