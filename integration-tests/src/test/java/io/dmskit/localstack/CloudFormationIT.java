package io.dmskit.localstack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dmskit.cdk.SynthesisedTemplates;
import io.dmskit.local.wire.ModelCodec;
import io.dmskit.task.Poller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackResource;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.CompositeAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * What CDK makes of the bank, deployed through LocalStack's CloudFormation as far as that goes, and every resource read back through
 * the service that has it.
 */
class CloudFormationIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Poller SOON = Poller.every(Duration.ofMillis(250));
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String name = LocalStack.unique("cloudformation-it");
    private final Path out;
    private LocalStack localStack;
    private CloudFormationClient cloudFormation;

    CloudFormationIT(@TempDir Path out) {
        this.out = out;
    }

    @BeforeEach
    void start() throws InterruptedException {
        localStack = LocalStack.required();
        cloudFormation = localStack.client(CloudFormationClient.builder());
    }

    /** Names of roles are fixed by AWS: another stack with the same could not be created beside it. */
    @AfterEach
    void stop() {
        if (cloudFormation != null) {
            cloudFormation.deleteStack(delete -> delete.stackName(name));
            cloudFormation.close();
        }
    }

    @Test
    void theBanksStackIsReallyThereAndGoneAgain() throws Exception {
        SynthesisedTemplates.synthesise("bank", out);
        SupportedTemplate template = SupportedTemplate.of(
                JSON.readTree(out.resolve("bank.template.json").toFile()));
        System.out.println("deployed through LocalStack: " + template.types());
        System.out.println("left out, because LocalStack cannot create it or what it needs: " + template.leftOut());

        Stack stack = deploy(template.json(), template.parameters());
        assertThat(stack.stackStatus()).as(failures()).isEqualTo(StackStatus.CREATE_COMPLETE);
        StackValues values = values(stack, template);
        alarmsAreThere(template, values);
        topicIsThere(template, values);
        rulesAreThere(template, values);
        rolesAreThere(template, values);
        networkIsThere();

        delete();
        assertThat(alarms(values, template.properties("AWS::CloudWatch::Alarm")))
                .isEmpty();
    }

    private void alarmsAreThere(SupportedTemplate template, StackValues values) {
        Map<String, JsonNode> alarms = template.properties("AWS::CloudWatch::Alarm");
        Map<String, MetricAlarm> found = alarms(values, alarms);
        alarms.forEach((id, expected) -> covers(
                json(MetricAlarm::builder, Objects.requireNonNull(found.get(values.reference(id)), id)),
                values.resolve(expected)));
        assertThat(alarms).isNotEmpty();

        Map<String, JsonNode> composites = template.properties("AWS::CloudWatch::CompositeAlarm");
        try (CloudWatchClient cloudWatch = localStack.client(CloudWatchClient.builder())) {
            composites.forEach((id, expected) -> covers(
                    json(
                            CompositeAlarm::builder,
                            cloudWatch
                                    .describeAlarms(describe -> describe.alarmTypes(AlarmType.COMPOSITE_ALARM)
                                            .alarmNames(values.reference(id)))
                                    .compositeAlarms()
                                    .get(0)),
                    values.resolve(expected)));
        }
        assertThat(composites).isNotEmpty();
    }

    private Map<String, MetricAlarm> alarms(StackValues values, Map<String, JsonNode> alarms) {
        List<String> names = alarms.keySet().stream().map(values::reference).toList();
        try (CloudWatchClient cloudWatch = localStack.client(CloudWatchClient.builder())) {
            return cloudWatch.describeAlarms(describe -> describe.alarmNames(names)).metricAlarms().stream()
                    .collect(Collectors.toMap(MetricAlarm::alarmName, alarm -> alarm));
        }
    }

    private void topicIsThere(SupportedTemplate template, StackValues values) throws IOException {
        Map<String, JsonNode> topics = template.properties("AWS::SNS::Topic");
        Map<String, JsonNode> policies = template.properties("AWS::SNS::TopicPolicy");
        assertThat(topics).hasSize(1);
        assertThat(policies).hasSize(1);
        Map.Entry<String, JsonNode> topic = topics.entrySet().iterator().next();
        String arn = values.reference(topic.getKey());
        JsonNode expected = values.resolve(topic.getValue());
        JsonNode policy = values.resolve(policies.values().iterator().next());
        try (SnsClient sns = localStack.client(SnsClient.builder())) {
            Map<String, String> attributes =
                    sns.getTopicAttributes(get -> get.topicArn(arn)).attributes();

            assertThat(arn).endsWith(":" + expected.get("TopicName").asText());
            assertThat(attributes)
                    .containsEntry(
                            "KmsMasterKeyId", expected.get("KmsMasterKeyId").asText());
            assertThat(JSON.readTree(attributes.get("Policy"))).isEqualTo(policy.get("PolicyDocument"));
        }
    }

    private void rulesAreThere(SupportedTemplate template, StackValues values) throws IOException {
        Map<String, JsonNode> rules = template.properties("AWS::Events::Rule");
        assertThat(rules).isNotEmpty();
        try (EventBridgeClient events = localStack.client(EventBridgeClient.builder())) {
            for (Map.Entry<String, JsonNode> rule : rules.entrySet()) {
                String physical = values.reference(rule.getKey());
                JsonNode expected = values.resolve(rule.getValue());
                var found = events.describeRule(describe -> describe.name(physical));
                List<Target> targets =
                        events.listTargetsByRule(list -> list.rule(physical)).targets();

                assertThat(JSON.readTree(found.eventPattern())).isEqualTo(expected.get("EventPattern"));
                assertThat(found.stateAsString())
                        .isEqualTo(expected.get("State").asText());
                assertThat(found.description())
                        .isEqualTo(expected.get("Description").asText());
                assertThat(targets).hasSameSizeAs(expected.get("Targets"));
                covers(
                        json(Target::builder, targets.get(0)),
                        expected.get("Targets").get(0));
            }
        }
    }

    private void rolesAreThere(SupportedTemplate template, StackValues values) throws IOException {
        Map<String, JsonNode> roles = template.properties("AWS::IAM::Role");
        Map<String, JsonNode> policies = template.properties("AWS::IAM::Policy");
        assertThat(roles).isNotEmpty();
        assertThat(policies).isNotEmpty();
        try (IamClient iam = localStack.client(IamClient.builder())) {
            for (Map.Entry<String, JsonNode> role : roles.entrySet()) {
                String physical = values.reference(role.getKey());
                JsonNode expected = values.resolve(role.getValue());
                assertThat(document(iam.getRole(get -> get.roleName(physical))
                                .role()
                                .assumeRolePolicyDocument()))
                        .isEqualTo(expected.get("AssumeRolePolicyDocument"));
                assertThat(iam.listAttachedRolePolicies(list -> list.roleName(physical))
                                .attachedPolicies())
                        .extracting(AttachedPolicy::policyArn)
                        .containsExactlyElementsOf(texts(expected.path("ManagedPolicyArns")));
                for (JsonNode inline : expected.path("Policies")) {
                    isInline(iam, physical, inline);
                }
            }
            for (JsonNode policy : policies.values()) {
                JsonNode expected = values.resolve(policy);
                for (JsonNode role : expected.get("Roles")) {
                    isInline(iam, role.asText(), expected);
                }
            }
        }
    }

    private static void isInline(IamClient iam, String role, JsonNode policy) throws IOException {
        String text = iam.getRolePolicy(get ->
                        get.roleName(role).policyName(policy.get("PolicyName").asText()))
                .policyDocument();
        assertThat(document(text)).isEqualTo(policy.get("PolicyDocument"));
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static JsonNode document(String encoded) throws IOException {
        return JSON.readTree(URLDecoder.decode(encoded, UTF_8));
    }

    /** EC2 is asked as its clients do, without one: theirs is larger than all the others together. */
    private void networkIsThere() throws IOException, InterruptedException {
        Map<String, String> operations = Map.of(
                "AWS::EC2::VPC", "DescribeVpcs",
                "AWS::EC2::Subnet", "DescribeSubnets",
                "AWS::EC2::RouteTable", "DescribeRouteTables",
                "AWS::EC2::InternetGateway", "DescribeInternetGateways",
                "AWS::EC2::SecurityGroup", "DescribeSecurityGroups");
        for (Map.Entry<String, String> operation : operations.entrySet()) {
            List<String> ids = resources().stream()
                    .filter(resource -> resource.resourceType().equals(operation.getKey()))
                    .map(StackResource::physicalResourceId)
                    .toList();
            assertThat(ids).isNotEmpty();
            assertThat(ec2(operation.getValue())).contains(ids);
        }
    }

    private String ec2(String operation) throws IOException, InterruptedException {
        return HTTP.send(
                        HttpRequest.newBuilder(URI.create(localStack.endpoint() + "/"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .header(
                                        "Authorization",
                                        "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/ec2/aws4_request,"
                                                + " SignedHeaders=host, Signature=none")
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        "Action=" + operation + "&Version=2016-11-15"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @ParameterizedTest
    @FieldSource("io.dmskit.localstack.SupportedTemplate#REFUSED")
    void whatLocalStackHasNotIsNotCalledCreated(String type) {
        Stack stack = deploy("{\"Resources\": {\"Only\": {\"Type\": \"" + type + "\"}}}", Map.of());

        assertThat(stack.stackStatus()).isEqualTo(StackStatus.CREATE_FAILED);
        assertThat(resources())
                .extracting(StackResource::resourceStatus)
                .doesNotContain(ResourceStatus.CREATE_COMPLETE);
    }

    /** The same template with a type that it has. */
    @Test
    void whatLocalStackHasIsCreated() {
        Stack stack = deploy("{\"Resources\": {\"Only\": {\"Type\": \"AWS::SNS::Topic\"}}}", Map.of());

        assertThat(stack.stackStatus()).isEqualTo(StackStatus.CREATE_COMPLETE);
    }

    private Stack deploy(String template, Map<String, String> parameters) {
        cloudFormation.createStack(create -> create.stackName(name)
                .templateBody(template)
                .capabilities(Capability.CAPABILITY_NAMED_IAM)
                .parameters(parameters.entrySet().stream()
                        .map(entry -> Parameter.builder()
                                .parameterKey(entry.getKey())
                                .parameterValue(entry.getValue())
                                .build())
                        .toList()));
        return SOON.until(
                "stack " + name,
                () -> stacks().stream()
                        .filter(stack -> stack.stackStatus() != StackStatus.CREATE_IN_PROGRESS)
                        .findFirst(),
                LIMIT);
    }

    private String failures() {
        return cloudFormation.describeStackEvents(describe -> describe.stackName(name)).stackEvents().stream()
                .filter(event -> event.resourceStatus() == ResourceStatus.CREATE_FAILED)
                .map(event -> event.logicalResourceId() + ": " + event.resourceStatusReason())
                .collect(Collectors.joining("; "));
    }

    private List<Stack> stacks() {
        return cloudFormation
                .describeStacks(describe -> describe.stackName(name))
                .stacks();
    }

    private List<StackResource> resources() {
        return cloudFormation
                .describeStackResources(describe -> describe.stackName(name))
                .stackResources();
    }

    private void delete() {
        String id = stacks().get(0).stackId();
        cloudFormation.deleteStack(delete -> delete.stackName(name));
        SOON.until(
                "the end of stack " + name,
                () -> cloudFormation.describeStacks(describe -> describe.stackName(id)).stacks().stream()
                        .filter(stack -> stack.stackStatus() == StackStatus.DELETE_COMPLETE)
                        .findFirst(),
                LIMIT);
    }

    private StackValues values(Stack stack, SupportedTemplate template) {
        Map<String, String> references = new HashMap<>(template.parameters());
        resources().forEach(resource -> references.put(resource.logicalResourceId(), resource.physicalResourceId()));
        return new StackValues(
                references, stack.outputs().stream().collect(Collectors.toMap(Output::outputKey, Output::outputValue)));
    }

    /** Returns a value as its service writes it, whose names are CloudFormation's. */
    private static <T extends SdkPojo> JsonNode json(Supplier<? extends SdkBuilder<?, T>> builder, T value) {
        try {
            return JSON.readTree(ModelCodec.of(builder).write(value));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the template says is so; a service may say more. */
    private static void covers(JsonNode actual, JsonNode expected) {
        if (expected.isObject()) {
            expected.properties().forEach(entry -> covers(actual.path(entry.getKey()), entry.getValue()));
        } else if (expected.isArray()) {
            assertThat(actual).hasSameSizeAs(expected);
            for (int i = 0; i < expected.size(); i++) {
                covers(actual.path(i), expected.get(i));
            }
        } else if (expected.isNumber()) {
            assertThat(actual.asDouble()).isEqualTo(expected.asDouble());
        } else {
            assertThat(actual).isEqualTo(expected);
        }
    }
}
