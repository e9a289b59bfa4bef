package io.dmskit.local.dms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.databasemigration.model.InvalidResourceStateException;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTask;
import software.amazon.awssdk.services.databasemigration.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.databasemigration.model.ResourceNotFoundException;

class TaskLifeTest {
    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void isCreatingThenReadyThenDeletingThenGone() throws InterruptedException {
        String arn = rig.task("bank", "full-load-and-cdc");
        assertThat(arn).matches("arn:aws:dms:us-east-1:000000000000:task:[A-Z2-7]{26}");
        assertThat(rig.status(arn)).isEqualTo("creating");

        rig.time.pass();
        assertThat(rig.status(arn)).isEqualTo("ready");

        rig.dms.deleteReplicationTask(delete -> delete.replicationTaskArn(arn));
        assertThat(rig.status(arn)).isEqualTo("deleting");

        rig.time.awaitAndPass();
        assertThatThrownBy(() -> rig.status(arn)).isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void showsTheWholeSettingsAndTheMappingsAsGiven() {
        ReplicationTask task = rig.describe(rig.task("bank", "full-load"));

        assertThat(task.replicationTaskSettings()).contains("\"TransactionConsistencyTimeout\"");
        assertThat(task.tableMappings()).isEqualTo(Rig.MAPPINGS);
        assertThat(task.replicationTaskCreationDate()).isNotNull();
        assertThat(task.replicationTaskStats()).isNull();
        assertThat(rig.dms
                        .describeReplicationTasks(tasks -> tasks.withoutSettings(true))
                        .replicationTasks()
                        .get(0)
                        .replicationTaskSettings())
                .isNull();
    }

    @Test
    void saysWhereItsLogIsWhateverItIsAskedFor() {
        String arn = ready("full-load");

        String modified = rig.dms
                .modifyReplicationTask(modify -> modify.replicationTaskArn(arn)
                        .replicationTaskSettings("{\"Logging\":{\"EnableLogging\":true}}"))
                .replicationTask()
                .replicationTaskSettings();

        assertThat(modified).contains("\"dms-tasks-main\"");
        assertThat(rig.describe(arn).replicationTaskSettings()).isEqualTo(modified);
    }

    @Test
    void refusesEverythingWhileItIsCreated() {
        String arn = rig.task("bank", "full-load");

        refusesAsInvalidState(() -> start(arn, "start-replication"), "cannot be started: it is creating");
        refusesAsInvalidState(() -> stop(arn), "cannot be stopped: it is creating, and must be running");
        refusesAsInvalidState(() -> modify(arn), "cannot be modified: it is creating");
        refusesAsInvalidState(() -> delete(arn), "cannot be deleted: it is creating");
        refusesAsInvalidState(() -> reload(arn), "it is creating, and must be running");
    }

    @Test
    void refusesEverythingWhileItIsModified() {
        String arn = ready("full-load");
        modify(arn);
        assertThat(rig.status(arn)).isEqualTo("modifying");

        refusesAsInvalidState(() -> start(arn, "start-replication"), "it is modifying");
        refusesAsInvalidState(() -> stop(arn), "it is modifying");
        refusesAsInvalidState(() -> modify(arn), "it is modifying");
        refusesAsInvalidState(() -> delete(arn), "it is modifying");

        rig.time.pass();
        assertThat(rig.status(arn)).isEqualTo("ready");
    }

    @Test
    void refusesEverythingWhileItIsDeleted() {
        String arn = ready("full-load");
        delete(arn);

        refusesAsInvalidState(() -> start(arn, "start-replication"), "it is deleting");
        refusesAsInvalidState(() -> stop(arn), "it is deleting");
        refusesAsInvalidState(() -> modify(arn), "it is deleting");
        refusesAsInvalidState(() -> delete(arn), "it is deleting");
    }

    @ParameterizedTest
    @ValueSource(strings = {"resume-processing", "reload-target"})
    void neverRunItOnlyStartsFromTheBeginning(String startType) {
        String arn = ready("full-load");

        refusesAsInvalidState(() -> start(arn, startType), "it has never run; use start-replication");
        refusesAsInvalidState(() -> stop(arn), "it is ready, and must be running");
        refusesAsInvalidState(() -> reload(arn), "it is ready, and must be running");
        assertThat(rig.status(arn)).isEqualTo("ready");
    }

    @Test
    void failsWithAReasonWhenTheSourceHasNoCredentials() {
        String arn = failed("full-load-and-cdc");

        ReplicationTask task = rig.describe(arn);
        assertThat(task.stopReason()).isEqualTo("Stop Reason FATAL_ERROR");
        assertThat(task.lastFailureMessage())
                .isEqualTo(
                        "endpoint source takes its credentials from secret none/such, but Secrets Manager can't find the"
                                + " specified secret.");
        assertThat(task.replicationTaskStats().stopDate()).isNotNull();
    }

    @Test
    void onceStartedItStartsAgainByResumeOrReloadOnly() {
        String arn = failed("full-load");

        refusesAsInvalidState(() -> start(arn, "start-replication"), "it has run before; use resume-processing");
        start(arn, "resume-processing");
        awaitStatus(arn, "failed");
        start(arn, "reload-target");
        awaitStatus(arn, "failed");
        delete(arn);
        assertThat(rig.status(arn)).isEqualTo("deleting");
    }

    @Test
    void withCdcAloneItMayStartFromAPositionAgainButNeverReload() {
        String arn = failed("cdc");

        refusesAsInvalidState(() -> start(arn, "reload-target"), "its migration type is cdc");
        start(arn, "start-replication");
        awaitStatus(arn, "failed");
    }

    @Test
    void listsTasksOverThreePages() {
        IntStream.range(0, 45).forEach(index -> rig.task("t" + index, "full-load"));

        assertThat(rig.dms.describeReplicationTasksPaginator(tasks -> tasks.maxRecords(20)).stream())
                .hasSize(3)
                .flatExtracting(page -> page.replicationTasks())
                .extracting(ReplicationTask::replicationTaskIdentifier)
                .hasSize(45)
                .doesNotHaveDuplicates();
        refusesWithCode(
                () -> rig.dms.describeReplicationTasks(tasks -> tasks.maxRecords(10)),
                "InvalidParameterValueException",
                "the parameter MaxRecords is 10; allowed are 20 to 100");
    }

    @Test
    void refusesATakenNameInAnyCase() {
        rig.task("bank", "full-load");

        assertThatThrownBy(() -> rig.task("BANK", "full-load")).isInstanceOf(ResourceAlreadyExistsException.class);
    }

    @Test
    void refusesDocumentsThatAwsRefuses() {
        refusesWithCode(
                () -> create("{\"rules\":[]}", ""),
                "InvalidParameterValueException",
                "Invalid Table Mappings document: ");
        refusesWithCode(
                () -> create(Rig.MAPPINGS, "{\"FullLoadSettings\":{\"TargetTablePrepMode\":\"TRUNCATE\"}}"),
                "InvalidParameterValueException",
                "Invalid task settings JSON: ");
    }

    private void create(String mappings, String settings) {
        rig.dms.createReplicationTask(create -> create.replicationTaskIdentifier("x")
                .migrationType("full-load")
                .replicationInstanceArn(rig.instance)
                .sourceEndpointArn(rig.source)
                .targetEndpointArn(rig.target)
                .replicationTaskSettings(settings)
                .tableMappings(mappings));
    }

    private String ready(String type) {
        String arn = rig.task("bank", type);
        rig.time.pass();
        return arn;
    }

    private String failed(String type) {
        String arn = ready(type);
        start(arn, "start-replication");
        awaitStatus(arn, "failed");
        return arn;
    }

    private void awaitStatus(String arn, String status) {
        rig.until("task " + status, () -> Optional.of(rig.status(arn)).filter(status::equals));
    }

    private void start(String arn, String type) {
        rig.dms.startReplicationTask(start -> start.replicationTaskArn(arn).startReplicationTaskType(type));
    }

    private void stop(String arn) {
        rig.dms.stopReplicationTask(stop -> stop.replicationTaskArn(arn));
    }

    private void modify(String arn) {
        rig.dms.modifyReplicationTask(modify -> modify.replicationTaskArn(arn).tableMappings(Rig.MAPPINGS));
    }

    private void delete(String arn) {
        rig.dms.deleteReplicationTask(delete -> delete.replicationTaskArn(arn));
    }

    private void reload(String arn) {
        rig.dms.reloadTables(reload -> reload.replicationTaskArn(arn));
    }

    private static void refusesAsInvalidState(ThrowingCallable call, String message) {
        assertThatThrownBy(call)
                .isInstanceOf(InvalidResourceStateException.class)
                .hasMessageContaining(message);
    }

    private static void refusesWithCode(ThrowingCallable call, String code, String message) {
        assertThatThrownBy(call)
                .hasMessageContaining(message)
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        fault -> assertThat(fault.awsErrorDetails().errorCode()).isEqualTo(code));
    }
}
