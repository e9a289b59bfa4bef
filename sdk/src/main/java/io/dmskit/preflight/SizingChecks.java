package io.dmskit.preflight;

import io.dmskit.migration.Capacity;
import io.dmskit.migration.Migration;
import io.dmskit.preflight.sizing.Sizing;
import io.dmskit.settings.FullLoadSettings;

/** What the migration runs on, against what it should run on. */
final class SizingChecks {
    private static final long GIB = 1L << 30;

    private final Migration migration;
    private final Sizing sizing;
    private final Findings findings;

    private SizingChecks(Migration migration, Sizing sizing, Findings findings) {
        this.migration = migration;
        this.sizing = sizing;
        this.findings = findings;
    }

    static void check(Migration migration, Sizing sizing, Findings findings) {
        new SizingChecks(migration, sizing, findings).check();
    }

    private void check() {
        Capacity has = migration.capacity();
        Capacity enough = sizing.capacity();
        if (has instanceof Capacity.Provisioned instance && enough instanceof Capacity.Provisioned proposed) {
            String subject = "capacity " + instance.instanceClass();
            memory(subject, "it has ", proposed.instanceClass());
            storage(subject, instance.storageGib(), proposed.storageGib());
        } else if (has instanceof Capacity.Serverless serverless && enough instanceof Capacity.Serverless proposed) {
            String subject = "capacity serverless";
            memory(subject, serverless.max() + " capacity units have ", "max " + proposed.max());
            findings.notLooked(subject, "storage for waiting changes", "AWS provides it, and does not say how much");
        }
        subTasks();
    }

    private void memory(String subject, String has, String enough) {
        migration
                .capacity()
                .memory()
                .filter(memory -> sizing.memoryNeeded() > memory)
                .ifPresent(memory -> findings.add(PreflightFinding.warning(
                        Check.SMALL_MEMORY,
                        subject,
                        has + Bytes.text(memory) + " of memory, and the task may take "
                                + Bytes.text((long) sizing.memoryNeeded()),
                        "take " + enough + ", or lower CommitRate, LobMaxSize or MaxFullLoadSubTasks")));
    }

    private void storage(String subject, int gib, int enough) {
        if (sizing.storageNeeded() > gib * (double) GIB) {
            findings.add(PreflightFinding.warning(
                    Check.SMALL_STORAGE,
                    subject,
                    "it has " + gib + " GiB of storage, and " + Bytes.text((long) sizing.storageNeeded())
                            + " may wait there while tables are loaded",
                    "take " + enough + " GiB; a full disk stops the task"));
        }
    }

    private void subTasks() {
        int configured = migration.taskSettings().get(FullLoadSettings.MAX_FULL_LOAD_SUB_TASKS);
        if (migration.type().loads() && configured != sizing.subTasks()) {
            findings.add(PreflightFinding.info(
                    Check.SUB_TASKS,
                    "task settings",
                    "MaxFullLoadSubTasks is " + configured + ", and tables and capacity can use " + sizing.subTasks(),
                    configured > sizing.subTasks()
                            ? "lower it to save memory, or divide large tables by parallel-load"
                            : "raise it to load faster, as far as the databases bear it"));
        }
    }
}
