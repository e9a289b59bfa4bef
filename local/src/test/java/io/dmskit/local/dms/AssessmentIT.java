package io.dmskit.local.dms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.databasemigration.model.InvalidResourceStateException;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTaskAssessmentResult;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTaskAssessmentRun;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTaskIndividualAssessment;
import software.amazon.awssdk.services.databasemigration.model.ResourceNotFoundException;

/** Assessments of real databases, through the real client. */
class AssessmentIT {
    private static LiveRig rig;

    @BeforeAll
    static void start() throws SQLException {
        rig = new LiveRig();
    }

    @AfterAll
    static void close() throws SQLException {
        rig.close();
    }

    @AfterEach
    void cleanUp() throws SQLException {
        try {
            rig.dispose();
        } finally {
            LiveRig.run(rig.source, "drop table if exists sales.keyless, sales.odd");
            LiveRig.run(rig.target, "drop schema if exists sales cascade");
        }
    }

    @Test
    void passesCheckByCheckWhileTheTaskIsTesting() throws SQLException {
        String task = rig.taskIn("ready", "full-load-and-cdc");
        String run = rig.startAssessmentRun(task);

        assertThat(rig.status(task)).isEqualTo("testing");
        assertThat(run(run).status()).isEqualTo("starting");
        assertThat(run(run).assessmentProgress().individualAssessmentCount()).isEqualTo(5);
        assertThat(checks(run))
                .extracting(ReplicationTaskIndividualAssessment::status)
                .containsOnly("pending");

        rig.await(task, "ready");
        ReplicationTaskAssessmentRun done = run(run);
        assertThat(done.status()).isEqualTo("passed");
        assertThat(done.lastFailureMessage()).isNull();
        assertThat(done.assessmentProgress().individualAssessmentCompletedCount())
                .isEqualTo(5);
        assertThat(done.resultStatistic().passed()).isEqualTo(5);
    }

    @Test
    void warnsOfTablesWithoutAKeyOnBothSides() throws SQLException {
        LiveRig.run(rig.source, "create table sales.keyless (n int)");
        LiveRig.run(rig.target, "create schema sales; create table sales.orders (id int, note text)");
        String task = rig.taskIn("ready", "full-load-and-cdc");

        ReplicationTaskAssessmentRun done = finished(task, rig.startAssessmentRun(task));

        assertThat(done.status()).isEqualTo("warning");
        assertThat(done.lastFailureMessage())
                .contains("source table sales.keyless has no primary key or unique constraint")
                .contains("target table sales.orders has no primary key or unique constraint");
        assertThat(checks(done.replicationTaskAssessmentRunArn()))
                .extracting(
                        ReplicationTaskIndividualAssessment::individualAssessmentName,
                        ReplicationTaskIndividualAssessment::status)
                .containsExactlyInAnyOrder(
                        tuple("unsupported-data-types-in-source", "passed"),
                        tuple("full-lob-not-nullable-at-target", "passed"),
                        tuple("table-with-lob-but-without-primary-key-or-unique-constraint", "passed"),
                        tuple("table-with-no-primary-key-or-unique-constraint", "warning"),
                        tuple("target-table-has-unique-key-or-primary-key-for-cdc", "warning"));
    }

    @Test
    void failsForLobsWithoutAKeyAndForTypesThatDmsDoesNotRead() throws SQLException {
        LiveRig.run(rig.source, "create table sales.odd (at pg_lsn, big text)");
        String task = rig.taskIn("ready", "full-load");

        ReplicationTaskAssessmentRun done = finished(task, rig.startAssessmentRun(task));

        assertThat(done.status()).isEqualTo("failed");
        assertThat(done.resultStatistic().failed()).isEqualTo(2);
        assertThat(done.resultStatistic().warning()).isEqualTo(1);
        assertThat(done.lastFailureMessage())
                .contains("column at of source table sales.odd is pg_lsn")
                .contains("source table sales.odd has LOBs but no primary key");
    }

    @Test
    void cancelsARunAndDeletesItWhenItIsOver() throws SQLException {
        String task = rig.taskIn("ready", "full-load");
        String run = rig.startAssessmentRun(task);

        assertThatThrownBy(() -> delete(run)).isInstanceOf(InvalidResourceStateException.class);
        assertThat(rig.dms
                        .cancelReplicationTaskAssessmentRun(cancel -> cancel.replicationTaskAssessmentRunArn(run))
                        .replicationTaskAssessmentRun()
                        .status())
                .isEqualTo("cancelling");
        ReplicationTaskAssessmentRun cancelled = finished(task, run);
        assertThat(cancelled.status()).isEqualTo("failed");
        assertThat(cancelled.lastFailureMessage()).isEqualTo("The assessment run was cancelled.");
        assertThat(checks(run))
                .extracting(ReplicationTaskIndividualAssessment::status)
                .containsOnly("cancelled");

        delete(run);
        assertThat(run(run).status()).isEqualTo("deleting");
        rig.time.pass();
        assertThatThrownBy(() -> run(run)).isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void runsOnlyWhatIsChosenFromWhatApplies() throws SQLException {
        String task = rig.taskIn("ready", "full-load");

        assertThat(rig.dms
                        .describeApplicableIndividualAssessments(list -> list.replicationTaskArn(task))
                        .individualAssessmentNames())
                .hasSize(4)
                .doesNotContain("target-table-has-unique-key-or-primary-key-for-cdc");
        String run = rig.dms
                .startReplicationTaskAssessmentRun(start -> start.replicationTaskArn(task)
                        .assessmentRunName("one")
                        .serviceAccessRoleArn("role")
                        .resultLocationBucket("bucket")
                        .includeOnly("unsupported-data-types-in-source"))
                .replicationTaskAssessmentRun()
                .replicationTaskAssessmentRunArn();
        assertThat(finished(task, run).resultStatistic().passed()).isEqualTo(1);
    }

    @Test
    void keepsTheResultOfTheOlderAssessment() throws SQLException {
        String task = rig.taskIn("stopped", "full-load-and-cdc");
        rig.assess(task);
        assertThat(rig.status(task)).isEqualTo("testing");

        rig.await(task, "stopped");
        ReplicationTaskAssessmentResult result = rig.dms
                .describeReplicationTaskAssessmentResults(list -> list.replicationTaskArn(task))
                .replicationTaskAssessmentResults()
                .get(0);
        assertThat(result.assessmentStatus()).isEqualTo("No issues found");
        assertThat(result.assessmentResults()).contains("\"findings\":[]");
    }

    private ReplicationTaskAssessmentRun finished(String task, String run) {
        rig.until("a task at rest", () -> !rig.status(task).equals("testing"));
        return run(run);
    }

    private static ReplicationTaskAssessmentRun run(String arn) {
        return rig.dms
                .describeReplicationTaskAssessmentRuns(
                        list -> list.filters(LiveRig.by("replication-task-assessment-run-arn", arn)))
                .replicationTaskAssessmentRuns()
                .get(0);
    }

    private static List<ReplicationTaskIndividualAssessment> checks(String run) {
        return rig.dms
                .describeReplicationTaskIndividualAssessments(
                        list -> list.filters(LiveRig.by("replication-task-assessment-run-arn", run)))
                .replicationTaskIndividualAssessments();
    }

    private static void delete(String run) {
        rig.dms.deleteReplicationTaskAssessmentRun(delete -> delete.replicationTaskAssessmentRunArn(run));
    }
}
