package io.dmskit.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.cxapi.SynthesisMessage;
import software.amazon.awscdk.services.ec2.Vpc;

/** cdk-nag has nothing to say of what the constructs make; what the service forces is suppressed with its reason. */
class NagTest {
    private final Stack stack = TestStack.create();

    @Test
    void everythingOfAMigrationIsClean() {
        ((Vpc) TestStack.vpc(stack)).addFlowLog("FlowLog");
        DmsAccountRoles.Builder.create(stack, "Roles").build();
        for (String name : List.of("bank", "store")) {
            DatabaseMigration.Builder.create(stack, name)
                    .file(Path.of("..", "task-templates", name, "migration.yaml"))
                    .vpc(TestStack.vpc(stack))
                    .build();
        }

        assertThat(findings()).isEmpty();
    }

    private List<String> findings() {
        Aspects.of(stack).add(new AwsSolutionsChecks());
        Annotations annotations = Annotations.fromStack(stack);
        return Stream.concat(
                        annotations.findError("*", Match.stringLikeRegexp("AwsSolutions-.*")).stream(),
                        annotations.findWarning("*", Match.stringLikeRegexp("AwsSolutions-.*")).stream())
                .map(NagTest::text)
                .toList();
    }

    private static String text(SynthesisMessage message) {
        return message.getId() + " " + message.getEntry().getData();
    }
}
