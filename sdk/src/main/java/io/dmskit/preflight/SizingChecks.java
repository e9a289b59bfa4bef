package io.dmskit.preflight;

import io.dmskit.migration.Capacity;
import io.dmskit.migration.InstanceClass;
import io.dmskit.migration.Migration;
import io.dmskit.preflight.sizing.Sizing;
import io.dmskit.settings.FullLoadSettings;

/** What the migration runs on, against what it should run on. */
final class SizingChecks {
    private static final long GIB = 1L << 30;

    private SizingChecks() {}

    static void check(Migration migration, Sizing sizing, Findings findings) {
        Capacity capacity = migration.capacity();
        String subject = "capacity " + capacity.instanceClass();
        InstanceClass.of(capacity.instanceClass())
                .filter(instance -> sizing.memoryNeeded() > instance.memory())
                .ifPresent(instance -> findings.add(PreflightFinding.warning(
                        Check.SMALL_MEMORY,
                        subject,
                        "it has " + Bytes.text(instance.memory()) + " of memory, and the task may take "
                                + Bytes.text((long) sizing.memoryNeeded()),
                        "take " + sizing.instanceClass()
                                + ", or lower CommitRate, LobMaxSize or MaxFullLoadSubTasks")));
        if (sizing.storageNeeded() > capacity.storageGib() * (double) GIB) {
            findings.add(PreflightFinding.warning(
                    Check.SMALL_STORAGE,
                    subject,
                    "it has " + capacity.storageGib() + " GiB of storage, and "
                            + Bytes.text((long) sizing.storageNeeded()) + " may wait there while tables are loaded",
                    "take " + sizing.storageGib() + " GiB; a full disk stops the task"));
        }
        int configured = migration.taskSettings().get(FullLoadSettings.MAX_FULL_LOAD_SUB_TASKS);
        if (migration.type().loads() && configured != sizing.subTasks()) {
            findings.add(PreflightFinding.info(
                    Check.SUB_TASKS,
                    "task settings",
                    "MaxFullLoadSubTasks is " + configured + ", and tables and instance can use " + sizing.subTasks(),
                    configured > sizing.subTasks()
                            ? "lower it to save memory, or divide large tables by parallel-load"
                            : "raise it to load faster, as far as the databases bear it"));
        }
    }
}
