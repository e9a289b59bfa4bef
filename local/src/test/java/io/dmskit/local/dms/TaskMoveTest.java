package io.dmskit.local.dms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.databasemigration.model.InvalidResourceStateException;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTask;
import software.amazon.awssdk.services.databasemigration.model.ResourceNotFoundException;

class TaskMoveTest {
    private final Rig rig = new Rig();
    private final String other = instance("other", "3.6.1");
    private final String task = rig.task("bank", "full-load-and-cdc");

    TaskMoveTest() {
        rig.time.pass();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void namesTheOtherInstanceDuringTheMoveAndIsOnItAfterwards() {
        move(other);
        ReplicationTask moving = rig.describe(task);
        assertThat(moving.status()).isEqualTo("moving");
        assertThat(moving.replicationInstanceArn()).isEqualTo(rig.instance);
        assertThat(moving.targetReplicationInstanceArn()).isEqualTo(other);

        rig.time.pass();
        ReplicationTask moved = rig.describe(task);
        assertThat(moved.status()).isEqualTo("ready");
        assertThat(moved.replicationInstanceArn()).isEqualTo(other);
        assertThat(moved.targetReplicationInstanceArn()).isNull();
        rig.dms.deleteReplicationInstance(delete -> delete.replicationInstanceArn(rig.instance));
    }

    @Test
    void staysWhereItWasWhenTheOtherInstanceIsNotAvailableAtTheEnd() {
        move(other);
        rig.dms.rebootReplicationInstance(reboot -> reboot.replicationInstanceArn(other));
        rig.time.pass();

        ReplicationTask failed = rig.describe(task);
        assertThat(failed.status()).isEqualTo("failed-move");
        assertThat(failed.replicationInstanceArn()).isEqualTo(rig.instance);
        assertThat(failed.lastFailureMessage()).contains(other + " is rebooting; it must be available");

        move(other);
        rig.time.pass();
        assertThat(rig.status(task)).isEqualTo("ready");
    }

    @Test
    void startsFromTheBeginningAfterAFailedMoveWhenItHasNeverRun() {
        move(other);
        rig.dms.deleteReplicationInstance(delete -> delete.replicationInstanceArn(other));
        rig.time.pass();
        assertThat(rig.status(task)).isEqualTo("failed-move");

        assertThatThrownBy(() -> start("resume-processing")).isInstanceOf(InvalidResourceStateException.class);
        start("start-replication");
        assertThat(rig.status(task)).isEqualTo("starting");
    }

    @Test
    void canBeDeletedOnTheWay() {
        move(other);
        rig.dms.deleteReplicationTask(delete -> delete.replicationTaskArn(task));
        assertThat(rig.status(task)).isEqualTo("deleting");

        rig.time.pass(); // the end of the move, which finds it deleting
        rig.until("the task gone", () -> Optional.of(exists()).filter(there -> !there));
    }

    @Test
    void movesOnlyToAnotherAvailableInstanceOfTheSameOrANewerVersion() {
        String older = instance("older", "3.5.3");

        refuses(older, "older", "is creating; it must be available");
        rig.time.pass();
        refuses(older, "older", "cannot move from engine version 3.6.1 to 3.5.3");
        refuses(rig.instance, "main", "already; it can only move to another one");
        assertThatThrownBy(() -> move(older + "X")).isInstanceOf(ResourceNotFoundException.class);
    }

    private boolean exists() {
        try {
            return rig.status(task) != null;
        } catch (ResourceNotFoundException e) {
            return false;
        }
    }

    private void refuses(String instance, String name, String message) {
        assertThatThrownBy(() -> move(instance))
                .as(name)
                .isInstanceOf(InvalidResourceStateException.class)
                .hasMessageContaining(message);
    }

    private String instance(String name, String version) {
        return rig.dms
                .createReplicationInstance(create -> create.replicationInstanceIdentifier(name)
                        .replicationInstanceClass("dms.t3.medium")
                        .engineVersion(version))
                .replicationInstance()
                .replicationInstanceArn();
    }

    private void move(String instance) {
        rig.dms.moveReplicationTask(move -> move.replicationTaskArn(task).targetReplicationInstanceArn(instance));
    }

    private void start(String type) {
        rig.dms.startReplicationTask(start -> start.replicationTaskArn(task).startReplicationTaskType(type));
    }
}
