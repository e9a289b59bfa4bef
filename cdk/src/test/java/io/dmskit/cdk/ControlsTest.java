package io.dmskit.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dmskit.endpoint.EndpointDefinition;
import io.dmskit.endpoint.EndpointSettings;
import io.dmskit.endpoint.Engine;
import io.dmskit.endpoint.NeptuneSettings;
import io.dmskit.endpoint.RedisSettings;
import io.dmskit.settings.MigrationType;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Validations;
import software.amazon.awscdk.services.dms.CfnCertificate;
import software.amazon.awscdk.services.dms.CfnEndpoint;
import software.amazon.awscdk.services.dms.CfnEventSubscription;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.IConstruct;

/** For each control of Security Hub a stack that breaks it and does not synthesise, and the construct that keeps it by default. */
class ControlsTest {
    private final Path out;

    ControlsTest(@TempDir Path out) {
        this.out = out;
    }

    @ParameterizedTest
    @MethodSource("violations")
    void aViolationDoesNotSynthesise(String control, Consumer<Stack> violating) {
        App app = app();
        violating.accept(new Stack(app, "Test"));

        assertThatThrownBy(app::synth).hasMessageContaining("Validation failed");
        assertThat(out.resolve("validation-report.json")).content().contains("\"" + control + "\"");
    }

    static Stream<Arguments> violations() {
        return Stream.of(
                violation("DMS.1", stack -> override(TestStack.instance(stack), "PubliclyAccessible", true)),
                violation("DMS.2", stack -> CfnCertificate.Builder.create(stack, "Certificate")
                        .certificatePem("-----BEGIN CERTIFICATE-----")
                        .build()),
                violation("DMS.3", stack -> CfnEventSubscription.Builder.create(stack, "Events")
                        .snsTopicArn("arn:aws:sns:eu-west-1:123456789012:ops")
                        .build()),
                violation("DMS.4", stack -> delete(TestStack.instance(stack), "Tags")),
                violation(
                        "DMS.5",
                        stack -> delete(
                                ReplicationSubnetGroup.Builder.create(stack, "Group")
                                        .vpc(TestStack.vpc(stack))
                                        .build(),
                                "Tags")),
                violation("DMS.6", stack -> override(TestStack.instance(stack), "AutoMinorVersionUpgrade", false)),
                violation("DMS.7", stack -> override(task(stack), "ReplicationTaskSettings", logging("TARGET_LOAD"))),
                violation(
                        "DMS.8", stack -> override(task(stack), "ReplicationTaskSettings", logging("SOURCE_CAPTURE"))),
                violation("DMS.9", stack -> override(TestStack.target(stack), "SslMode", "none")),
                violation("DMS.10", stack -> CfnEndpoint.Builder.create(stack, "Neptune")
                        .endpointType("target")
                        .engineName("neptune")
                        .neptuneSettings(CfnEndpoint.NeptuneSettingsProperty.builder()
                                .iamAuthEnabled(false)
                                .build())
                        .build()),
                violation("DMS.11", stack -> CfnEndpoint.Builder.create(stack, "Mongo")
                        .endpointType("source")
                        .engineName("mongodb")
                        .sslMode("require")
                        .mongoDbSettings(CfnEndpoint.MongoDbSettingsProperty.builder()
                                .authType("no")
                                .build())
                        .build()),
                violation("DMS.12", stack -> Endpoint.Builder.create(stack, "Redis")
                        .target()
                        .engine(EndpointEngine.redis(EndpointSettings.NONE
                                .with(RedisSettings.SERVER_NAME, "cache")
                                .with(RedisSettings.PORT, 6379)
                                .with(RedisSettings.SSL_SECURITY_PROTOCOL, RedisSettings.SecurityProtocol.PLAINTEXT)))
                        .build()),
                violation("DMS.13", stack -> override(TestStack.instance(stack), "MultiAZ", false)));
    }

    @ParameterizedTest
    @MethodSource("constructs")
    void aConstructKeepsItsControlsByDefault(String what, Consumer<Stack> construct) {
        App app = app();
        construct.accept(new Stack(app, "Test"));

        assertThatCode(app::synth).as(what).doesNotThrowAnyException();
    }

    static Stream<Arguments> constructs() {
        return Stream.of(
                violation("DMS.1, 4, 5, 6, 13", TestStack::instance),
                violation("DMS.7, 8, 9", ControlsTest::task),
                violation("DMS.2", stack -> DmsCertificate.Builder.create(stack, "Certificate")
                        .pem("-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----")
                        .build()),
                violation("DMS.3", stack -> DmsEventSubscription.Builder.create(stack, "Events")
                        .topic(new Topic(stack, "Topic"))
                        .sourceType(DmsEventSource.REPLICATION_TASK)
                        .build()),
                violation("DMS.10", stack -> Endpoint.Builder.create(stack, "Neptune")
                        .target()
                        .definition(EndpointDefinition.service(
                                Engine.NEPTUNE,
                                "arn:aws:iam::123456789012:role/neptune",
                                EndpointSettings.NONE
                                        .with(NeptuneSettings.S3_BUCKET_NAME, "graph")
                                        .with(NeptuneSettings.S3_BUCKET_FOLDER, "dms")
                                        .with(NeptuneSettings.IAM_AUTH_ENABLED, true)))
                        .build()),
                violation("DMS.11", stack -> Endpoint.Builder.create(stack, "Mongo")
                        .source()
                        .engine(EndpointEngine.mongoDb("shop", TestStack.secret(stack, "shop")))
                        .build()),
                violation("DMS.12", stack -> Endpoint.Builder.create(stack, "Redis")
                        .target()
                        .engine(EndpointEngine.redis(EndpointSettings.NONE
                                .with(RedisSettings.SERVER_NAME, "cache")
                                .with(RedisSettings.PORT, 6379)))
                        .build()));
    }

    private App app() {
        App app = TestStack.app(AppProps.builder().outdir(out.toString()));
        Validations.of(app).addPlugins(new DmsChecks());
        return app;
    }

    private static Arguments violation(String control, Consumer<Stack> stack) {
        return Arguments.of(control, stack);
    }

    private static ReplicationTask task(Stack stack) {
        return ReplicationTask.Builder.create(stack, "Task")
                .replicationInstance(TestStack.instance(stack))
                .source(TestStack.source(stack))
                .target(TestStack.target(stack))
                .migrationType(MigrationType.FULL_LOAD_AND_CDC)
                .tableMappings(TestStack.MAPPINGS)
                .build();
    }

    private static String logging(String silent) {
        return "{\"Logging\":{\"EnableLogging\":true,\"LogComponents\":[{\"Id\":\"" + silent
                + "\",\"Severity\":\"LOGGER_SEVERITY_ERROR\"}]}}";
    }

    private static void override(IConstruct construct, String property, Object value) {
        ((CfnResource) construct.getNode().getDefaultChild()).addPropertyOverride(property, value);
    }

    private static void delete(IConstruct construct, String property) {
        ((CfnResource) construct.getNode().getDefaultChild()).addPropertyDeletionOverride(property);
    }
}
