package io.dmskit.local.dms;

import io.dmskit.endpoint.Engine;
import io.dmskit.local.engine.Assessment;
import io.dmskit.local.engine.AssessmentEvidence;
import io.dmskit.local.engine.ReplicationException;
import io.dmskit.local.engine.ReplicationSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.databasemigration.model.CancelReplicationTaskAssessmentRunRequest;
import software.amazon.awssdk.services.databasemigration.model.CancelReplicationTaskAssessmentRunResponse;
import software.amazon.awssdk.services.databasemigration.model.DeleteReplicationTaskAssessmentRunRequest;
import software.amazon.awssdk.services.databasemigration.model.DeleteReplicationTaskAssessmentRunResponse;
import software.amazon.awssdk.services.databasemigration.model.DescribeApplicableIndividualAssessmentsRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeApplicableIndividualAssessmentsResponse;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTaskAssessmentRun;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTaskIndividualAssessment;
import software.amazon.awssdk.services.databasemigration.model.StartReplicationTaskAssessmentRunRequest;
import software.amazon.awssdk.services.databasemigration.model.StartReplicationTaskAssessmentRunResponse;

/**
 * Starts, carries out, cancels and deletes premigration assessment runs. The checks really look at both databases. Nothing is
 * written to the bucket that a run names: what was found stands in the run's last failure message. Used under the {@link Conductor}
 * only.
 */
final class Assessments {
    private final Account account;
    private final Conductor conductor;
    private final Tasks tasks;
    private final Runs runs;
    private final AssessmentRuns assessments;

    Assessments(Account account, Conductor conductor, Tasks tasks, Runs runs, AssessmentRuns assessments) {
        this.account = account;
        this.conductor = conductor;
        this.tasks = tasks;
        this.runs = runs;
        this.assessments = assessments;
    }

    DescribeApplicableIndividualAssessmentsResponse applicable(DescribeApplicableIndividualAssessmentsRequest request) {
        List<Assessment> applicable = request.replicationTaskArn() == null
                ? AssessmentChoice.applicable(request)
                : applicable(tasks.get(request.replicationTaskArn()));
        Page<String> page = Page.of(
                applicable.stream().map(Assessment::word).sorted().toList(),
                name -> name,
                Page.Size.USUAL,
                request.maxRecords(),
                request.marker());
        return DescribeApplicableIndividualAssessmentsResponse.builder()
                .individualAssessmentNames(page.items())
                .marker(page.marker())
                .build();
    }

    private List<Assessment> applicable(Task task) {
        Engine source = tasks.sourceEngine(task);
        return AssessmentChoice.applicable(
                source, tasks.targetEngine(task), task.definition().type());
    }

    StartReplicationTaskAssessmentRunResponse start(StartReplicationTaskAssessmentRunRequest request) {
        Task task = TaskOperation.START_ASSESSMENT_RUN.checked(tasks.get(request.replicationTaskArn()));
        List<Assessment> chosen = AssessmentChoice.of(applicable(task), request);
        String arn = account.newArn("assessment-run", null);
        ReplicationTaskAssessmentRun run = ReplicationTaskAssessmentRun.builder()
                .replicationTaskAssessmentRunArn(arn)
                .replicationTaskArn(task.arn)
                .status(AssessmentStatus.STARTING.word())
                .replicationTaskAssessmentRunCreationDate(conductor.time())
                .assessmentProgress(progress ->
                        progress.individualAssessmentCount(chosen.size()).individualAssessmentCompletedCount(0))
                .serviceAccessRoleArn(Faults.required("ServiceAccessRoleArn", request.serviceAccessRoleArn()))
                .resultLocationBucket(Faults.required("ResultLocationBucket", request.resultLocationBucket()))
                .resultLocationFolder(request.resultLocationFolder())
                .resultEncryptionMode(request.resultEncryptionMode())
                .resultKmsKeyArn(request.resultKmsKeyArn())
                .assessmentRunName(Faults.required("AssessmentRunName", request.assessmentRunName()))
                .isLatestTaskAssessmentRun(true)
                .build();
        assessments.add(
                run, chosen.stream().map(assessment -> pending(arn, assessment)).toList(), request.tags());
        task.leaveFor(TaskStatus.TESTING);
        conductor.later(Transition.ASSESSMENT_PROVISIONING, () -> gather(task, arn, chosen));
        return StartReplicationTaskAssessmentRunResponse.builder()
                .replicationTaskAssessmentRun(run)
                .build();
    }

    private ReplicationTaskIndividualAssessment pending(String runArn, Assessment assessment) {
        return ReplicationTaskIndividualAssessment.builder()
                .replicationTaskIndividualAssessmentArn(account.newArn("individual-assessment", null))
                .replicationTaskAssessmentRunArn(runArn)
                .individualAssessmentName(assessment.word())
                .status("pending")
                .replicationTaskIndividualAssessmentStartDate(conductor.time())
                .build();
    }

    private void gather(Task task, String arn, List<Assessment> chosen) {
        if (!assessments.status(arn).isUnderWay()) {
            return; // it was cancelled
        }
        assessments.become(arn, AssessmentStatus.RUNNING, Optional.empty());
        conductor.aside(() -> {
            try {
                AssessmentEvidence evidence =
                        AssessmentEvidence.of(runs.spec(task, ReplicationSpec.Start.START_REPLICATION));
                conductor.now(() -> check(new Checking(task, arn, chosen, evidence), 0, new Findings()));
            } catch (ReplicationException e) {
                conductor.now(() -> end(task, arn, AssessmentStatus.ERROR_EXECUTING, String.valueOf(e.getMessage())));
            }
        });
    }

    /** What a run goes through, one after the other. */
    private record Checking(Task task, String arn, List<Assessment> chosen, AssessmentEvidence evidence) {}

    private void check(Checking run, int index, Findings findings) {
        if (!assessments.status(run.arn).isUnderWay()) {
            return; // it was cancelled
        }
        if (index == run.chosen.size()) {
            end(run.task, run.arn, findings.status(), findings.text());
            return;
        }
        Assessment assessment = run.chosen.get(index);
        assessments.note(run.arn, assessment, "running");
        conductor.later(Transition.ASSESSMENT_CHECKING, () -> {
            if (assessments.status(run.arn).isUnderWay()) {
                Assessment.Result result = assessment.on(run.evidence);
                assessments.note(run.arn, assessment, result.verdict().word());
                check(run, index + 1, findings.with(assessment, result));
            }
        });
    }

    private void end(Task task, String arn, AssessmentStatus how, String message) {
        if (assessments.status(arn) == AssessmentStatus.CANCELLING && how != AssessmentStatus.FAILED) {
            return; // cancelled while the databases were asked
        }
        assessments.noteRest(arn, how == AssessmentStatus.ERROR_EXECUTING ? "error" : "cancelled");
        assessments.become(arn, how, Optional.of(message).filter(text -> !text.isEmpty()));
        task.comeBack();
    }

    CancelReplicationTaskAssessmentRunResponse cancel(CancelReplicationTaskAssessmentRunRequest request) {
        ReplicationTaskAssessmentRun run = assessments.get(request.replicationTaskAssessmentRunArn());
        String arn = run.replicationTaskAssessmentRunArn();
        ReplicationTaskAssessmentRun cancelling =
                assessments.become(arn, AssessmentStatus.CANCELLING, Optional.empty());
        Task task = tasks.get(run.replicationTaskArn());
        conductor.later(
                Transition.ASSESSMENT_CHECKING,
                () -> end(task, arn, AssessmentStatus.FAILED, "The assessment run was cancelled."));
        return CancelReplicationTaskAssessmentRunResponse.builder()
                .replicationTaskAssessmentRun(cancelling)
                .build();
    }

    DeleteReplicationTaskAssessmentRunResponse delete(DeleteReplicationTaskAssessmentRunRequest request) {
        String arn = assessments.get(request.replicationTaskAssessmentRunArn()).replicationTaskAssessmentRunArn();
        ReplicationTaskAssessmentRun deleting = assessments.become(arn, AssessmentStatus.DELETING, Optional.empty());
        removeLater(arn);
        return DeleteReplicationTaskAssessmentRunResponse.builder()
                .replicationTaskAssessmentRun(deleting)
                .build();
    }

    private void removeLater(String arn) {
        conductor.later(Transition.ASSESSMENT_DELETING, () -> assessments.remove(arn));
    }

    /** Ends what an earlier process left: what it had seen of the databases is lost, so that a run under way has no result. */
    void goOn() {
        for (String arn : assessments.arns()) {
            switch (assessments.status(arn)) {
                case STARTING, RUNNING -> leave(arn, AssessmentStatus.ERROR_EXECUTING);
                case CANCELLING -> leave(arn, AssessmentStatus.FAILED);
                case DELETING -> removeLater(arn);
                default -> {
                    // It is over.
                }
            }
        }
    }

    private void leave(String arn, AssessmentStatus how) {
        assessments.noteRest(arn, "cancelled");
        assessments.become(
                arn, how, Optional.of("dmskit-local ended before the assessment run did; start another one."));
    }

    /** What the checks of a run have found so far. */
    private record Findings(Assessment.Verdict worst, List<String> all) {
        Findings() {
            this(Assessment.Verdict.PASSED, List.of());
        }

        Findings with(Assessment assessment, Assessment.Result result) {
            List<String> more = result.findings().stream()
                    .map(finding -> assessment.word() + ": " + finding)
                    .toList();
            return new Findings(
                    result.verdict().compareTo(worst) > 0 ? result.verdict() : worst,
                    Stream.concat(all.stream(), more.stream()).toList());
        }

        AssessmentStatus status() {
            return AssessmentStatus.of(worst.word());
        }

        String text() {
            return String.join("; ", all);
        }
    }
}
