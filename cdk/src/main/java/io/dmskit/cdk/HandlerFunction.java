package io.dmskit.cdk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.customresources.Provider;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;
import software.constructs.IConstruct;

/** Functions behind custom resources: programs for Node in this library's jar, with the SDK that Lambda brings along. */
final class HandlerFunction {
    /** The newest that Lambda has: the SDK it brings is the newest too. */
    static final Runtime RUNTIME = Runtime.NODEJS_24_X;

    private static final String FRAMEWORK =
            "Part of the provider framework of AWS CDK, which runs custom resources; CDK makes it so and it calls the functions of"
                    + " this one resource only";

    private HandlerFunction() {}

    /** Returns a role for handlers, which may do nothing yet. */
    static Role role(Construct scope, String description) {
        return Role.Builder.create(scope, "Role")
                .description(description)
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .build();
    }

    static Function create(Construct scope, String id, Role role, Code code, String handler, Duration timeout) {
        LogGroup logs = LogGroup.Builder.create(scope, id + "Log")
                .retention(RetentionDays.THREE_MONTHS)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        logs.grantWrite(role);
        return Function.Builder.create(scope, id)
                .description("dmskit: " + handler + " of " + scope.getNode().getPath())
                .runtime(RUNTIME)
                .handler(handler)
                .code(code)
                .role(role)
                .logGroup(logs)
                .memorySize(256)
                .timeout(timeout)
                .build();
    }

    /**
     * Returns the code in a folder of resources. CDK's hash of it is of names and contents alone, so it is the same wherever the jar
     * lies and whenever it is read.
     */
    static Code code(String folder, List<String> files) {
        try {
            Path copy = Files.createTempDirectory("dmskit-" + folder);
            copy.toFile().deleteOnExit();
            for (String file : files) {
                Path to = copy.resolve(file);
                try (InputStream in = HandlerFunction.class.getResourceAsStream(folder + "/" + file)) {
                    Files.copy(Objects.requireNonNull(in, file), to);
                }
                to.toFile().deleteOnExit();
            }
            return Code.fromAsset(copy.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("the program " + folder + " cannot be copied for its deployment", e);
        }
    }

    /** Says to cdk-nag why the framework's own parts are as they are. */
    static void acknowledgeFramework(Provider provider) {
        for (IConstruct part : provider.getNode().findAll()) {
            if (part instanceof CfnResource resource) {
                rules(resource.getCfnResourceType()).forEach(rule -> Nag.suppress(resource, rule, FRAMEWORK));
            }
        }
    }

    private static List<String> rules(String type) {
        return switch (type) {
            case "AWS::IAM::Role" -> List.of("AwsSolutions-IAM4");
            case "AWS::IAM::Policy" -> List.of("AwsSolutions-IAM5");
            case "AWS::Lambda::Function" -> List.of("AwsSolutions-L1");
            case "AWS::StepFunctions::StateMachine" -> List.of("AwsSolutions-SF1", "AwsSolutions-SF2");
            default -> List.of();
        };
    }
}
