package io.dmskit.cli.rehearsal;

import io.dmskit.catalog.TableName;
import io.dmskit.mapping.plan.MappingPlan;
import io.dmskit.migration.Migration;
import io.dmskit.monitoring.judge.Intent;
import io.dmskit.monitoring.judge.JudgeRules;
import io.dmskit.monitoring.poll.CallBudget;
import io.dmskit.monitoring.poll.FleetPoller;
import io.dmskit.monitoring.poll.FleetPoller.Pace;
import io.dmskit.monitoring.watch.FleetWatch;
import io.dmskit.monitoring.watch.Round;
import io.dmskit.task.Poller;
import io.dmskit.task.ReplicationHandle;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;

/**
 * One watch over all tasks of a rehearsal, which the screen, the page, the report and the cutovers share. It looks often enough for
 * somebody who sits before it; dmskit-local does not throttle. Thread-safe.
 */
final class Watches implements AutoCloseable {
    private static final Duration QUARTER = Duration.ofMillis(250);
    private static final Duration HALF = Duration.ofMillis(500);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Pace PACE = new Pace(QUARTER, HALF, HALF, HALF, HALF, SECOND);
    private static final double CALLS_PER_SECOND = 200;

    private final List<Watch> watched = new CopyOnWriteArrayList<>();
    private final FleetWatch watch;
    private final Screen screen;

    /**
     * Begins to look.
     *
     * @param migrations what is rehearsed
     * @param screen shows each task
     * @param listeners hear of each round
     */
    Watches(
            Collection<Migration> migrations,
            DatabaseMigrationClient dms,
            CloudWatchClient metrics,
            Screen screen,
            List<Consumer<Round>> listeners) {
        this.screen = screen;
        FleetWatch.Builder builder = FleetWatch.over(FleetPoller.of(dms, metrics)
                        .pace(PACE)
                        .budget(new CallBudget(CALLS_PER_SECOND, Poller.REAL_TIME)))
                .rules(rules(migrations))
                .listener(round -> watched.forEach(one -> one.see(round)));
        listeners.forEach(builder::listener);
        watch = builder.start();
    }

    /** Judges lag by the migrations' own bounds. What takes minutes on AWS takes seconds here, and the tasks' stops are the cutovers'. */
    private static JudgeRules rules(Collection<Migration> migrations) {
        Duration page = migrations.stream()
                .map(migration -> migration.alarms().targetLatency().orElse(JudgeRules.DEFAULTS.lagPage()))
                .min(Comparator.naturalOrder())
                .orElse(JudgeRules.DEFAULTS.lagPage());
        Duration warn = JudgeRules.DEFAULTS.lagWarn();
        return new JudgeRules(
                warn.compareTo(page) < 0 ? warn : page,
                page,
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                migrations.stream().collect(Collectors.toMap(Migration::name, migration -> Intent.MAY_STOP)),
                List.of());
    }

    /** Shows a migration's task from now on. */
    Watch begin(Migration migration, ReplicationHandle task, MappingPlan plan) {
        Map<TableName, Long> expectedRows = expectedRows(plan);
        watch.poller().expect(task.arn(), expectedRows);
        screen.begin(migration.name());
        Watch begun = new Watch(migration.name(), task, watch, screen);
        watched.add(begun);
        return begun;
    }

    private static Map<TableName, Long> expectedRows(MappingPlan plan) {
        return plan.tables().stream()
                .collect(Collectors.toMap(
                        table -> table.source().name(), table -> table.source().estimatedRows()));
    }

    @Override
    public void close() {
        watch.close();
    }
}
