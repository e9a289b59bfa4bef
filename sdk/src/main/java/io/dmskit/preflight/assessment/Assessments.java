package io.dmskit.preflight.assessment;

import io.dmskit.task.Poller;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.DescribeApplicableIndividualAssessmentsResponse;
import software.amazon.awssdk.services.databasemigration.model.DescribeReplicationTaskIndividualAssessmentsResponse;
import software.amazon.awssdk.services.databasemigration.model.Filter;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTaskAssessmentRun;

/**
 * DMS's own premigration assessments of a task: which of them apply, a run of them, and what it found. The task must not be
 * running; while it is assessed its status is {@code testing}. Faults of the service pass through untouched.
 *
 * <pre>{@code
 * AssessmentResult result = Assessments.over(dms.client(), Poller.every(Duration.ofSeconds(15)))
 *         .run(task.arn(), "before-cutover", new ResultStore("my-bucket", "assessments", roleArn), Duration.ofMinutes(30));
 * report = report.with(result.findings(), result.looked());
 * }</pre>
 *
 * <p>Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.AssessmentReport.html">Premigration assessments</a>
 */
public final class Assessments {
    private static final Set<String> OVER =
            Set.of("passed", "warning", "failed", "error-provisioning", "error-executing", "invalid state");

    private final DatabaseMigrationClient client;
    private final Poller poller;

    private Assessments(DatabaseMigrationClient client, Poller poller) {
        this.client = client;
        this.poller = poller;
    }

    /** Works over a client that the caller closes; the poller paces the wait. */
    public static Assessments over(DatabaseMigrationClient client, Poller poller) {
        return new Assessments(client, poller);
    }

    /** Returns the names of the individual assessments that apply to a task. */
    public List<String> applicable(String taskArn) {
        List<String> names = new ArrayList<>();
        Optional<String> marker = Optional.empty();
        do {
            String at = marker.orElse(null);
            DescribeApplicableIndividualAssessmentsResponse page = client.describeApplicableIndividualAssessments(
                    request -> request.replicationTaskArn(taskArn).marker(at));
            names.addAll(page.individualAssessmentNames());
            marker = Optional.ofNullable(page.marker());
        } while (marker.isPresent());
        return names;
    }

    /**
     * Runs every assessment that applies, and waits for the results.
     *
     * @param taskArn the task; it has been created and does not run
     * @param name of the run; unique for the task
     * @param store where DMS puts the details
     * @param timeout how long to wait for the end of the run, which goes on if it is not reached
     * @throws io.dmskit.task.WaitTimeoutException if it is not over in time
     */
    public AssessmentResult run(String taskArn, String name, ResultStore store, Duration timeout) {
        List<String> names = applicable(taskArn);
        ReplicationTaskAssessmentRun started = client.startReplicationTaskAssessmentRun(
                        request -> request.replicationTaskArn(taskArn)
                                .assessmentRunName(name)
                                .serviceAccessRoleArn(store.roleArn())
                                .resultLocationBucket(store.bucket())
                                .resultLocationFolder(store.folder())
                                .includeOnly(names))
                .replicationTaskAssessmentRun();
        String arn = started.replicationTaskAssessmentRunArn();
        ReplicationTaskAssessmentRun over = poller.until(
                "assessment run " + name + " to be over",
                () -> describe(arn),
                run -> run.filter(found -> OVER.contains(found.status())),
                run -> "status " + run.map(ReplicationTaskAssessmentRun::status).orElse("absent"),
                timeout);
        return new AssessmentResult(
                name, over.status(), Optional.ofNullable(over.lastFailureMessage()), store, individual(arn));
    }

    private Optional<ReplicationTaskAssessmentRun> describe(String arn) {
        return client
                .describeReplicationTaskAssessmentRuns(request -> request.filters(byRun(arn)))
                .replicationTaskAssessmentRuns()
                .stream()
                .findFirst();
    }

    private List<AssessmentResult.Individual> individual(String arn) {
        List<AssessmentResult.Individual> results = new ArrayList<>();
        Optional<String> marker = Optional.empty();
        do {
            String at = marker.orElse(null);
            DescribeReplicationTaskIndividualAssessmentsResponse page =
                    client.describeReplicationTaskIndividualAssessments(
                            request -> request.filters(byRun(arn)).marker(at));
            page.replicationTaskIndividualAssessments()
                    .forEach(each -> results.add(
                            new AssessmentResult.Individual(each.individualAssessmentName(), each.status())));
            marker = Optional.ofNullable(page.marker());
        } while (marker.isPresent());
        return results;
    }

    private static Filter byRun(String arn) {
        return Filter.builder()
                .name("replication-task-assessment-run-arn")
                .values(arn)
                .build();
    }
}
