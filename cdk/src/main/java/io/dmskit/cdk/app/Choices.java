package io.dmskit.cdk.app;

import io.dmskit.cdk.StartPolicy;
import io.dmskit.cdk.UpdatePolicy;
import io.dmskit.document.NearestWord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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
    /** What CDK's own command line keeps in cdk.json and cdk.context.json under a name like ours. */
    private static final List<String> OF_THE_COMMAND_LINE = List.of("acknowledged-issue-numbers", "cli-telemetry");

    private static final Pattern CIDR = Pattern.compile("(\\d{1,3}\\.){3}\\d{1,3}/\\d{1,2}");
    private static final Pattern PORT =
            Pattern.compile("[1-9]\\d{0,3}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d{2}|655[0-2]\\d|6553[0-5]");
    private static final Pattern INSTANCE_ARN = Pattern.compile("arn:[^:]+:dms:[^:]*:[^:]*:rep:[^:]+");
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
        Reader reader = new Reader(context);
        Choices choices = new Choices(
                reader.list(Key.MIGRATION).stream().map(Path::of).toList(),
                reader.text(Key.STACK),
                reader.text(Key.ACCOUNT),
                reader.text(Key.REGION),
                reader.text(Key.VPC),
                reader.instance(),
                reader.place(Key.SOURCE_CIDR, Key.SOURCE_PORT),
                reader.place(Key.TARGET_CIDR, Key.TARGET_PORT),
                reader.text(Key.SOURCE_DB_INSTANCE),
                // An instance that is there was made with them.
                reader.word(
                                Key.ROLES,
                                reader.text(Key.INSTANCE).isPresent()
                                        ? List.of("existing", "create")
                                        : List.of("create", "existing"))
                        .equals("existing"),
                reader.word(Key.TOPICS, List.of("create", "existing")).equals("existing"),
                reader.word(Key.ALARMS, List.of("true", "false")).equals("true"),
                reader.word(Key.MUST_RUN, List.of("false", "true")).equals("true"),
                reader.word(Key.START, List.of("never", "on-deploy")).equals("never")
                        ? StartPolicy.NEVER
                        : StartPolicy.ON_DEPLOY,
                reader.word(Key.UPDATE, List.of("refuse", "stop-and-resume")).equals("refuse")
                        ? UpdatePolicy.REFUSE
                        : UpdatePolicy.STOP_AND_RESUME,
                reader.list(Key.REPLACE),
                reader.word(Key.COST, List.of("true", "false")).equals("true"),
                reader.text(Key.DEPLOYED).map(Path::of));
        if (choices.migrations().isEmpty()) {
            reader.problems.add("no migration is given: " + USE);
        }
        choices.stack()
                .filter(name -> !STACK.matcher(name).matches())
                .ifPresent(name -> reader.problems.add("-c stack is \"" + name
                        + "\": it must have 1 to 128 letters, digits and hyphens, and begin with a letter"));
        if (choices.vpc().isPresent() && choices.account().isEmpty()) {
            reader.problems.add("a vpc is looked up in an account and a region: say -c account=ID -c region=NAME too");
        }
        if (choices.account().isPresent() != choices.region().isPresent()) {
            reader.problems.add(
                    "account and region go together: say both, or neither for a template of any environment");
        }
        choices.deployed()
                .filter(file -> !Files.isReadable(file))
                .ifPresent(file -> reader.problems.add("deployed is " + file
                        + ": there is no such file; aws cloudformation get-template --stack-name STACK --query"
                        + " TemplateBody gives it"));
        reader.throwProblems();
        return choices;
    }

    /** What can be chosen. */
    enum Key {
        MIGRATION,
        STACK,
        ACCOUNT,
        REGION,
        VPC,
        INSTANCE,
        INSTANCE_IDENTIFIER,
        INSTANCE_SECURITY_GROUPS,
        SOURCE_CIDR,
        SOURCE_PORT,
        TARGET_CIDR,
        TARGET_PORT,
        SOURCE_DB_INSTANCE,
        ROLES,
        TOPICS,
        ALARMS,
        MUST_RUN,
        START,
        UPDATE,
        REPLACE,
        COST,
        DEPLOYED;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static List<String> words() {
            return Arrays.stream(values()).map(Key::word).toList();
        }
    }

    /** Reads values and keeps what is wrong with them. */
    private static final class Reader {
        private final Map<String, Object> own = new TreeMap<>();
        private final List<String> problems = new ArrayList<>();

        Reader(Map<String, ?> context) {
            context.forEach((key, value) -> {
                if (key.indexOf(':') < 0 && key.indexOf('/') < 0) {
                    own.put(key, value);
                }
            });
            own.keySet().removeAll(OF_THE_COMMAND_LINE);
            own.keySet().stream()
                    .filter(key -> !Key.words().contains(key))
                    .filter(key -> NearestWord.to(key, Key.words()).isPresent())
                    .forEach(key -> problems.add("-c " + key + " is not known" + NearestWord.hint(key, Key.words())));
        }

        Optional<String> text(Key key) {
            return Optional.ofNullable(own.get(key.word()))
                    .map(String::valueOf)
                    .map(String::strip)
                    .filter(text -> !text.isEmpty());
        }

        List<String> list(Key key) {
            return text(key).stream()
                    .flatMap(text -> Stream.of(text.split(",", -1)))
                    .map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .toList();
        }

        /** Returns one of these words; the first if nothing is said. */
        String word(Key key, List<String> words) {
            String said = text(key).orElse(words.get(0));
            if (!words.contains(said)) {
                problems.add("-c " + key.word() + " is \"" + said + "\": it must be " + String.join(" or ", words));
                return words.get(0);
            }
            return said;
        }

        Place place(Key cidr, Key port) {
            text(cidr)
                    .filter(said -> !CIDR.matcher(said).matches())
                    .ifPresent(said ->
                            problems.add("-c " + cidr.word() + " is \"" + said + "\": it must be such as 10.1.0.0/16"));
            Optional<Integer> number =
                    text(port).filter(said -> PORT.matcher(said).matches()).map(Integer::valueOf);
            if (text(port).isPresent() && number.isEmpty()) {
                problems.add("-c " + port.word() + " is \"" + text(port).get() + "\": it must be a number, 1 to 65535");
            }
            return new Place(text(cidr), number);
        }

        Optional<Instance> instance() {
            Optional<String> arn = text(Key.INSTANCE);
            arn.filter(there -> !INSTANCE_ARN.matcher(there).matches())
                    .ifPresent(there -> problems.add("-c instance is \"" + there
                            + "\": it must be the ARN of a replication instance, arn:aws:dms:REGION:ACCOUNT:rep:ID"));
            Optional<String> identifier = text(Key.INSTANCE_IDENTIFIER);
            if (arn.isPresent() != identifier.isPresent()) {
                problems.add(
                        "instance and instance-identifier go together: the ARN of a replication instance that is there, and"
                                + " its identifier, under which CloudWatch keeps its metrics");
                return Optional.empty();
            }
            return arn.map(there -> new Instance(there, identifier.orElseThrow(), list(Key.INSTANCE_SECURITY_GROUPS)));
        }

        void throwProblems() {
            if (!problems.isEmpty()) {
                throw new IllegalArgumentException(String.join("\n", problems));
            }
        }
    }
}
