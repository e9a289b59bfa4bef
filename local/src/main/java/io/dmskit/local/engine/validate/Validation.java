package io.dmskit.local.engine.validate;

import io.dmskit.catalog.TableName;
import io.dmskit.local.engine.PostgresDatabase;
import io.dmskit.local.engine.ReplicationException;
import io.dmskit.local.engine.ReplicationStatistics;
import io.dmskit.local.engine.RunLog;
import io.dmskit.local.engine.Sessions;
import io.dmskit.local.engine.StopSignal;
import io.dmskit.mapping.plan.MappingPlan;
import io.dmskit.mapping.plan.TablePlan;
import io.dmskit.settings.LogComponent;
import io.dmskit.task.WaitInterruptedException;
import io.dmskit.verify.Difference;
import io.dmskit.verify.TableComparison;
import io.dmskit.verify.VerificationException;
import io.dmskit.verify.Verifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares the tables of a task. Nothing found here ever ends the task. For one thread. */
public final class Validation {
    private static final Logger logger = LoggerFactory.getLogger(Validation.class);
    private static final Duration LIMIT = Duration.ofDays(1);

    private final PostgresDatabase source;
    private final PostgresDatabase target;
    private final ValidationFailures failures;
    private final ValidationPolicy policy;
    private final Map<TableName, TableCheck> checks = new LinkedHashMap<>();
    private final Map<TableName, List<Difference>> written = new HashMap<>();
    private final ReplicationStatistics statistics;
    private final Sessions compared = new Sessions();
    private boolean begun;

    /** How the tables are read and what is made of each comparison. */
    interface Round {
        /** Compares these tables, by {@code verifier} or one made of it, and tells each check what came of it. */
        void compare(List<TableCheck> due, Verifier verifier)
                throws ReplicationException, SQLException, InterruptedException;
    }

    /** Begins the validation of these tables. */
    public Validation(
            PostgresDatabase source,
            PostgresDatabase target,
            List<TablePlan> plans,
            ReplicationStatistics statistics,
            ValidationFailures failures,
            ValidationPolicy policy) {
        this.source = source;
        this.target = target;
        this.failures = failures;
        this.policy = policy;
        this.statistics = statistics;
        for (TablePlan plan : plans) {
            TableName name = plan.source().name();
            checks.put(name, new TableCheck(plan, statistics.table(name), policy));
        }
    }

    /**
     * Compares every table that was not compared before, is loaded anew or was asked for, as both sides are now; what changes on the
     * source meanwhile counts as a difference. A stop ends it; what was not compared by then stays pending.
     */
    public void once(StopSignal stop) throws InterruptedException {
        stop.interruptWith(compared::cut);
        try {
            round((due, verifier) -> once(due, verifier, stop));
        } catch (CancellationException e) {
            logger.debug("the validation ends with its run");
        } finally {
            stop.uninterruptible();
        }
    }

    private void once(List<TableCheck> due, Verifier verifier, StopSignal stop) {
        try {
            verify(due, verifier.telling((comparison, done, all) -> {
                if (comparison.problem().isEmpty() || !stop.isRaised()) {
                    settled(check(comparison), comparison, one -> one.endedForGood(comparison));
                }
            }));
        } finally {
            if (stop.isRaised()) {
                due.forEach(TableCheck::cancelled);
            }
        }
    }

    /** Has tables compared in the next round, whatever was found before. */
    public void ask(Set<TableName> tables) {
        for (TableName table : tables) {
            TableCheck check = checks.get(table);
            if (check != null) {
                check.ask();
            }
        }
    }

    TableCheck check(TableComparison comparison) {
        return Objects.requireNonNull(checks.get(comparison.source()));
    }

    /** Compares the tables that are due, if any. */
    void round(Round how) throws InterruptedException {
        List<TableCheck> due =
                checks.values().stream().filter(TableCheck::isDue).toList();
        if (due.isEmpty()) {
            return;
        }
        due.forEach(TableCheck::begin);
        try {
            begin();
            how.compare(due, verifier(due.size()));
        } catch (WaitInterruptedException e) {
            throw new InterruptedException("the validation was interrupted");
        } catch (CancellationException e) {
            throw e;
        } catch (ReplicationException | SQLException | VerificationException | IllegalStateException e) {
            failed(due, String.valueOf(e.getMessage()));
        } finally {
            due.forEach(TableCheck::cancelled);
        }
        limitFailures();
    }

    private void begin() throws ReplicationException {
        if (!begun) {
            failures.create();
            begun = true;
        }
    }

    /** Those that were compared before it went wrong keep what was found. */
    private void failed(List<TableCheck> due, String problem) {
        List<TableCheck> open = due.stream().filter(TableCheck::isGoingOn).toList();
        if (!open.isEmpty()) {
            logger.warn("tables could not be validated: {}", problem);
            statistics
                    .log()
                    .write(
                            LogComponent.VALIDATOR,
                            RunLog.Level.WARNING,
                            open.size() + " tables could not be validated: " + problem);
            open.forEach(check -> check.failed(problem));
        }
    }

    private Verifier verifier(int tables) {
        return Verifier.between(() -> connect(source), () -> connect(target))
                .tablesAtOnce(Math.min(tables, policy.threads()))
                .differencesPerTable(policy.mostFailuresOfTable());
    }

    private Connection connect(PostgresDatabase database) throws SQLException {
        try {
            Connection connection = database.connect();
            compared.add(connection);
            return connection;
        } catch (ReplicationException e) {
            throw e.getCause() instanceof SQLException cause ? cause : new SQLException(e);
        }
    }

    static void verify(List<TableCheck> due, Verifier verifier) {
        verifier.verify(new MappingPlan(due.stream().map(TableCheck::plan).toList()), LIMIT);
    }

    /** What is made of a comparison that was possible. */
    interface Verdict {
        List<Difference> of(TableCheck check);
    }

    /** Takes a comparison, and writes what fails. Called from one thread at a time. */
    void settled(TableCheck check, TableComparison comparison, Verdict verdict) {
        if (comparison.problem().isPresent()) {
            check.failed(comparison.problem().get());
            return;
        }
        List<Difference> failed = verdict.of(check);
        if (failed.equals(written.get(comparison.target()))) {
            return;
        }
        try {
            failures.write(comparison.target(), failed);
            written.put(comparison.target(), failed);
        } catch (ReplicationException e) {
            logger.warn("failed records of table {} could not be written: {}", comparison.target(), e.getMessage());
        }
    }

    private void limitFailures() {
        long failed = checks.values().stream().mapToLong(TableCheck::failures).sum();
        if (failed > policy.mostFailures()) {
            checks.values()
                    .forEach(check -> check.suspend("the task has " + failed
                            + " failed records, more than FailureMaxCount = " + policy.mostFailures()));
        }
    }
}
