package io.dmskit.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dmskit.Dms;
import io.dmskit.LocalAws;
import io.dmskit.cdk.CustomResources.Answer;
import io.dmskit.endpoint.EndpointDefinition;
import io.dmskit.endpoint.Engine;
import io.dmskit.local.DmskitLocal;
import io.dmskit.local.database.PostgresServer;
import io.dmskit.local.dms.Timeline;
import io.dmskit.local.fault.InjectedFault;
import io.dmskit.local.wire.Disturbance.Lost;
import io.dmskit.mapping.TableMappings;
import io.dmskit.mapping.fluent.Mapping;
import io.dmskit.migration.Alarms;
import io.dmskit.migration.Capacity;
import io.dmskit.migration.Cdc;
import io.dmskit.migration.CutoverPolicy;
import io.dmskit.migration.Migration;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.TaskSettings;
import io.dmskit.task.Poller;
import io.dmskit.task.ReplicationHandle;
import io.dmskit.task.TaskSnapshot;
import io.dmskit.task.TaskStatus;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.Tag;

/**
 * The functions behind start and update policies, deployed as far as that goes without AWS: the template's properties and assets,
 * CDK's own framework, real Node, dmskit-local, PostgreSQL. What CloudFormation does between the events, the SDK does here.
 */
class ReplicationRunIT {
    private static final String STOP = "Custom::DmsReplicationStop";
    private static final String START = "Custom::DmsReplicationStart";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Poller POLLER = Poller.every(Duration.ofMillis(20));
    private static final TableMappings ACCOUNTS =
            TableMappings.of(Mapping.table("bank", "accounts").include());
    private static final TableMappings ALL =
            TableMappings.of(Mapping.tables("bank", "%").include());

    private static PostgresServer source;
    private static PostgresServer target;

    /** Transitions as they are, or longer than that. */
    private static final class Transitions implements Timeline {
        private final Timeline real = Timeline.real();
        private volatile Duration longer = Duration.ZERO;

        @Override
        public void after(Duration delay, Runnable step) {
            real.after(delay.plus(longer), step);
        }

        @Override
        public void close() {
            real.close();
        }
    }

    private DmskitLocal local;
    private DatabaseMigrationClient client;
    private Dms dms;
    private Transitions transitions = new Transitions();
    private CustomResources resources;
    private StartPolicy startPolicy = StartPolicy.ON_DEPLOY;

    @BeforeAll
    static void startServers() {
        source = PostgresServer.start("old");
        target = PostgresServer.start("new");
    }

    @AfterAll
    static void stopServers() {
        source.close();
        target.close();
    }

    @BeforeEach
    void fill(@TempDir(factory = NodeClients.Beside.class) Path folder) throws Exception {
        transitions = new Transitions();
        local = DmskitLocal.builder().time(InstantSource.system(), transitions).start();
        client = LocalAws.client(local, DatabaseMigrationClient.builder());
        dms = Dms.over(client, POLLER);
        LocalAws.publishSecret(local, "old", source);
        LocalAws.publishSecret(local, "new", target);
        run(target, "DROP SCHEMA IF EXISTS bank CASCADE");
        run(source, "DROP SCHEMA IF EXISTS bank CASCADE; CREATE SCHEMA bank");
        run(source, "CREATE TABLE bank.accounts (id int PRIMARY KEY, n int)");
        run(source, "INSERT INTO bank.accounts SELECT i, i FROM generate_series(1, 1000) i");
        resources = new CustomResources(NodeClients.installed(), local, folder);
    }

    @AfterEach
    void close() {
        client.close();
        local.close();
    }

    @Test
    void startsATaskStopsItForAChangeResumesItAndStopsItBeforeItIsDeleted() throws Exception {
        ReplicationHandle task = applied(provisioned(MigrationType.FULL_LOAD_AND_CDC));
        deployed(task, ACCOUNTS);

        assertThat(task.describe().status()).isEqualTo(TaskStatus.READY);
        assertDone(send("Create", STOP, task, false));
        assertDone(send("Create", START, task, false));
        assertThat(task.describe().status()).isEqualTo(TaskStatus.RUNNING);
        awaitEqualRows();

        deployed(task, ALL);
        run(source, "UPDATE bank.accounts SET n = -n WHERE id % 10 = 0");
        Answer stopped = assertDone(send("Update", STOP, task, false));
        assertThat(stopped.data().path("WasRunning").asText()).isEqualTo("true");
        assertThat(task.describe().status()).isEqualTo(TaskStatus.STOPPED);
        run(source, "INSERT INTO bank.accounts SELECT i, i FROM generate_series(2001, 2100) i");
        modified(task, ALL);
        assertDone(send("Update", START, task, true));
        assertThat(task.describe().status()).isEqualTo(TaskStatus.RUNNING);
        run(source, "DELETE FROM bank.accounts WHERE id <= 10");
        awaitEqualRows();
        assertThat(rows(target)).startsWith("1090 ");
        assertThat(task.tables().mapToLong(table -> table.fullLoadRows()).sum())
                .as("loaded once")
                .isEqualTo(1000);

        assertDone(send("Delete", START, task, true));
        assertThat(task.describe().status()).isEqualTo(TaskStatus.STOPPED);
        client.deleteReplicationTask(request -> request.replicationTaskArn(task.arn()));
        assertDone(send("Delete", STOP, task, false));
    }

    @Test
    void doesTheSameWithAServerlessReplication() throws Exception {
        ReplicationHandle replication =
                applied(migration(MigrationType.FULL_LOAD_AND_CDC, new Capacity.Serverless(Optional.of(2), 16, false)));
        deployed(replication, ACCOUNTS);

        assertDone(send("Create", STOP, replication, false));
        assertDone(send("Create", START, replication, false));
        assertThat(replication.describe().status()).isEqualTo(TaskStatus.RUNNING);
        awaitEqualRows();

        deployed(replication, ALL);
        Answer stopped = assertDone(send("Update", STOP, replication, false));
        assertThat(stopped.data().path("WasRunning").asText()).isEqualTo("true");
        run(source, "INSERT INTO bank.accounts SELECT i, i FROM generate_series(2001, 2100) i");
        modifiedConfig(replication, ALL);
        assertDone(send("Update", START, replication, true));
        assertThat(replication.describe().status()).isEqualTo(TaskStatus.RUNNING);
        awaitEqualRows();
        assertThat(rows(target)).startsWith("1100 ");

        assertDone(send("Delete", START, replication, true));
        assertThat(replication.describe().status()).isEqualTo(TaskStatus.STOPPED);
    }

    @Test
    void leavesATaskAloneThatSomebodyStoppedOrThatNoPolicyCoversAnyMore() throws Exception {
        ReplicationHandle task = applied(provisioned(MigrationType.FULL_LOAD_AND_CDC));
        deployed(task, ACCOUNTS);
        assertDone(send("Create", STOP, task, false));
        assertDone(send("Create", START, task, false));
        task.stop(LIMIT);

        assertDone(send("Update", START, task, true));
        assertThat(task.describe().status())
                .as("the answer is of an earlier deployment")
                .isEqualTo(TaskStatus.STOPPED);

        deployed(task, ALL);
        Answer stopped = assertDone(send("Update", STOP, task, false));
        assertThat(stopped.data().path("WasRunning").asText()).isEqualTo("false");
        modified(task, ALL);
        assertDone(send("Update", START, task, false));
        assertThat(task.describe().status()).isEqualTo(TaskStatus.STOPPED);

        task.resume();
        task.awaitRunning(LIMIT);
        assertDone(send("Update", STOP, task, false));
        assertThat(task.describe().status()).as("nothing changed").isEqualTo(TaskStatus.RUNNING);

        client.removeTagsFromResource(request -> request.resourceArn(task.arn()).tagKeys(ReplicationRun.TAG));
        assertDone(send("Delete", START, task, true));
        assertThat(task.describe().status()).as("only its policies went").isEqualTo(TaskStatus.RUNNING);
    }

    @Test
    void aFullLoadThatIsOverCounts() throws Exception {
        run(source, "DELETE FROM bank.accounts WHERE id > 1");
        ReplicationHandle task = applied(provisioned(MigrationType.FULL_LOAD));
        deployed(task, ACCOUNTS);

        assertDone(send("Create", START, task, false));
        task.awaitStopped(LIMIT);
        Optional<Instant> started = task.describe().started();
        assertDone(send("Create", START, task, false));
        assertThat(task.describe().started()).as("not loaded again").isEqualTo(started);
        assertThat(rows(target)).startsWith("1 ");
    }

    @Test
    void saysWhichConnectionFailedAndWhyAndStartsNothing() throws Exception {
        ReplicationHandle task = applied(provisioned(MigrationType.FULL_LOAD_AND_CDC));
        deployed(task, ACCOUNTS);
        local.faults().inject(new InjectedFault.FailingConnection("bank-target", "no route to host"));

        Answer answer = send("Create", START, task, false);
        assertThat(answer.status()).isEqualTo("FAILED");
        assertThat(answer.reason())
                .contains("endpoint bank-target cannot be connected to: Test Endpoint failed: no route to host")
                .doesNotContain(target.password());
        assertThat(task.describe().status()).isEqualTo(TaskStatus.READY);
    }

    @Test
    void saysWhyARunDidNotComeToRun() throws Exception {
        ReplicationHandle task = applied(provisioned(MigrationType.FULL_LOAD_AND_CDC));
        deployed(task, ACCOUNTS);
        run(
                source,
                "SELECT pg_create_logical_replication_slot('taken_' || i, 'test_decoding')"
                        + " FROM generate_series(1, current_setting('max_replication_slots')::int) i");
        try {
            Answer answer = send("Create", START, task, false);
            assertThat(answer.status()).isEqualTo("FAILED");
            assertThat(answer.reason())
                    .contains("replication task bank did not come to run: status failed", "no replication slot free")
                    .doesNotContain(source.password());
        } finally {
            run(source, "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots");
        }
    }

    @Test
    void aFailureThatLooksLikeTheOneBeforeCountsWhenTheStartMustHaveShown() throws Exception {
        ReplicationHandle task = applied(provisioned(MigrationType.FULL_LOAD_AND_CDC));
        deployed(task, ACCOUNTS);
        assertDone(send("Create", START, task, false));
        local.faults().inject(new InjectedFault.TaskFailure("bank", "out of luck", false));
        task.awaitStopped(LIMIT);

        assertThat(isComplete(task, Duration.ofMinutes(1)).path("IsComplete").asBoolean(true))
                .isFalse();
        assertThat(isComplete(task, Duration.ofMinutes(4)).path("error").asText())
                .contains("replication task bank did not come to run: status failed", "out of luck");
    }

    /** Asks for a start that was accepted some time ago, of a task that looked then as it does now. */
    private JsonNode isComplete(ReplicationHandle task, Duration ago) throws Exception {
        TaskSnapshot now = task.describe();
        ArrayNode run = JSON.createArrayNode()
                .add(now.status().word())
                .add(ofJavaScript(now.statistics().start().or(now::started)))
                .add(ofJavaScript(now.statistics().stop()))
                .add(now.lastFailureMessage().orElse(null));
        ObjectNode begun = JSON.createObjectNode()
                .put("Before", run.toString())
                .put("Begun", Instant.now().minus(ago).toEpochMilli());
        return resources.isComplete(START, Map.of("ReplicationArn", task.arn()), begun);
    }

    private static @Nullable String ofJavaScript(Optional<Instant> time) {
        return time.map(there -> there.truncatedTo(ChronoUnit.MILLIS))
                .map(MILLIS::format)
                .orElse(null);
    }

    @Test
    void aDeploymentThatFailsAfterTheStopLeavesTheTaskStopped() throws Exception {
        ReplicationHandle task = applied(provisioned(MigrationType.FULL_LOAD_AND_CDC));
        deployed(task, ACCOUNTS);
        assertDone(send("Create", STOP, task, false));
        assertDone(send("Create", START, task, false));

        deployed(task, ALL);
        assertDone(send("Update", STOP, task, false));
        modified(task, ALL);
        String fault = local.faults().inject(new InjectedFault.FailingConnection("bank-target", "no route to host"));
        assertThat(send("Update", START, task, true).reason()).contains("no route to host");
        local.faults().clear(fault);

        deployed(task, ACCOUNTS);
        Answer rolledBack = assertDone(send("Update", STOP, task, false));
        assertThat(rolledBack.data().path("WasRunning").asText()).isEqualTo("false");
        modified(task, ACCOUNTS);
        assertDone(send("Update", START, task, false));
        assertThat(task.describe().status()).isEqualTo(TaskStatus.STOPPED);
        task.resume();
        awaitEqualRows();
    }

    @Test
    void refusesToMakeANewTaskInPlaceOfOneThatRuns() throws Exception {
        ReplicationHandle task = applied(provisioned(MigrationType.FULL_LOAD_AND_CDC));
        deployed(task, ACCOUNTS);
        assertDone(send("Create", STOP, task, false));
        assertDone(send("Create", START, task, false));

        deployed(task, ACCOUNTS, MigrationType.CDC);
        Answer answer = send("Update", STOP, task, false);
        assertThat(answer.status()).isEqualTo("FAILED");
        assertThat(answer.reason())
                .contains("replication task bank runs, and this deployment would rename it or make a new one");
        assertThat(task.describe().status()).isEqualTo(TaskStatus.RUNNING);

        deployed(task, ACCOUNTS, MigrationType.FULL_LOAD_AND_CDC);
        Answer rolledBack = assertDone(send("Update", STOP, task, false));
        assertThat(rolledBack.data().path("WasRunning").asText()).isEqualTo("false");
        assertThat(task.describe().status()).as("nothing was done").isEqualTo(TaskStatus.RUNNING);

        deployed(task, ACCOUNTS, MigrationType.CDC);
        assertThat(send("Update", STOP, task, false).status()).as("tried again").isEqualTo("FAILED");
    }

    @Test
    void waitsForATaskThatIsOnItsWayToAStop() throws Exception {
        ReplicationHandle task = applied(provisioned(MigrationType.FULL_LOAD_AND_CDC));
        deployed(task, ACCOUNTS);
        assertDone(send("Create", STOP, task, false));
        assertDone(send("Create", START, task, false));

        deployed(task, ALL);
        transitions.longer = Duration.ofSeconds(4);
        client.stopReplicationTask(request -> request.replicationTaskArn(task.arn()));
        Answer stopped = assertDone(send("Update", STOP, task, false));
        assertThat(stopped.data().path("WasRunning").asText()).isEqualTo("false");
        assertThat(task.describe().status()).isEqualTo(TaskStatus.STOPPED);
    }

    @Test
    void loadsTablesThatAChangeBrings() throws Exception {
        loadsWhatIsNew(provisioned(MigrationType.FULL_LOAD_AND_CDC), this::modified);
    }

    @Test
    void loadsTablesThatAChangeBringsToAServerlessReplication() throws Exception {
        loadsWhatIsNew(
                migration(MigrationType.FULL_LOAD_AND_CDC, new Capacity.Serverless(Optional.of(2), 16, false)),
                this::modifiedConfig);
    }

    private void loadsWhatIsNew(Migration migration, BiConsumer<ReplicationHandle, TableMappings> modification)
            throws Exception {
        run(source, "CREATE TABLE bank.cards (id int PRIMARY KEY, n int)");
        run(source, "INSERT INTO bank.cards SELECT i, i FROM generate_series(1, 50) i");
        ReplicationHandle replication = applied(migration);
        deployed(replication, ACCOUNTS);
        assertDone(send("Create", STOP, replication, false));
        assertDone(send("Create", START, replication, false));
        awaitEqualRows();

        deployed(replication, ALL);
        assertDone(send("Update", STOP, replication, false));
        modification.accept(replication, ALL);
        assertDone(send("Update", START, replication, true));
        awaitEqualRows("bank.cards");
        awaitEqualRows();
        assertThat(replication.tables().mapToLong(table -> table.fullLoadRows()).sum())
                .as("each loaded once")
                .isEqualTo(1050);
    }

    @Test
    void stopsForAChangeBehindAReference() throws Exception {
        ReplicationHandle task = applied(provisioned(MigrationType.FULL_LOAD_AND_CDC));
        deployed(task, ACCOUNTS);
        Map<String, String> one = Map.of("ReplicationArn", task.arn(), "References", "one", "WasRunning", "true");
        Map<String, String> two = Map.of("ReplicationArn", task.arn(), "References", "two", "WasRunning", "true");
        assertDone(resources.send("Create", STOP, one));
        assertDone(resources.send("Create", START, one));

        assertDone(resources.send("Update", STOP, one));
        assertThat(task.describe().status()).as("nothing changed").isEqualTo(TaskStatus.RUNNING);
        assertDone(resources.send("Update", STOP, two));
        assertThat(task.describe().status()).isEqualTo(TaskStatus.STOPPED);
        assertDone(resources.send("Update", START, two));
        assertThat(task.describe().status()).isEqualTo(TaskStatus.RUNNING);
    }

    @Test
    void aStartPolicyThatComesLaterStartsWhatHasNeverRunOnly() throws Exception {
        ReplicationHandle task = applied(provisioned(MigrationType.FULL_LOAD_AND_CDC));
        startPolicy = StartPolicy.NEVER;
        deployed(task, ACCOUNTS);
        assertDone(send("Create", START, task, false));
        assertThat(task.describe().status()).isEqualTo(TaskStatus.READY);

        startPolicy = StartPolicy.ON_DEPLOY;
        deployed(task, ACCOUNTS);
        assertDone(send("Update", START, task, false));
        assertThat(task.describe().status()).isEqualTo(TaskStatus.RUNNING);

        task.stop(LIMIT);
        startPolicy = StartPolicy.NEVER;
        deployed(task, ACCOUNTS);
        assertDone(send("Update", START, task, false));
        startPolicy = StartPolicy.ON_DEPLOY;
        deployed(task, ACCOUNTS);
        assertDone(send("Update", START, task, false));
        assertThat(task.describe().status()).as("as in a rollback").isEqualTo(TaskStatus.STOPPED);
    }

    @Test
    void aLoadThatIsOverBeforeALostAnswerIsNoticedCounts() throws Exception {
        run(source, "DELETE FROM bank.accounts WHERE id > 1");
        ReplicationHandle task = applied(provisioned(MigrationType.FULL_LOAD));
        deployed(task, ACCOUNTS);
        local.faults()
                .inject(new InjectedFault.NoAnswer(
                        Set.of("StartReplicationTask"), OptionalInt.of(1), Lost.ANSWER, Duration.ofSeconds(5)));

        assertDone(send("Create", START, task, false));
        assertThat(task.describe().status()).isEqualTo(TaskStatus.STOPPED);
        assertThat(rows(target)).startsWith("1 ");
    }

    private ReplicationHandle applied(Migration migration) {
        return dms.apply(migration, LIMIT);
    }

    private void deployed(ReplicationHandle replication, TableMappings mappings) throws Exception {
        deployed(replication, mappings, replication.describe().migrationType().orElseThrow());
    }

    private void deployed(ReplicationHandle replication, TableMappings mappings, MigrationType type) throws Exception {
        TaskSnapshot there = replication.describe();
        boolean serverless = there.replicationInstanceArn().isEmpty();
        resources.synthesize(stack -> {
            IEndpoint from = Endpoint.fromEndpointArn(stack, "From", there.sourceEndpointArn());
            IEndpoint to = Endpoint.fromEndpointArn(stack, "To", there.targetEndpointArn());
            if (serverless) {
                serverless(stack, from, to, type, mappings);
            } else {
                task(stack, there, from, to, type, mappings);
            }
        });
        String cloudFormationType = serverless ? "AWS::DMS::ReplicationConfig" : "AWS::DMS::ReplicationTask";
        String tag = resources.stackNameOnTag(cloudFormationType, ReplicationRun.TAG);
        client.addTagsToResource(request -> request.resourceArn(there.arn())
                .tags(Tag.builder().key(ReplicationRun.TAG).value(tag).build()));
    }

    private void task(
            Stack stack, TaskSnapshot there, IEndpoint from, IEndpoint to, MigrationType type, TableMappings mappings) {
        ReplicationTask task = ReplicationTask.Builder.create(stack, "Replication")
                .replicationInstance(ReplicationInstance.fromReplicationInstanceAttributes(
                        stack, "Instance", there.replicationInstanceArn(), "bank"))
                .replicationTaskIdentifier("bank")
                .source(from)
                .target(to)
                .migrationType(type)
                .tableMappings(mappings)
                .startPolicy(startPolicy)
                .updatePolicy(UpdatePolicy.STOP_AND_RESUME)
                .build();
        // So that both refer to something.
        CfnParameter data = CfnParameter.Builder.create(stack, "Data").build();
        ((CfnResource) Objects.requireNonNull(task.getNode().getDefaultChild()))
                .addPropertyOverride("TaskData", data.getValueAsString());
    }

    private static void serverless(
            Stack stack, IEndpoint from, IEndpoint to, MigrationType type, TableMappings mappings) {
        ServerlessReplication.Builder.create(stack, "Replication")
                .replicationConfigIdentifier("bank")
                .replicationSubnetGroup(ReplicationSubnetGroup.fromReplicationSubnetGroupName(stack, "Subnets", "bank"))
                .securityGroups(SecurityGroup.fromSecurityGroupId(stack, "Group", "sg-1"))
                .source(from)
                .target(to)
                .migrationType(type)
                .tableMappings(mappings)
                .startPolicy(StartPolicy.ON_DEPLOY)
                .updatePolicy(UpdatePolicy.STOP_AND_RESUME)
                .build();
    }

    private void modified(ReplicationHandle task, TableMappings mappings) {
        client.modifyReplicationTask(
                request -> request.replicationTaskArn(task.arn()).tableMappings(mappings.toJson()));
        awaitChange(task);
    }

    private void modifiedConfig(ReplicationHandle replication, TableMappings mappings) {
        client.modifyReplicationConfig(
                request -> request.replicationConfigArn(replication.arn()).tableMappings(mappings.toJson()));
        awaitChange(replication);
    }

    private static void awaitChange(ReplicationHandle replication) {
        POLLER.until(
                "the change to be made",
                () -> Optional.of(replication.describe().status()).filter(status -> !status.changing()),
                LIMIT);
    }

    private Answer send(String request, String type, ReplicationHandle replication, boolean wasRunning)
            throws Exception {
        Map<String, String> references = new HashMap<>();
        references.put("ReplicationArn", replication.arn());
        references.put("WasRunning", Boolean.toString(wasRunning));
        return resources.send(request, type, references);
    }

    private static Answer assertDone(Answer answer) {
        assertThat(answer.status()).as(answer.reason()).isEqualTo("SUCCESS");
        return answer;
    }

    private static Migration provisioned(MigrationType type) {
        return migration(type, new Capacity.Provisioned("dms.t3.medium", 20, false));
    }

    private static Migration migration(MigrationType type, Capacity capacity) {
        return new Migration(
                "bank",
                type,
                EndpointDefinition.database(Engine.POSTGRES, "old", "old"),
                EndpointDefinition.database(Engine.POSTGRES, "new", "new"),
                ACCOUNTS,
                TaskSettings.DEFAULTS,
                Cdc.NONE,
                capacity,
                Alarms.NONE,
                CutoverPolicy.DEFAULT,
                Optional.empty());
    }

    private static void awaitEqualRows() {
        awaitEqualRows("bank.accounts");
    }

    private static void awaitEqualRows(String table) {
        POLLER.until(
                "equal rows of " + table + " on both sides",
                () -> Optional.of(equalRows(table)).filter(Boolean::booleanValue),
                LIMIT);
    }

    private static boolean equalRows(String table) {
        try {
            return rows(source, table).equals(rows(target, table));
        } catch (SQLException notYet) {
            return false;
        }
    }

    private static String rows(PostgresServer server) throws SQLException {
        return rows(server, "bank.accounts");
    }

    private static String rows(PostgresServer server, String table) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) || ' ' || md5(string_agg(id || ':' || n, ','"
                        + " ORDER BY id)) FROM " + table)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void run(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
