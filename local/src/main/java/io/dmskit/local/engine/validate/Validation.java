package io.dmskit.local.engine.validate;

import io.dmskit.catalog.TableName;
import io.dmskit.local.engine.PostgresDatabase;
import io.dmskit.local.engine.ReplicationException;
import io.dmskit.local.engine.ReplicationStatistics;
import io.dmskit.mapping.plan.MappingPlan;
import io.dmskit.mapping.plan.TablePlan;
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
        for (TablePlan plan : plans) {
            TableName name = plan.source().name();
            checks.put(name, new TableCheck(plan, statistics.table(name), policy));
        }
    }

    /** Compares every table once, as both sides are now; what changes on the source meanwhile counts as a difference. */
    public void once() throws ReplicationException, InterruptedException {
        failures.create();
        round((due, verifier) -> verify(
                due,
                verifier.telling((comparison, done, all) ->
                        settled(check(comparison), comparison, one -> one.endedForGood(comparison)))));
    }

    void ask(Set<TableName> tables) {
        for (TableName table : tables) {
            TableCheck check = checks.get(table);
            if (check != null) {
                check.ask();
            }
        }
    }

    void begin() throws ReplicationException {
        failures.create();
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
            how.compare(due, verifier(due.size()));
        } catch (WaitInterruptedException e) {
            throw new InterruptedException("the validation was interrupted");
        } catch (CancellationException e) {
            throw e;
        } catch (ReplicationException | SQLException | VerificationException | IllegalStateException e) {
            logger.warn("tables could not be validated: {}", e.getMessage());
            due.forEach(check -> check.failed(String.valueOf(e.getMessage())));
        }
        limitFailures();
    }

    private Verifier verifier(int tables) {
        return Verifier.between(() -> connect(source), () -> connect(target))
                .tablesAtOnce(Math.min(tables, policy.threads()))
                .differencesPerTable(policy.mostFailuresOfTable());
    }

    private static Connection connect(PostgresDatabase database) throws SQLException {
        try {
            return database.connect();
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
        if (failed.equals(written.put(comparison.target(), failed))) {
            return;
        }
        try {
            failures.write(comparison.target(), failed);
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
