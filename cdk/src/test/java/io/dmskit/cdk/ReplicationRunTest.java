package io.dmskit.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dmskit.endpoint.Tls;
import io.dmskit.mapping.TableMappings;
import io.dmskit.mapping.fluent.Mapping;
import io.dmskit.settings.MigrationType;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.NagPackProps;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.constructs.IConstruct;

class ReplicationRunTest {
    private static final String STOP = "Custom::DmsReplicationStop";
    private static final String START = "Custom::DmsReplicationStart";
    private static final TableMappings SALES =
            TableMappings.of(Mapping.tables("sales", "%").include());
    private static final TableMappings MORE = TableMappings.of(
            Mapping.tables("sales", "%").include(), Mapping.tables("crm", "%").include());

    /** A stack with everything that a replication needs. */
    private static final class Rig {
        final Stack stack = new Stack(new App(), "Bank");

        @Nullable ReplicationTask task;

        final Vpc vpc = Vpc.Builder.create(stack, "Vpc").build();
        final ReplicationInstance instance =
                ReplicationInstance.Builder.create(stack, "Instance").vpc(vpc).build();
        final Endpoint source = Endpoint.Builder.create(stack, "Source")
                .source()
                .engine(EndpointEngine.oracle("BANKPROD", Secret.fromSecretNameV2(stack, "Old", "bank/legacy")))
                .tls(Tls.NONE)
                .build();
        final Endpoint target = Endpoint.Builder.create(stack, "Target")
                .target()
                .engine(EndpointEngine.postgres("modernbank", Secret.fromSecretNameV2(stack, "New", "bank/modern")))
                .build();

        ReplicationTask.Builder task() {
            return task("Orders");
        }

        ReplicationTask.Builder task(String id) {
            return ReplicationTask.Builder.create(stack, id)
                    .replicationInstance(instance)
                    .source(source)
                    .target(target)
                    .migrationType(MigrationType.FULL_LOAD_AND_CDC)
                    .tableMappings(SALES);
        }

        ServerlessReplication.Builder serverless() {
            return ServerlessReplication.Builder.create(stack, "Serverless")
                    .vpc(vpc)
                    .source(source)
                    .target(target)
                    .migrationType(MigrationType.FULL_LOAD_AND_CDC)
                    .tableMappings(SALES);
        }

        ReplicationTask stoppedAndResumed() {
            return task().startPolicy(StartPolicy.ON_DEPLOY)
                    .updatePolicy(UpdatePolicy.STOP_AND_RESUME)
                    .build();
        }

        JsonNode template() {
            return new ObjectMapper().valueToTree(Template.fromStack(stack).toJSON());
        }

        Map<String, JsonNode> resources(String type) {
            Map<String, JsonNode> resources = new TreeMap<>();
            template().get("Resources").properties().stream()
                    .filter(resource -> resource.getValue().get("Type").asText().equals(type))
                    .forEach(resource -> resources.put(resource.getKey(), resource.getValue()));
            return resources;
        }

        JsonNode only(String type) {
            Map<String, JsonNode> all = resources(type);
            assertThat(all).hasSize(1);
            return all.values().iterator().next();
        }

        JsonNode property(String type, String name) {
            return only(type).path("Properties").path(name);
        }

        String fingerprint() {
            return property(STOP, "Fingerprint").asText();
        }

        String identity() {
            return property(STOP, "Identity").asText();
        }
    }

    @Test
    void withoutAPolicyThereIsNothingButTheTask() {
        Rig rig = new Rig();
        rig.task().build();

        assertThat(List.of(STOP, START, "AWS::Lambda::Function"))
                .allSatisfy(type -> assertThat(rig.resources(type)).isEmpty());
        assertThat(rig.property("AWS::DMS::ReplicationTask", "ReplicationTaskIdentifier")
                        .isMissingNode())
                .isTrue();
    }

    @Test
    void stopsBeforeTheTaskAndItsEndpointsAndStartsAfterThemAndTheirRoles() {
        Rig rig = new Rig();
        ReplicationTask task = rig.stoppedAndResumed();

        String stop = rig.resources(STOP).keySet().iterator().next();
        assertThat(dependencies(rig.only("AWS::DMS::ReplicationTask"))).contains(stop);
        assertThat(rig.resources("AWS::DMS::Endpoint").values())
                .hasSize(2)
                .allSatisfy(endpoint -> assertThat(dependencies(endpoint)).contains(stop));
        List<String> before = dependencies(rig.only(START));
        assertThat(before)
                .contains(id(rig, task))
                .containsAll(rig.resources("AWS::DMS::Endpoint").keySet())
                .containsAll(List.of(role(rig, rig.source), role(rig, rig.target)));
        assertThat(rig.property(START, "Start").asText()).isEqualTo("ON_DEPLOY");
        assertThat(rig.property(START, "OnDelete").asText()).isEqualTo("stop");
        assertThat(rig.property(START, "Fingerprint").asText()).isEqualTo(rig.fingerprint());
        assertThat(rig.property(START, "WasRunning")).hasToString("{\"Fn::GetAtt\":[\"" + stop + "\",\"WasRunning\"]}");
    }

    @Test
    void theStopRefersToNothingThatWaitsForIt() {
        Rig rig = new Rig();
        ReplicationTask task = rig.stoppedAndResumed();
        task.getNode().addDependency(rig.source, rig.target, rig.instance);

        assertThat(reached(rig, rig.resources(STOP).keySet().iterator().next()))
                .contains("AWS::Lambda::Function", "AWS::IAM::Policy")
                .noneMatch(type -> type.startsWith("AWS::DMS::") || type.startsWith("AWS::EC2::"));
    }

    @Test
    void mayStartAndStopWhatCarriesItsTagAndTestExactlyItsConnections() {
        Rig rig = new Rig();
        rig.task()
                .replicationTaskIdentifier("bank-orders")
                .startPolicy(StartPolicy.ON_DEPLOY)
                .build();

        String ofThisStack = " if {'StringEquals':{'aws:ResourceTag/dmskit:stack':{'Ref':'AWS::StackName'}}}";
        assertThat(statements(rig, "DmskitReplicationRunStartAndStop"))
                .containsExactly(
                        "['dms:StartReplicationTask','dms:StopReplicationTask','dms:StartReplication','dms:StopReplication']"
                                + " on [" + any("task") + "," + any("replication-config")
                                + "]" + ofThisStack,
                        "['dms:DescribeTableStatistics','dms:ReloadTables','dms:DescribeReplicationTableStatistics',"
                                + "'dms:ReloadReplicationTables'] on [" + any("task") + ","
                                + any("replication-config") + "]" + ofThisStack,
                        "'dms:ListTagsForResource' on [" + any("task") + "," + any("replication-config") + "]",
                        "['dms:DescribeReplicationTasks','dms:DescribeReplications','dms:DescribeConnections'] on '*'");
        assertThat(statements(rig, "OrdersTestConnections"))
                .containsExactly("'dms:TestConnection' on [{'Ref':'" + id(rig, rig.source) + "'},{'Ref':'"
                        + id(rig, rig.target) + "'},{'Ref':'" + id(rig, rig.instance) + "'}]");
        assertThat(rig.property("AWS::DMS::ReplicationTask", "Tags").toString())
                .contains("{\"Key\":\"dmskit:stack\",\"Value\":{\"Ref\":\"AWS::StackName\"}}");
    }

    @Test
    void aServerlessReplicationIsStartedAndStoppedAsSuch() {
        Rig rig = new Rig();
        rig.serverless()
                .replicationConfigIdentifier("bank-serverless")
                .startPolicy(StartPolicy.ON_DEPLOY)
                .updatePolicy(UpdatePolicy.STOP_AND_RESUME)
                .build();

        assertThat(statements(rig, "ServerlessTestConnections")).isEmpty();
        assertThat(rig.property(START, "Kind").asText()).isEqualTo("serverless");
        assertThat(rig.property(START, "EndpointArns").isMissingNode()).isTrue();
        assertThat(rig.property(STOP, "Replication").asText()).isEqualTo("bank-serverless");
    }

    @Test
    void theFunctionMayStillStopWhatADeploymentTakesAway() {
        Rig both = new Rig();
        both.stoppedAndResumed();
        both.serverless().startPolicy(StartPolicy.ON_DEPLOY).build();
        Rig one = new Rig();
        one.stoppedAndResumed();

        assertThat(statements(one, "DmskitReplicationRunStartAndStop"))
                .isEqualTo(statements(both, "DmskitReplicationRunStartAndStop"));
    }

    @Test
    void oneFunctionServesAllReplicationsOfAStack() {
        Rig rig = new Rig();
        rig.stoppedAndResumed();
        int functions = rig.resources("AWS::Lambda::Function").size();
        Rig two = new Rig();
        two.stoppedAndResumed();
        two.serverless().updatePolicy(UpdatePolicy.STOP_AND_RESUME).build();

        assertThat(two.resources("AWS::Lambda::Function")).hasSize(functions);
        assertThat(two.resources(STOP)).hasSize(2);
        assertThat(two.resources("AWS::DMS::Endpoint").values())
                .allSatisfy(endpoint -> assertThat(dependencies(endpoint))
                        .containsAll(two.resources(STOP).keySet()));
    }

    @Test
    void theFingerprintIsTheSameInEverySynthesisAndWhateverElseTheStackHolds() {
        Rig one = new Rig();
        one.stoppedAndResumed();
        Rig two = new Rig();
        two.stoppedAndResumed();
        two.serverless().build();
        Tags.of(two.stack).add("commit", "4711");

        assertThat(two.fingerprint()).isEqualTo(one.fingerprint()).hasSize(64);
        assertThat(two.identity()).isEqualTo(one.identity());
    }

    @Test
    void theWholeTemplateIsTheSameInEverySynthesis() {
        Rig one = new Rig();
        one.stoppedAndResumed();
        Rig two = new Rig();
        two.stoppedAndResumed();

        assertThat(two.template()).hasToString(one.template().toString());
    }

    @Test
    void theFingerprintChangesWithWhatDmsWouldHaveToModify() {
        Rig mappings = new Rig();
        mappings.task()
                .tableMappings(MORE)
                .updatePolicy(UpdatePolicy.STOP_AND_RESUME)
                .build();
        List<String> fingerprints = new ArrayList<>(List.of(mappings.fingerprint()));
        List<Consumer<Rig>> changes = List.of(
                rig -> {},
                rig -> child(rig.source).addPropertyOverride("ServerName", "db.example.com"),
                rig -> child(rig.target).addPropertyOverride("PostgreSqlSettings.HeartbeatEnable", true),
                rig -> child(rig.target).addPropertyDeletionOverride("DatabaseName"),
                rig -> child(rig.task).addOverride("Properties.TaskData", "{}"));
        for (Consumer<Rig> change : changes) {
            fingerprints.add(changed(change).fingerprint());
        }

        assertThat(fingerprints).hasSize(6).doesNotHaveDuplicates();
        assertThat(changes).allSatisfy(change -> assertThat(changed(change).identity())
                .as("a change that makes no new task")
                .isEqualTo(mappings.identity()));
    }

    @Test
    void theFingerprintIsTheSameWhateverChangesThatDmsDoesNotSee() {
        List<Consumer<Rig>> changes = List.of(
                rig -> child(rig.source).addOverride("Metadata.commit", "4711"),
                rig -> child(rig.target).addOverride("DependsOn", List.of()),
                rig -> child(rig.task).addPropertyOverride("Tags", List.of()),
                rig -> child(rig.task).addPropertyOverride("Tags.0.Value", "4711"));
        String fingerprint = changed(rig -> {}).fingerprint();

        assertThat(changes)
                .allSatisfy(change -> assertThat(changed(change).fingerprint()).isEqualTo(fingerprint));
    }

    @Test
    void bothSeeTheValuesOfWhatTheTemplateRefersToButNoSecrets() {
        Rig rig = changed(changing -> {
            DmsCertificate certificate = DmsCertificate.Builder.create(changing.stack, "Authority")
                    .pem("pem")
                    .build();
            child(changing.source).addPropertyOverride("CertificateArn", certificate.getCertificateArn());
            child(changing.source).addPropertyOverride("ExtraConnectionAttributes", "key=" + secret(changing, "Key"));
            child(changing.target).addPropertyOverride("MongoDbSettings.Password", parameter(changing, "Word"));
            child(changing.task).addPropertyOverride("TaskData", "a" + parameter(changing, "Data"));
        });

        JsonNode references = rig.property(STOP, "References");
        assertThat(references)
                .map(JsonNode::toString)
                .containsExactlyInAnyOrder(
                        "{\"Ref\":\"" + certificate(rig) + "\"}",
                        "{\"Ref\":\"Data\"}",
                        "{\"Fn::GetAtt\":[\"" + role(rig, rig.source) + "\",\"Arn\"]}",
                        "{\"Fn::GetAtt\":[\"" + role(rig, rig.target) + "\",\"Arn\"]}");
        assertThat(rig.property(START, "References")).isEqualTo(references);
        assertThat(reached(rig, rig.resources(STOP).keySet().iterator().next()))
                .doesNotContain("AWS::DMS::Endpoint", "AWS::DMS::ReplicationTask");
    }

    private static String certificate(Rig rig) {
        return rig.resources("AWS::DMS::Certificate").keySet().iterator().next();
    }

    private static String parameter(Rig rig, String id) {
        return CfnParameter.Builder.create(rig.stack, id).build().getValueAsString();
    }

    private static String secret(Rig rig, String id) {
        return CfnParameter.Builder.create(rig.stack, id).noEcho(true).build().getValueAsString();
    }

    private static Rig changed(Consumer<Rig> change) {
        Rig rig = new Rig();
        rig.task = rig.stoppedAndResumed();
        change.accept(rig);
        return rig;
    }

    @Test
    void aTaskThatStaysIsLeftRunningWhenItsStackGoes() {
        Rig rig = changed(changing -> child(changing.task).applyRemovalPolicy(RemovalPolicy.RETAIN));

        assertThat(rig.property(START, "OnDelete").asText()).isEqualTo("leave");
    }

    @Test
    void aTaskThatGoesWhenItsCreationIsRolledBackIsStoppedForThat() {
        Rig rig =
                changed(changing -> child(changing.task).applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE));

        assertThat(rig.only("AWS::DMS::ReplicationTask").get("DeletionPolicy").asText())
                .isEqualTo("RetainExceptOnCreate");
        assertThat(rig.property(START, "OnDelete").asText()).isEqualTo("stop");
    }

    @Test
    void endpointsOfAnotherStackDoNotWaitForThisOne() {
        Rig rig = new Rig();
        Stack other = new Stack((App) rig.stack.getNode().getRoot(), "Tasks");
        ReplicationTask.Builder.create(other, "Orders")
                .replicationInstance(rig.instance)
                .source(rig.source)
                .target(rig.target)
                .migrationType(MigrationType.FULL_LOAD_AND_CDC)
                .tableMappings(SALES)
                .startPolicy(StartPolicy.ON_DEPLOY)
                .updatePolicy(UpdatePolicy.STOP_AND_RESUME)
                .build();

        Template.fromStack(other).resourceCountIs(START, 1);
        assertThat(other.getDependencies()).contains(rig.stack);
    }

    @Test
    void aStackHasRoomForTwentyTasks() {
        Rig rig = new Rig();
        for (int i = 1; i <= 20; i++) {
            rig.task("Orders" + i).startPolicy(StartPolicy.ON_DEPLOY).build();
        }

        assertThatIllegalArgumentException()
                .isThrownBy(() -> rig.stoppedAndResumed())
                .withMessageStartingWith("Bank/Orders: a stack has room for 20 replication tasks");
    }

    @Test
    void isCleanForCdkNag() {
        Rig rig = new Rig();
        rig.stoppedAndResumed();
        rig.serverless().startPolicy(StartPolicy.ON_DEPLOY).build();
        DmsCertificate.Builder.create(rig.stack, "Authority").pem("pem").build();
        Aspects.of(rig.stack)
                .add(new AwsSolutionsChecks(NagPackProps.builder().verbose(true).build()));

        Nag.suppress(child(rig.vpc), "AwsSolutions-VPC7", "The network is not what is tested");

        Annotations annotations = Annotations.fromStack(rig.stack);
        annotations.hasNoError("*", Match.anyValue());
        annotations.hasNoWarning("*", Match.stringLikeRegexp("AwsSolutions.*"));
    }

    private static CfnResource child(@Nullable IConstruct construct) {
        return (CfnResource) Objects.requireNonNull(
                Objects.requireNonNull(construct).getNode().getDefaultChild());
    }

    private static String id(Rig rig, IConstruct construct) {
        return (String) rig.stack.resolve(child(construct).getLogicalId());
    }

    private static String role(Rig rig, Endpoint endpoint) {
        return id(rig, endpoint.getAccessRole().orElseThrow());
    }

    private static String any(String type) {
        return "{'Fn::Join':['',['arn:',{'Ref':'AWS::Partition'},':dms:',{'Ref':'AWS::Region'},':',{'Ref':'AWS::AccountId'},':"
                + type + ":*']]}";
    }

    private static List<String> dependencies(JsonNode resource) {
        List<String> ids = new ArrayList<>();
        resource.path("DependsOn").forEach(id -> ids.add(id.asText()));
        return ids;
    }

    /** The statements of the policies whose logical ids begin so, each on one line. */
    private static List<String> statements(Rig rig, String begin) {
        List<String> statements = new ArrayList<>();
        rig.resources("AWS::IAM::Policy").forEach((id, policy) -> {
            if (id.startsWith(begin)) {
                policy.path("Properties")
                        .path("PolicyDocument")
                        .path("Statement")
                        .forEach(statement -> {
                            JsonNode condition = statement.path("Condition");
                            statements.add((statement.get("Action") + " on " + statement.get("Resource")
                                            + (condition.isMissingNode() ? "" : " if " + condition))
                                    .replace('"', '\''));
                        });
            }
        });
        return statements;
    }

    /** The types of all resources that a resource refers to or depends on, itself included. */
    private static Set<String> reached(Rig rig, String from) {
        JsonNode resources = rig.template().get("Resources");
        Set<String> reached = new TreeSet<>();
        Set<String> types = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            String next = open.pop();
            if (resources.has(next) && reached.add(next)) {
                types.add(resources.get(next).get("Type").asText());
                mentioned(resources.get(next), open);
            }
        }
        return types;
    }

    private static void mentioned(JsonNode part, Deque<String> into) {
        if (part.isTextual()) {
            into.push(part.asText());
        }
        part.forEach(value -> mentioned(value, into));
    }
}
