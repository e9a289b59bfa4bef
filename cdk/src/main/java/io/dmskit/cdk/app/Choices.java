package io.dmskit.cdk.app;

import io.dmskit.cdk.StartPolicy;
import io.dmskit.cdk.UpdatePolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the user chose with {@code cdk ... -c KEY=VALUE} or in the context of {@code cdk.json}.
 *
 * @param migrations the files
 * @param stack the stack's name, if one is wished
 * @param account the account, if the stack is for one
 * @param region the region, if the stack is for one
 * @param vpc id of the network to look up; absent: one is made
 * @param instance the replication instance that is there already
 * @param source where the sources are, for the security groups
 * @param target where the targets are, for the security groups
 * @param sourceInstance identifier of the source in RDS, whose replication slots are watched
 * @param rolesExist whether the account has DMS's roles already
 * @param topicsExist whether the topics that the files name are there already
 * @param alarms whether alarms, dashboard and event rules are made
 * @param mustRun whether silence of a replication is a failure
 * @param start whether the deployment starts what it makes
 * @param update what becomes of a run that has to be changed
 * @param replace names of resources that may be taken away
 * @param cost whether an estimate of the cost is printed
 * @param deployed the template that is deployed, to compare with
 */
record Choices(
        List<Path> migrations,
        Optional<String> stack,
        Optional<String> account,
        Optional<String> region,
        Optional<String> vpc,
        Optional<Instance> instance,
        Place source,
        Place target,
        Optional<String> sourceInstance,
        boolean rolesExist,
        boolean topicsExist,
        boolean alarms,
        boolean mustRun,
        StartPolicy start,
        UpdatePolicy update,
        List<String> replace,
        boolean cost,
        Optional<Path> deployed) {

    private static final Pattern STACK = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,127}");

    private static final String USE = """
            say -c migration=FILE, such as
              npx cdk synth -c migration=task-templates/bank/migration.yaml
            Several files are separated by commas. docs/cdk.md lists everything else that can be chosen.""";

    /**
     * A replication instance that is there already.
     *
     * @param arn its ARN
     * @param identifier its identifier, under which CloudWatch keeps its metrics
     * @param securityGroups ids of its security groups, which are left as they are
     */
    record Instance(String arn, String identifier, List<String> securityGroups) {}

    /**
     * Where databases are.
     *
     * @param cidr their addresses; absent: anywhere
     * @param port their port; absent: the engine's usual one
     */
    record Place(Optional<String> cidr, Optional<Integer> port) {}

    /**
     * Reads the choices.
     *
     * @param context all of CDK's context; its own keys contain a colon or a slash
     * @throws IllegalArgumentException with everything that is wrong
     */
    static Choices of(Map<String, ?> context) {
        ContextReader reader = new ContextReader(context);
        Choices choices = new Choices(
                reader.list(ContextKey.MIGRATION).stream().map(Path::of).toList(),
                reader.text(ContextKey.STACK),
                reader.text(ContextKey.ACCOUNT),
                reader.text(ContextKey.REGION),
                reader.text(ContextKey.VPC),
                reader.instance(),
                reader.place(ContextKey.SOURCE_CIDR, ContextKey.SOURCE_PORT),
                reader.place(ContextKey.TARGET_CIDR, ContextKey.TARGET_PORT),
                reader.text(ContextKey.SOURCE_DB_INSTANCE),
                // An instance that is there was made with them.
                reader.word(
                                ContextKey.ROLES,
                                reader.text(ContextKey.INSTANCE).isPresent()
                                        ? List.of("existing", "create")
                                        : List.of("create", "existing"))
                        .equals("existing"),
                reader.word(ContextKey.TOPICS, List.of("create", "existing")).equals("existing"),
                reader.word(ContextKey.ALARMS, List.of("true", "false")).equals("true"),
                reader.word(ContextKey.MUST_RUN, List.of("false", "true")).equals("true"),
                reader.word(ContextKey.START, List.of("never", "on-deploy")).equals("never")
                        ? StartPolicy.NEVER
                        : StartPolicy.ON_DEPLOY,
                reader.word(ContextKey.UPDATE, List.of("refuse", "stop-and-resume"))
                                .equals("refuse")
                        ? UpdatePolicy.REFUSE
                        : UpdatePolicy.STOP_AND_RESUME,
                reader.list(ContextKey.REPLACE),
                reader.word(ContextKey.COST, List.of("true", "false")).equals("true"),
                reader.text(ContextKey.DEPLOYED).map(Path::of));
        if (choices.migrations().isEmpty()) {
            reader.problem("no migration is given: " + USE);
        }
        choices.stack()
                .filter(name -> !STACK.matcher(name).matches())
                .ifPresent(name -> reader.problem("-c stack is \"" + name
                        + "\": it must have 1 to 128 letters, digits and hyphens, and begin with a letter"));
        if (choices.vpc().isPresent() && choices.account().isEmpty()) {
            reader.problem("a vpc is looked up in an account and a region: say -c account=ID -c region=NAME too");
        }
        if (choices.account().isPresent() != choices.region().isPresent()) {
            reader.problem("account and region go together: say both, or neither for a template of any environment");
        }
        choices.deployed()
                .filter(file -> !Files.isReadable(file))
                .ifPresent(file -> reader.problem("deployed is " + file
                        + ": there is no such file; aws cloudformation get-template --stack-name STACK --query"
                        + " TemplateBody gives it"));
        reader.throwProblems();
        return choices;
    }
}
