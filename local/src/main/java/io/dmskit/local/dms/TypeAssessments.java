package io.dmskit.local.dms;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dmskit.local.engine.Assessment;
import io.dmskit.local.engine.AssessmentEvidence;
import io.dmskit.local.engine.ReplicationException;
import io.dmskit.local.engine.ReplicationSpec;
import io.dmskit.local.store.Shelf;
import io.dmskit.local.wire.ModelCodec;
import java.util.List;
import java.util.TreeMap;
import software.amazon.awssdk.services.databasemigration.model.DescribeReplicationTaskAssessmentResultsRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeReplicationTaskAssessmentResultsResponse;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTaskAssessmentResult;
import software.amazon.awssdk.services.databasemigration.model.StartReplicationTaskAssessmentRequest;
import software.amazon.awssdk.services.databasemigration.model.StartReplicationTaskAssessmentResponse;

/**
 * The older assessment of a stopped task, which looks at data types only. The layout of AWS's result file is not documented: here
 * it names the task and one finding for each column. Used under the {@link Conductor} only.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/dms/latest/APIReference/API_StartReplicationTaskAssessment.html">StartReplicationTaskAssessment</a>
 */
final class TypeAssessments {
    private static final JsonMapper JSON = new JsonMapper();

    private final Conductor conductor;
    private final Tasks tasks;
    private final Connections connections;
    private final Runs runs;
    private final Shelf<ReplicationTaskAssessmentResult> shelf;
    private final TreeMap<String, ReplicationTaskAssessmentResult> latest;

    TypeAssessments(Conductor conductor, Tasks tasks, Connections connections, Runs runs) {
        this.conductor = conductor;
        this.tasks = tasks;
        this.connections = connections;
        this.runs = runs;
        shelf = conductor.shelf("assessment-result", ModelCodec.of(ReplicationTaskAssessmentResult::builder));
        latest = new TreeMap<>(shelf.kept());
    }

    StartReplicationTaskAssessmentResponse start(StartReplicationTaskAssessmentRequest request) {
        Task task = TaskOperation.ASSESS.checked(tasks.get(request.replicationTaskArn()));
        TaskDefinition definition = task.definition();
        connections.requireSuccessful(definition.instanceArn(), definition.sourceArn());
        connections.requireSuccessful(definition.instanceArn(), definition.targetArn());
        task.leaveFor(TaskStatus.TESTING);
        conductor.later(Transition.ASSESSMENT_PROVISIONING, () -> conductor.aside(() -> look(task)));
        return StartReplicationTaskAssessmentResponse.builder()
                .replicationTask(tasks.described(task))
                .build();
    }

    private void look(Task task) {
        try {
            AssessmentEvidence evidence =
                    AssessmentEvidence.of(runs.spec(task, ReplicationSpec.Start.START_REPLICATION));
            List<String> findings =
                    Assessment.UNSUPPORTED_DATA_TYPES_IN_SOURCE.on(evidence).findings();
            end(task, findings.isEmpty() ? "No issues found" : "Issues found", findings);
        } catch (ReplicationException e) {
            end(task, "Error", List.of(String.valueOf(e.getMessage())));
        }
    }

    private void end(Task task, String status, List<String> findings) {
        conductor.later(Transition.ASSESSMENT_CHECKING, () -> {
            keep(ReplicationTaskAssessmentResult.builder()
                    .replicationTaskIdentifier(task.identifier())
                    .replicationTaskArn(task.arn)
                    .replicationTaskLastAssessmentDate(conductor.time())
                    .assessmentStatus(status)
                    .assessmentResultsFile(task.identifier() + "/" + conductor.time())
                    .assessmentResults(json(task, findings))
                    .build());
            task.comeBack();
        });
    }

    private void keep(ReplicationTaskAssessmentResult result) {
        latest.put(result.replicationTaskArn(), result);
        shelf.put(result.replicationTaskArn(), result);
    }

    private static String json(Task task, List<String> findings) {
        ObjectNode root = JSON.createObjectNode().put("task-name", task.identifier());
        findings.forEach(root.putArray("findings")::add);
        return root.toString();
    }

    DescribeReplicationTaskAssessmentResultsResponse describe(DescribeReplicationTaskAssessmentResultsRequest request) {
        String arn = request.replicationTaskArn();
        List<ReplicationTaskAssessmentResult> asked = arn == null
                ? List.copyOf(latest.values())
                : latest.containsKey(tasks.get(arn).arn) ? List.of(latest.get(arn)) : List.of();
        Page<ReplicationTaskAssessmentResult> page = Page.of(
                asked,
                ReplicationTaskAssessmentResult::replicationTaskArn,
                Page.Size.USUAL,
                request.maxRecords(),
                request.marker());
        return DescribeReplicationTaskAssessmentResultsResponse.builder()
                .replicationTaskAssessmentResults(page.items())
                .marker(page.marker())
                .build();
    }

    /** Forgets the result of a task that is gone. */
    void forget(String taskArn) {
        latest.remove(taskArn);
        shelf.remove(taskArn);
    }
}
