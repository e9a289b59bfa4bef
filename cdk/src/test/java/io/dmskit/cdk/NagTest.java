package io.dmskit.cdk;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;
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

        Aspects.of(stack).add(new AwsSolutionsChecks());

        Annotations annotations = Annotations.fromStack(stack);
        annotations.hasNoError("*", Match.anyValue());
        annotations.hasNoWarning("*", Match.stringLikeRegexp("AwsSolutions-.*"));
    }
}
