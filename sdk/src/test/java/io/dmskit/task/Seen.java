package io.dmskit.task;

import java.time.Instant;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTask;
import software.amazon.awssdk.services.databasemigration.model.TableStatistics;

/** Tasks and tables as the service might describe them. */
final class Seen {
    private Seen() {}

    static TaskSnapshot task(String migrationType, String status) {
        return TaskSnapshot.of(described(migrationType, status).build());
    }

    static TaskSnapshot started(String migrationType, String status) {
        return TaskSnapshot.of(described(migrationType, status)
                .replicationTaskStartDate(Instant.parse("2026-01-31T23:00:00Z"))
                .build());
    }

    static TaskSnapshot stopped(String migrationType, String stopReason) {
        return TaskSnapshot.of(
                described(migrationType, "stopped").stopReason(stopReason).build());
    }

    static ReplicationTask.Builder described(String migrationType, String status) {
        return ReplicationTask.builder()
                .replicationTaskArn("arn:aws:dms:eu-central-1:000000000000:task:ABC")
                .replicationTaskIdentifier("bank-core")
                .migrationType(migrationType)
                .status(status);
    }

    static TableState table(String name, String state) {
        return TableState.of(TableStatistics.builder()
                .schemaName("bank")
                .tableName(name)
                .tableState(state)
                .build());
    }

    static TableState validated(String name, String validation, long failed) {
        return TableState.of(TableStatistics.builder()
                .schemaName("bank")
                .tableName(name)
                .tableState("Table completed")
                .validationState(validation)
                .validationFailedRecords(failed)
                .build());
    }
}
