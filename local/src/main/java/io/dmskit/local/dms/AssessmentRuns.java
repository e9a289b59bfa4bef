package io.dmskit.local.dms;

import io.dmskit.local.engine.Assessment;
import io.dmskit.local.wire.ModelCodec;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.databasemigration.model.DescribeReplicationTaskAssessmentRunsRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeReplicationTaskAssessmentRunsResponse;
import software.amazon.awssdk.services.databasemigration.model.DescribeReplicationTaskIndividualAssessmentsRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeReplicationTaskIndividualAssessmentsResponse;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTaskAssessmentRun;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTaskAssessmentRunResultStatistic;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTaskIndividualAssessment;
import software.amazon.awssdk.services.databasemigration.model.Tag;

/** The premigration assessment runs of all tasks with their individual assessments. Used under the {@link Conductor} only. */
final class AssessmentRuns {
    private final Tags tags;
    private final Resources<ReplicationTaskAssessmentRun> runs;
    private final Resources<ReplicationTaskIndividualAssessment> checks;

    /** Creates none. */
    AssessmentRuns(Conductor conductor, Tasks tasks, Tags tags) {
        this.tags = tags;
        runs = new Resources<>(
                "replication task assessment run",
                ReplicationTaskAssessmentRun::replicationTaskAssessmentRunArn,
                ReplicationTaskAssessmentRun::replicationTaskAssessmentRunArn,
                Filters.<ReplicationTaskAssessmentRun>none()
                        .with(
                                "replication-task-assessment-run-arn",
                                ReplicationTaskAssessmentRun::replicationTaskAssessmentRunArn)
                        .with("replication-task-arn", ReplicationTaskAssessmentRun::replicationTaskArn)
                        .with("replication-instance-arn", run -> tasks.get(run.replicationTaskArn())
                                .definition()
                                .instanceArn())
                        .with("status", ReplicationTaskAssessmentRun::status),
                conductor.shelf("assessment-run", ModelCodec.of(ReplicationTaskAssessmentRun::builder)));
        checks = new Resources<>(
                "replication task individual assessment",
                check -> check.replicationTaskAssessmentRunArn() + " " + check.individualAssessmentName(),
                ReplicationTaskIndividualAssessment::replicationTaskIndividualAssessmentArn,
                Filters.<ReplicationTaskIndividualAssessment>none()
                        .with(
                                "replication-task-assessment-run-arn",
                                ReplicationTaskIndividualAssessment::replicationTaskAssessmentRunArn)
                        .with("replication-task-arn", check -> get(check.replicationTaskAssessmentRunArn())
                                .replicationTaskArn())
                        .with("status", ReplicationTaskIndividualAssessment::status),
                conductor.shelf("individual-assessment", ModelCodec.of(ReplicationTaskIndividualAssessment::builder)));
    }

    /** Adds a task's latest run. */
    void add(ReplicationTaskAssessmentRun run, List<ReplicationTaskIndividualAssessment> itsChecks, List<Tag> itsTags) {
        ofTask(run.replicationTaskArn()).forEach(earlier -> {
            if (earlier.assessmentRunName().equals(run.assessmentRunName())) {
                throw Faults.alreadyExists("replication task " + run.replicationTaskArn()
                        + " already has an assessment run with name " + run.assessmentRunName());
            }
        });
        ofTask(run.replicationTaskArn())
                .forEach(earlier -> runs.replace(
                        earlier.toBuilder().isLatestTaskAssessmentRun(false).build()));
        runs.add(run);
        itsChecks.forEach(checks::add);
        tags.put(run.replicationTaskAssessmentRunArn(), itsTags);
    }

    ReplicationTaskAssessmentRun get(String arn) {
        return runs.get("ReplicationTaskAssessmentRunArn", arn);
    }

    List<String> arns() {
        return runs.all().stream()
                .map(ReplicationTaskAssessmentRun::replicationTaskAssessmentRunArn)
                .toList();
    }

    boolean exists(String arn) {
        return runs.find(arn).isPresent();
    }

    AssessmentStatus status(String arn) {
        return runs.find(arn).map(run -> AssessmentStatus.of(run.status())).orElse(AssessmentStatus.DELETING);
    }

    /** The only place where the status of a run changes. */
    ReplicationTaskAssessmentRun become(String arn, AssessmentStatus next, Optional<String> message) {
        AssessmentStatus status = status(arn);
        if (!status.canBecome(next)) {
            throw Faults.invalidState(
                    "assessment run " + arn + " is " + status.word() + " and cannot be " + next.word());
        }
        return change(arn, run -> run.toBuilder()
                .status(next.word())
                .lastFailureMessage(message.orElse(null))
                .build());
    }

    /** Notes how far a check of a run is: pending, running, passed, warning, failed, error or cancelled. */
    void note(String runArn, Assessment assessment, String status) {
        checksOf(runArn).stream()
                .filter(check -> check.individualAssessmentName().equals(assessment.word()))
                .forEach(
                        check -> checks.replace(check.toBuilder().status(status).build()));
        count(runArn);
    }

    /** Notes the same for every check that is not over. */
    void noteRest(String runArn, String status) {
        checksOf(runArn).stream()
                .filter(check -> isOpen(check.status()))
                .forEach(
                        check -> checks.replace(check.toBuilder().status(status).build()));
        count(runArn);
    }

    private void count(String runArn) {
        List<String> over = checksOf(runArn).stream()
                .map(ReplicationTaskIndividualAssessment::status)
                .filter(status -> !isOpen(status))
                .toList();
        change(runArn, run -> run.toBuilder()
                .assessmentProgress(progress -> progress.individualAssessmentCount(
                                checksOf(runArn).size())
                        .individualAssessmentCompletedCount(over.size()))
                .resultStatistic(statistic(over))
                .build());
    }

    private static ReplicationTaskAssessmentRunResultStatistic statistic(List<String> over) {
        return ReplicationTaskAssessmentRunResultStatistic.builder()
                .passed(count(over, "passed"))
                .warning(count(over, "warning"))
                .failed(count(over, "failed"))
                .error(count(over, "error"))
                .cancelled(count(over, "cancelled"))
                .skipped(0)
                .build();
    }

    private static int count(List<String> statuses, String status) {
        return (int) statuses.stream().filter(status::equals).count();
    }

    private static boolean isOpen(String status) {
        return status.equals("pending") || status.equals("running");
    }

    private ReplicationTaskAssessmentRun change(String arn, UnaryOperator<ReplicationTaskAssessmentRun> how) {
        ReplicationTaskAssessmentRun changed = how.apply(get(arn));
        runs.replace(changed);
        return changed;
    }

    void remove(String arn) {
        checksOf(arn).forEach(check -> checks.remove(check.replicationTaskIndividualAssessmentArn()));
        runs.remove(arn);
        tags.forget(arn);
    }

    /** Forgets the runs of a task that is gone. */
    void forget(String taskArn) {
        ofTask(taskArn).forEach(run -> remove(run.replicationTaskAssessmentRunArn()));
    }

    private List<ReplicationTaskAssessmentRun> ofTask(String taskArn) {
        return runs.all().stream()
                .filter(run -> run.replicationTaskArn().equals(taskArn))
                .toList();
    }

    private List<ReplicationTaskIndividualAssessment> checksOf(String runArn) {
        return checks.all().stream()
                .filter(check -> check.replicationTaskAssessmentRunArn().equals(runArn))
                .toList();
    }

    DescribeReplicationTaskAssessmentRunsResponse describe(DescribeReplicationTaskAssessmentRunsRequest request) {
        Page<ReplicationTaskAssessmentRun> page = runs.page(request.filters(), request.maxRecords(), request.marker());
        return DescribeReplicationTaskAssessmentRunsResponse.builder()
                .replicationTaskAssessmentRuns(page.items())
                .marker(page.marker())
                .build();
    }

    DescribeReplicationTaskIndividualAssessmentsResponse describe(
            DescribeReplicationTaskIndividualAssessmentsRequest request) {
        Page<ReplicationTaskIndividualAssessment> page =
                checks.page(request.filters(), request.maxRecords(), request.marker());
        return DescribeReplicationTaskIndividualAssessmentsResponse.builder()
                .replicationTaskIndividualAssessments(page.items())
                .marker(page.marker())
                .build();
    }
}
