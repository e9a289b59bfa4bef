package io.dmskit.local.engine;

import io.dmskit.catalog.Table;
import io.dmskit.catalog.TableName;
import io.dmskit.local.engine.apply.ControlTables;
import io.dmskit.local.engine.capture.SourceLog;
import io.dmskit.local.engine.validate.Validation;
import io.dmskit.local.engine.validate.ValidationFailures;
import io.dmskit.mapping.plan.MappingPlan;
import io.dmskit.mapping.plan.TablePlan;
import java.time.InstantSource;
import java.util.List;

/**
 * What all phases of a run share.
 *
 * @param spec what is to be done
 * @param settings the task settings that the engine follows
 * @param plans the selected tables, in load order
 * @param statistics kept up to date
 * @param requests what is asked for while it runs
 * @param clock tells the time
 * @param stop tells when to end
 * @param source where rows come from
 * @param target where rows go
 * @param log what the task keeps on the source
 * @param control what the task keeps on the target
 */
record RunContext(
        ReplicationSpec spec,
        RunSettings settings,
        List<TablePlan> plans,
        ReplicationStatistics statistics,
        TableRequests requests,
        InstantSource clock,
        StopSignal stop,
        PostgresDatabase source,
        PostgresDatabase target,
        SourceLog log,
        ControlTables control) {
    static RunContext of(
            ReplicationSpec spec,
            MappingPlan plan,
            ReplicationStatistics statistics,
            TableRequests requests,
            InstantSource clock,
            StopSignal stop,
            Sessions sessions) {
        RunSettings settings = RunSettings.of(spec.settings());
        PostgresDatabase source = new PostgresDatabase("source", spec.source(), sessions);
        return new RunContext(
                spec,
                settings,
                plan.tables(),
                statistics,
                requests,
                clock,
                stop,
                source,
                new PostgresDatabase("target", spec.target(), sessions),
                new SourceLog(source, spec.resourceId()),
                new ControlTables(settings.controlSchema(), spec.resourceId()));
    }

    /** Returns whether the run goes on from an earlier one. */
    boolean resumes() {
        return spec.start() == ReplicationSpec.Start.RESUME_PROCESSING;
    }

    /** Begins the validation of these tables. */
    Validation validation(List<TablePlan> tables) {
        ValidationFailures failures =
                new ValidationFailures(target, settings.controlSchema(), spec.resourceId(), clock);
        return new Validation(source, target, tables, statistics, failures, settings.validation());
    }

    TableProgress progress(TablePlan plan) {
        return statistics.table(plan.source().name());
    }

    /** Returns the tables whose changes the log has to carry. */
    List<TableName> published() {
        return plans.stream()
                .map(TablePlan::source)
                .filter(table -> table.kind() != Table.Kind.VIEW)
                .map(Table::name)
                .toList();
    }
}
