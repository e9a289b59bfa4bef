package io.dmskit.local.dms;

import io.dmskit.endpoint.Engine;
import io.dmskit.settings.MigrationType;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.databasemigration.model.CreateReplicationTaskRequest;
import software.amazon.awssdk.services.databasemigration.model.CreateReplicationTaskResponse;
import software.amazon.awssdk.services.databasemigration.model.DescribeReplicationTasksRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeReplicationTasksResponse;
import software.amazon.awssdk.services.databasemigration.model.DescribeTableStatisticsRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeTableStatisticsResponse;
import software.amazon.awssdk.services.databasemigration.model.ModifyReplicationTaskRequest;
import software.amazon.awssdk.services.databasemigration.model.ModifyReplicationTaskResponse;
import software.amazon.awssdk.services.databasemigration.model.ReplicationEndpointTypeValue;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTask;
import software.amazon.awssdk.services.databasemigration.model.TableStatistics;

/** The replication tasks: creating, describing and modifying them. Used under the {@link Conductor} only. */
final class Tasks {
    private static final int MAX_IDENTIFIER = 255;

    private final Account account;
    private final Conductor conductor;
    private final Instances instances;
    private final Endpoints endpoints;
    private final Tags tags;
    private final Events events;
    private final KeptStatistics statistics;
    private final Consumer<String> gone;
    private final Resources<Task> tasks;

    /** Makes them; {@code gone} hears of those deleted. */
    Tasks(
            Account account,
            Conductor conductor,
            Instances instances,
            Endpoints endpoints,
            Tags tags,
            Events events,
            KeptStatistics statistics,
            Consumer<String> gone) {
        this.account = account;
        this.conductor = conductor;
        this.instances = instances;
        this.endpoints = endpoints;
        this.tags = tags;
        this.events = events;
        this.statistics = statistics;
        this.gone = gone;
        tasks = new Resources<>(
                "replication task",
                Task::identifier,
                task -> task.arn,
                Filters.<Task>none()
                        .with("replication-task-arn", task -> task.arn)
                        .with("replication-task-id", Task::identifier)
                        .with("migration-type", task -> task.definition().type().word())
                        .with("replication-instance-arn", task -> task.definition()
                                .instanceArn())
                        .withAny("endpoint-arn", Tasks::endpointArns),
                conductor.shelf("replication-task", new TaskCodec()));
        tasks.all().forEach(this::watch);
        tasks.all().forEach(statistics::restore);
    }

    private void watch(Task task) {
        task.onChange(() -> tasks.changed(task));
    }

    CreateReplicationTaskResponse create(CreateReplicationTaskRequest request) {
        String name =
                Faults.identifier("ReplicationTaskIdentifier", request.replicationTaskIdentifier(), MAX_IDENTIFIER);
        tasks.refuseTaken(name);
        Task task = new Task(
                account.newArn("task", request.resourceIdentifier()), definition(name, request), conductor.time());
        tasks.add(task);
        watch(task);
        tags.put(task.arn, request.tags());
        events.ofTask(task, "creation", "Replication task has been created.");
        becomeReadyLater(task);
        return CreateReplicationTaskResponse.builder()
                .replicationTask(described(task))
                .build();
    }

    private void becomeReadyLater(Task task) {
        conductor.later(Transition.TASK_CREATING, () -> task.become(TaskStatus.READY));
    }

    /** Lets what was on its way in an earlier process go on to its end, as far as no run has to do with it. */
    void goOn() {
        for (Task task : tasks.all()) {
            switch (task.status()) {
                case CREATING -> becomeReadyLater(task);
                case MODIFYING -> comeBackLater(task);
                case TESTING -> task.comeBack();
                default -> {
                    // At rest, or on with whoever controls its runs and moves.
                }
            }
        }
    }

    private void comeBackLater(Task task) {
        conductor.later(Transition.TASK_MODIFYING, task::comeBack);
    }

    private TaskDefinition definition(String name, CreateReplicationTaskRequest request) {
        StoredEndpoint source = endpoints.usableAs(
                ReplicationEndpointTypeValue.SOURCE, "SourceEndpointArn", request.sourceEndpointArn());
        StoredEndpoint target = endpoints.usableAs(
                ReplicationEndpointTypeValue.TARGET, "TargetEndpointArn", request.targetEndpointArn());
        return new TaskDefinition(
                name,
                source.arn(),
                target.arn(),
                instances.available(request.replicationInstanceArn()).replicationInstanceArn(),
                TaskDefinition.type(request.migrationTypeAsString()),
                String.valueOf(request.tableMappings()),
                TaskDefinition.mappings(request.tableMappings()),
                TaskDefinition.settingsOfNew(request.replicationTaskSettings()),
                CdcPositions.of(
                        source.engine(), request.cdcStartTime(), request.cdcStartPosition(), request.cdcStopPosition()),
                request.taskData());
    }

    /** Returns a task as every answer shows it. */
    ReplicationTask described(Task task) {
        return TaskDescription.of(task, conductor.time(), instances);
    }

    DescribeReplicationTasksResponse describe(DescribeReplicationTasksRequest request) {
        Page<Task> page = tasks.page(request.filters(), request.maxRecords(), request.marker());
        boolean withSettings = !Boolean.TRUE.equals(request.withoutSettings());
        return DescribeReplicationTasksResponse.builder()
                .replicationTasks(page.items().stream()
                        .map(task -> withSettings
                                ? described(task)
                                : TaskDescription.withoutSettings(task, conductor.time()))
                        .toList())
                .marker(page.marker())
                .build();
    }

    DescribeTableStatisticsResponse statistics(DescribeTableStatisticsRequest request) {
        Task task = get(request.replicationTaskArn());
        Page<TableStatistics> page =
                TableStatisticsPages.of(task, request.filters(), request.maxRecords(), request.marker());
        return DescribeTableStatisticsResponse.builder()
                .replicationTaskArn(task.arn)
                .tableStatistics(page.items())
                .marker(page.marker())
                .build();
    }

    ModifyReplicationTaskResponse modify(ModifyReplicationTaskRequest request) {
        Task task = TaskOperation.MODIFY.checked(get(request.replicationTaskArn()));
        TaskDefinition changed = changed(task.definition(), request);
        tasks.remove(task.arn);
        task.redefine(changed);
        tasks.add(task);
        task.leaveFor(TaskStatus.MODIFYING);
        events.ofTask(task, "configuration change", "Replication task has been modified.");
        comeBackLater(task);
        return ModifyReplicationTaskResponse.builder()
                .replicationTask(described(task))
                .build();
    }

    private TaskDefinition changed(TaskDefinition before, ModifyReplicationTaskRequest request) {
        String mappings = request.tableMappings();
        String settings = request.replicationTaskSettings();
        MigrationType type = request.migrationTypeAsString() == null
                ? before.type()
                : TaskDefinition.type(request.migrationTypeAsString());
        CdcPositions cdc = CdcPositions.of(
                endpoints.usable("SourceEndpointArn", before.sourceArn()).engine(),
                request.cdcStartTime(),
                request.cdcStartPosition(),
                request.cdcStopPosition());
        return new TaskDefinition(
                renamed(before, request.replicationTaskIdentifier()),
                before.sourceArn(),
                before.targetArn(),
                before.instanceArn(),
                type,
                mappings == null ? before.mappingsJson() : mappings,
                mappings == null ? before.mappings() : TaskDefinition.mappings(mappings),
                settings == null ? before.settings() : before.changedSettings(settings),
                before.cdc().overriddenBy(cdc),
                request.taskData() == null ? before.data() : request.taskData());
    }

    private String renamed(TaskDefinition before, @Nullable String name) {
        if (name == null || name.equalsIgnoreCase(before.identifier())) {
            return before.identifier();
        }
        tasks.refuseTaken(Faults.identifier("ReplicationTaskIdentifier", name, MAX_IDENTIFIER));
        return name;
    }

    Task get(String arn) {
        return tasks.get("ReplicationTaskArn", arn);
    }

    /** Refuses to go on when the instance of a task cannot take work. */
    void requireInstance(Task task) {
        instances.available(task.definition().instanceArn());
    }

    void remove(Task task) {
        tasks.remove(task.arn);
        gone.accept(task.arn);
        statistics.forget(task.arn);
    }

    List<Task> all() {
        return tasks.all();
    }

    /** Returns the task of this ARN or identifier. */
    Task named(String name) {
        return tasks.named(name);
    }

    Optional<Task> find(String arn) {
        return tasks.find(arn);
    }

    boolean anyOn(String instanceArn) {
        return tasks.all().stream()
                .anyMatch(task -> task.definition().instanceArn().equals(instanceArn));
    }

    boolean anyWith(String endpointArn) {
        return tasks.all().stream().anyMatch(task -> endpointArns(task).anyMatch(endpointArn::equals));
    }

    Engine sourceEngine(Task task) {
        return endpoints
                .usable("SourceEndpointArn", task.definition().sourceArn())
                .engine();
    }

    Engine targetEngine(Task task) {
        return endpoints
                .usable("TargetEndpointArn", task.definition().targetArn())
                .engine();
    }

    private static Stream<String> endpointArns(Task task) {
        return Stream.of(task.definition().sourceArn(), task.definition().targetArn());
    }
}
