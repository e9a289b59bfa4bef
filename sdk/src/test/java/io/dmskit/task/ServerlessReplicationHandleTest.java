package io.dmskit.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dmskit.catalog.TableName;
import io.dmskit.position.CdcStopPosition;
import io.dmskit.position.Lsn;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.ReplicationConfig;

class ServerlessReplicationHandleTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ScriptedService service = new ScriptedService();
    private final FakeTime fake = new FakeTime();
    private DatabaseMigrationClient client;
    private ServerlessReplicationHandle replication;

    @BeforeEach
    void connect() {
        client = service.client();
        replication = ServerlessReplicationHandle.over(
                client,
                ReplicationConfig.builder()
                        .replicationConfigArn("arn:aws:dms:eu-central-1:000000000000:replication-config:ABC")
                        .replicationConfigIdentifier("bank-core")
                        .build(),
                Poller.every(Duration.ofSeconds(5)).in(fake.time()));
    }

    @AfterEach
    void close() {
        client.close();
        service.close();
    }

    @Test
    void goesThroughItsOwnStatesUntilItRuns() {
        seen("created", "");
        seen("preparing_metadata_resources", "");
        seen("provisioning_capacity", "");
        seen("replication_starting", "");
        seen("running", "");

        replication.start(Start.next().until(CdcStopPosition.parse("server_time:2099-02-09T12:12:12")));

        assertThat(replication.awaitRunning(MINUTE).kind()).isEqualTo(ReplicationKind.SERVERLESS);
        assertThat(service.bodies("StartReplication"))
                .singleElement()
                .asString()
                .contains(
                        "\"StartReplicationType\":\"start-replication\"",
                        "\"CdcStopPosition\":\"server_time:2099-02-09T12:12:12\"");
    }

    @Test
    void stopsAndTellsTheOutcome() {
        seen("running", "");
        seen("running", "");
        seen("stopping", "");
        seen("stopped", "Stop Reason NORMAL");
        service.on("DescribeReplicationTableStatistics", """
                {"ReplicationTableStatistics": [{"SchemaName": "bank", "TableName": "cards", "TableState": "Table completed"}]}
                """);

        assertThat(replication.stop(MINUTE)).isInstanceOf(Outcome.StoppedByRequest.class);
        assertThat(service.changes()).containsExactly("StopReplication");
    }

    @Test
    void reloadsTables() {
        seen("running", "");
        service.on("DescribeReplicationTableStatistics", """
                {"ReplicationTableStatistics": [{"SchemaName": "bank", "TableName": "cards", "TableState": "Table error"}]}
                """)
                .on("DescribeReplicationConfigs", "{\"ReplicationConfigs\": [{\"ReplicationSettings\": \"{}\"}]}");

        replication.reload(List.of(new TableName("bank", "cards")), ReloadOption.DATA_RELOAD);

        assertThat(service.bodies("ReloadReplicationTables"))
                .singleElement()
                .asString()
                .contains("\"TableName\":\"cards\"", "\"data-reload\"");
    }

    @Test
    void saysWhyItTakesNoStartPositionAndIsNotMoved() {
        seen("created", "");

        assertThatThrownBy(() -> replication.start(Start.from(Lsn.parse("4AF/B0"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(
                        "serverless replication bank-core cannot be started with start-replication: a serverless"
                                + " replication begins where its source stands when it is started and takes no start position (4AF/B0)");
        assertThatThrownBy(() -> replication.move("rep:B", MINUTE))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage(
                        "serverless replication bank-core cannot be moved to rep:B: it runs on no replication instance;"
                                + " change the capacity units of its config instead");
        assertThat(service.changes()).isEmpty();
    }

    @Test
    void aReplicationThatGotNoCapacityFailsAndStartsAnew() {
        seen("failed_provision", "");

        assertThatThrownBy(() -> replication.awaitRunning(MINUTE)).isInstanceOf(TaskFailedException.class);
        assertThat(replication.start().type()).isEqualTo(StartType.START_REPLICATION);
    }

    private void seen(String status, String stopReason) {
        service.on("DescribeReplications", """
                {"Replications": [{
                  "ReplicationConfigIdentifier": "bank-core", "ReplicationType": "full-load-and-cdc",
                  "SourceEndpointArn": "arn:aws:dms:eu-central-1:000000000000:endpoint:S",
                  "Status": "%s", "StopReason": "%s"}]}
                """.formatted(status, stopReason));
    }
}
