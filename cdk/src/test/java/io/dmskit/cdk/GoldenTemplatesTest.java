package io.dmskit.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.dmskit.endpoint.EndpointSettings;
import io.dmskit.endpoint.S3Settings;
import io.dmskit.migration.Capacity;
import io.dmskit.settings.MigrationType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.sns.Topic;

/**
 * The whole template of each construct, as it was when somebody last looked at it. A change that is meant is written down by {@code
 * -Ddmskit.golden=write} and shows in the diff of the commit.
 */
class GoldenTemplatesTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "io", "dmskit", "cdk", "golden");
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT, SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    @ParameterizedTest
    @MethodSource("constructs")
    void isAsItWas(String name, Consumer<Stack> construct) throws IOException {
        Stack stack = TestStack.create();
        construct.accept(stack);
        JsonNode template = sorted(Template.fromStack(stack).toJSON());
        Path golden = FOLDER.resolve(name + ".template.json");
        if ("write".equals(System.getProperty("dmskit.golden"))) {
            Files.createDirectories(FOLDER);
            Files.writeString(golden, JSON.writeValueAsString(JSON.treeToValue(template, Object.class)) + "\n");
        }

        assertThat(template).isEqualTo(JSON.readTree(golden.toFile()));
    }

    static Stream<Arguments> constructs() {
        return Stream.of(
                construct("account-roles", stack -> DmsAccountRoles.Builder.create(stack, "Roles")
                        .build()),
                construct("replication-instance", TestStack::instance),
                construct("database-endpoint", TestStack::source),
                construct("bucket-endpoint", stack -> Endpoint.Builder.create(stack, "Target")
                        .target()
                        .engine(EndpointEngine.s3(
                                Bucket.Builder.create(stack, "Lake").build(),
                                EndpointSettings.NONE.with(S3Settings.CDC_INSERTS_AND_UPDATES, true)))
                        .build()),
                construct("replication-task", stack -> ReplicationTask.Builder.create(stack, "Task")
                        .replicationInstance(TestStack.instance(stack))
                        .source(TestStack.source(stack))
                        .target(TestStack.target(stack))
                        .migrationType(MigrationType.FULL_LOAD_AND_CDC)
                        .tableMappings(TestStack.MAPPINGS)
                        .build()),
                construct("serverless-replication", stack -> ServerlessReplication.Builder.create(stack, "Serverless")
                        .vpc(TestStack.vpc(stack))
                        .capacity(new Capacity.Serverless(Optional.of(2), 16, true))
                        .source(TestStack.source(stack))
                        .target(TestStack.target(stack))
                        .migrationType(MigrationType.FULL_LOAD_AND_CDC)
                        .tableMappings(TestStack.MAPPINGS)
                        .build()),
                construct("replication-subnet-group", stack -> ReplicationSubnetGroup.Builder.create(stack, "Group")
                        .vpc(TestStack.vpc(stack))
                        .build()),
                construct("certificate", stack -> DmsCertificate.Builder.create(stack, "Certificate")
                        .pem("-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----")
                        .build()),
                construct("event-subscription", stack -> DmsEventSubscription.Builder.create(stack, "Events")
                        .topic(new Topic(stack, "Topic"))
                        .sourceType(DmsEventSource.REPLICATION_TASK)
                        .build()),
                construct("started-and-resumed", stack -> ReplicationTask.Builder.create(stack, "Task")
                        .replicationInstance(TestStack.instance(stack))
                        .source(TestStack.source(stack))
                        .target(TestStack.target(stack))
                        .migrationType(MigrationType.FULL_LOAD_AND_CDC)
                        .tableMappings(TestStack.MAPPINGS)
                        .startPolicy(StartPolicy.ON_DEPLOY)
                        .updatePolicy(UpdatePolicy.STOP_AND_RESUME)
                        .build()),
                construct("bank", stack -> DatabaseMigration.Builder.create(stack, "Bank")
                        .file(Path.of("..", "task-templates", "bank", "migration.yaml"))
                        .vpc(TestStack.vpc(stack))
                        .build()));
    }

    private static Arguments construct(String name, Consumer<Stack> construct) {
        return Arguments.of(name, construct);
    }

    private static JsonNode sorted(Object template) throws JsonProcessingException {
        // What a function's code is has its own tests; a template says its hash.
        return JSON.readTree(JSON.writeValueAsString(template).replaceAll("[0-9a-f]{64}", "HASH"));
    }
}
