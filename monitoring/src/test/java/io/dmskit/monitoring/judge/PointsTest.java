package io.dmskit.monitoring.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.alarm.AlarmDefinition;
import io.dmskit.alarm.AlarmKind;
import io.dmskit.alarm.MigrationAlarms;
import io.dmskit.migration.Alarms;
import io.dmskit.migration.Capacity;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.TaskSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PointsTest {
    private static final Instant START = Instant.parse("2026-11-20T08:00:00Z");
    private static final AlarmDefinition LATENCY = MigrationAlarms.ofReplication(
                    MigrationType.CDC, TaskSettings.DEFAULTS, Capacity.DEFAULT, Alarms.NONE)
            .get(AlarmKind.TARGET_LATENCY)
            .orElseThrow();

    /** Looks overlap by minutes, so that a late point is not missed. */
    @Test
    void aPointThatIsReadTwiceCountsOnce() {
        Points points = new Points();
        points.add(List.of(at(0, 1), at(1, 2)));
        points.add(List.of(at(1, 2), at(2, 3)));

        assertThat(points.since(START)).containsExactly(at(0, 1), at(1, 2), at(2, 3));
    }

    @Test
    void aPointThatComesLateTakesItsPlace() {
        Points points = new Points();
        points.add(List.of(at(0, 1), at(2, 3)));
        points.add(List.of(at(1, 2)));

        assertThat(points.since(START)).extracting(MetricReading::value).containsExactly(1.0, 2.0, 3.0);
        assertThat(points.newest()).hasValue(at(2, 3));
    }

    /** The newest minute is still filling. */
    @Test
    void aPeriodThatIsNotOverIsNotCompared() {
        List<MetricReading> points = List.of(at(0, 1), at(1, 2));

        assertThat(Points.compared(points, LATENCY, START.plusSeconds(110))).containsExactly(1.0);
        assertThat(Points.compared(points, LATENCY, START.plusSeconds(120))).containsExactly(1.0, 2.0);
    }

    /** One bucket, and then nothing for more than an hour, was seen while changes began to be captured. */
    @Test
    void whatIsOfLongAgoIsNotCompared() {
        assertThat(Points.compared(List.of(at(0, 4000)), LATENCY, START.plus(Duration.ofMinutes(70))))
                .isEmpty();
    }

    private static MetricReading at(int minute, double value) {
        return new MetricReading(START.plusSeconds(60L * minute), value);
    }
}
