package io.dmskit.docs;

import io.dmskit.Dms;
import io.dmskit.apply.ApplyPlan;
import io.dmskit.checkpoint.CheckpointJournal;
import io.dmskit.migration.Migration;
import io.dmskit.migration.MigrationFile;
import io.dmskit.task.Outcome;
import io.dmskit.task.ReplicationHandle;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Loads a database, keeps the copy up to date for a while, stops, and cleans up. */
public final class MigrateBank {
    public static void main(String[] args) throws IOException {
        Migration migration = MigrationFile.read(Path.of(args[0])).get(0);
        try (Dms dms = Dms.create()) {
            ApplyPlan plan = dms.plan(migration);
            System.out.print(plan.describe());
            ReplicationHandle task = dms.apply(migration, Duration.ofMinutes(30))
                    .keepingCheckpointsIn(CheckpointJournal.inFile(Path.of(args[1])));
            task.start();
            task.awaitFullLoad(Duration.ofHours(6)).forEach(table -> System.out.println(table.describe()));
            Outcome outcome = task.stop(Duration.ofMinutes(5));
            System.out.println(outcome.describe());
            dms.delete(migration, Duration.ofMinutes(30));
        }
    }

    private MigrateBank() {}
}
