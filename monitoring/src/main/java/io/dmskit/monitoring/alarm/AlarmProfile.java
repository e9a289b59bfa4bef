package io.dmskit.monitoring.alarm;

import io.dmskit.alarm.MigrationAlarms;
import io.dmskit.migration.Migration;
import java.util.Locale;

/** For what time of a migration's life its alarms are. */
public enum AlarmProfile {
    /** It replicates: silence is as bad as a latency too high. */
    MUST_RUN,
    /** It has not been started, or is stopped on purpose now and then: silence says nothing. */
    MAY_STOP,
    /** It is being cut over: latencies ring from {@code cutover.max-lag} on, and it will be stopped. */
    CUTOVER;

    /** Returns the alarms of a migration at such a time. */
    public MigrationAlarms of(Migration migration) {
        MigrationAlarms alarms = MigrationAlarms.of(migration);
        return switch (this) {
            case MUST_RUN -> alarms;
            case MAY_STOP -> alarms.mayStop();
            case CUTOVER -> alarms.duringCutover(migration.cutover().maxLag());
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
