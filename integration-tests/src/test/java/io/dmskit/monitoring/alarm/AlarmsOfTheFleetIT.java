package io.dmskit.monitoring.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.LocalAws;
import io.dmskit.local.DmskitLocal;
import io.dmskit.migration.Migration;
import io.dmskit.monitoring.judge.Condition;
import io.dmskit.monitoring.judge.ConditionKind;
import io.dmskit.monitoring.poll.FleetPoller;
import io.dmskit.monitoring.watch.FleetWatch;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;

/** Alarms on dmskit-local, as the watch sees them. */
class AlarmsOfTheFleetIT {
    private final DmskitLocal local = DmskitLocal.start();
    private final DatabaseMigrationClient dms = LocalAws.client(local, DatabaseMigrationClient.builder());
    private final CloudWatchClient cloudWatch = LocalAws.client(local, CloudWatchClient.builder());
    private final Migration migration = TaskWithoutDatabases.migration("shop");

    @AfterEach
    void close() {
        cloudWatch.close();
        dms.close();
        local.close();
    }

    @Test
    void theWatchTellsOfAlarmsThatTellNobodyAndOfThoseThatWatchATaskOfBefore() {
        TaskWithoutDatabases task = new TaskWithoutDatabases(dms, "shop");
        AlarmControl alarms = AlarmControl.of(migration, task.create(), dms, cloudWatch);
        alarms.create(AlarmProfile.MAY_STOP.of(migration), List.of("arn:aws:sns:us-east-1:000000000000:ops"));
        assertThat(look()).as("all is as it should be").isEmpty();

        cloudWatch.disableAlarmActions(request -> request.alarmNames("dmskit/shop/page"));
        assertThat(look())
                .singleElement()
                .extracting(Condition::text)
                .asString()
                .contains("dmskit/shop/page tells nobody: its actions are disabled");

        alarms.arm();
        task.createAgain();
        assertThat(look())
                .singleElement()
                .extracting(Condition::text)
                .asString()
                .contains("dmskit/shop/target-latency watches shop ")
                .doesNotContain("tells nobody");
    }

    private List<Condition> look() {
        try (FleetWatch watch =
                FleetWatch.over(FleetPoller.of(dms, cloudWatch).withAlarms()).build()) {
            List<Condition> conditions = watch.look(Duration.ofSeconds(10)).conditions();
            assertThat(watch.poller().usage().byOperation())
                    .as("one look within the minute, out of the budget")
                    .containsEntry("DescribeAlarms", 1L);
            assertThat(conditions).allMatch(one -> one.kind() == ConditionKind.ALARM_DISAGREEMENT);
            return conditions;
        }
    }
}
