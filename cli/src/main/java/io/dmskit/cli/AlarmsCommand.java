package io.dmskit.cli;

import io.dmskit.alarm.AlarmKind;
import io.dmskit.alarm.MigrationAlarms;
import io.dmskit.cli.control.AlarmLines;
import io.dmskit.cli.control.Answer;
import io.dmskit.cli.control.Aws;
import io.dmskit.cli.control.DurationWord;
import io.dmskit.document.NearestWord;
import io.dmskit.migration.Migration;
import io.dmskit.monitoring.alarm.AlarmChange;
import io.dmskit.monitoring.alarm.AlarmControl;
import io.dmskit.monitoring.alarm.AlarmProfile;
import io.dmskit.monitoring.alarm.AlarmReport;
import io.dmskit.monitoring.alarm.Armed;
import io.dmskit.monitoring.alarm.Silenced;
import io.dmskit.task.TaskSnapshot;
import io.dmskit.task.TaskStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes, silences, arms, shows and removes the CloudWatch alarms of migrations. */
@Command(
        name = "alarms",
        description = {
            "The CloudWatch alarms of a migration at run time, as CDK defines them too.",
            "",
            "  show      what they say, who is told, what silences them; this is what happens without a verb",
            "  create    makes them, changes those that differ, removes those that are not wanted any more",
            "  silence   lets them tell nobody for a while (--for); they are evaluated all the same",
            "  arm       ends a silence",
            "  remove    removes those that create has made",
            "",
            "Alarms of others that watch the same task, such as those of a CDK stack, are shown, silenced and armed too, and never",
            "changed or removed."
        },
        customSynopsis = "dmskit alarms [show|create|silence|arm|remove] FILE... [OPTIONS]",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done; of show: nothing rings, and all is as it should be",
            "1:failed",
            "2:wrong use",
            "3:of show: an alarm rings, is missing or blind, tells nobody, or is not as it is defined"
        },
        footer = {
            "",
            "Examples:",
            "  dmskit alarms bank/migration.yaml",
            "  dmskit alarms create bank/migration.yaml --topic arn:aws:sns:eu-central-1:111122223333:ops",
            "  dmskit alarms create bank/migration.yaml --cutover      latencies ring from cutover.max-lag on",
            "  dmskit alarms silence bank/migration.yaml --for 30m     then they tell again by themselves",
            "  dmskit alarms show bank/migration.yaml --since 2h       with what happened to them",
            "  dmskit alarms remove bank/migration.yaml --yes"
        })
final class AlarmsCommand extends ControlCommand {
    /** What is done. */
    private enum Verb {
        SHOW,
        CREATE,
        SILENCE,
        ARM,
        REMOVE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(index = "1..*", arity = "0..*", hidden = true, description = "More migration files.")
    private List<String> more = new ArrayList<>();

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            description = "silence: how long, in whole minutes from 1m to 15d.",
            converter = DurationWord.class)
    private @Nullable Duration length;

    @Option(
            names = "--topic",
            paramLabel = "ARN",
            description =
                    "create: a topic to tell; may be given again (default: those of the file's alarms.notify that are"
                            + " ARNs).")
    private List<String> topics = new ArrayList<>();

    @Option(
            names = "--cutover",
            description = "create: latencies ring from cutover.max-lag on, and a stop is no failure.")
    private boolean cutover;

    @Option(names = "--may-stop", description = "create: silence is no failure (default: while the task does not run).")
    private boolean mayStop;

    @Option(
            names = "--since",
            paramLabel = "DURATION",
            description = "show: changes of state of this last while too, such as 2h.",
            converter = DurationWord.class)
    private @Nullable Duration since;

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    private Verb verb = Verb.SHOW;

    AlarmsCommand(Console console) {
        super(console);
    }

    /** A verb that is also a file is meant as a verb if another word follows. */
    @Override
    List<Migration> migrations() throws IOException {
        List<String> words = new ArrayList<>(List.of(arguments.file()));
        words.addAll(more);
        Optional<Verb> first = Arrays.stream(Verb.values())
                .filter(one -> one.word().equals(words.get(0)))
                .findFirst();
        if (first.isPresent()) {
            verb = first.get();
            words.remove(0);
            if (words.isEmpty()) {
                throw new WrongUseException(
                        "alarms " + verb.word() + " needs a FILE: a migration file, or a template's name");
            }
        } else if (words.size() > 1 && !Files.exists(Path.of(words.get(0)))) {
            requireNoVerb(words.get(0));
        }
        return arguments.migrations(words);
    }

    private static void requireNoVerb(String word) {
        List<String> verbs = Arrays.stream(Verb.values()).map(Verb::word).toList();
        NearestWord.to(word, verbs).ifPresent(near -> {
            throw new WrongUseException("alarms has no verb \"" + word + "\"" + NearestWord.hint(word, verbs));
        });
    }

    @Override
    void checkOptions(List<Migration> migrations) {
        if ((verb == Verb.SILENCE) != (length != null)) {
            throw new WrongUseException(
                    verb == Verb.SILENCE
                            ? "alarms silence needs its end: say --for 30m, so that nobody forgets it"
                            : "--for is for alarms silence, and this is alarms " + verb.word());
        }
        only(Verb.CREATE, "--topic", !topics.isEmpty());
        only(Verb.CREATE, "--cutover", cutover);
        only(Verb.CREATE, "--may-stop", mayStop);
        only(Verb.SHOW, "--since", since != null);
        if (cutover && mayStop) {
            throw new WrongUseException(
                    "--cutover and --may-stop do not go together: during a cutover a task may stop anyway");
        }
    }

    private void only(Verb wanted, String option, boolean given) {
        if (given && verb != wanted) {
            throw new WrongUseException(
                    option + " is for alarms " + wanted.word() + ", and this is alarms " + verb.word());
        }
    }

    @Override
    Answer run(Migration migration, Aws aws) throws IOException {
        Optional<TaskSnapshot> task = aws.dms().task(migration).map(one -> one.describe());
        AlarmControl alarms = task.map(
                        one -> AlarmControl.of(migration, one, aws.dms().client(), aws.cloudWatch()))
                .orElseGet(() -> AlarmControl.withoutTask(migration, aws.cloudWatch()));
        return switch (verb) {
            case SHOW -> show(migration, alarms);
            case CREATE -> create(migration, alarms, task);
            case SILENCE -> silenced(migration, alarms.silence(Objects.requireNonNull(length)));
            case ARM -> armed(migration, alarms.arm());
            case REMOVE -> remove(migration, alarms);
        };
    }

    private Answer show(Migration migration, AlarmControl alarms) {
        AlarmReport report = alarms.report();
        AlarmLines lines = new AlarmLines(migration.name(), report, since == null ? List.of() : alarms.history(since));
        return new Answer(lines.json(), lines.text(console.paint()), report.troubled() ? Main.FINDINGS : 0);
    }

    private Answer create(Migration migration, AlarmControl alarms, Optional<TaskSnapshot> task) {
        AlarmProfile profile = profile(task);
        MigrationAlarms wanted = profile.of(migration);
        List<String> told = told(migration);
        List<AlarmChange> changes = alarms.create(wanted, told);
        if (told.isEmpty()) {
            progress()
                    .println("  warning: " + migration.name()
                            + ": these alarms tell nobody: give --topic, or ARNs in alarms.notify of the file");
        }
        boolean withoutNoData = profile == AlarmProfile.MAY_STOP
                && !mayStop
                && AlarmProfile.MUST_RUN.of(migration).get(AlarmKind.NO_DATA).isPresent();
        if (withoutNoData) {
            progress()
                    .println(
                            "  warning: " + migration.name()
                                    + ": the task does not run, so that silence is no failure yet: say this again once it runs");
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("profile", profile.toString());
        json.put("topics", told);
        json.put(
                "alarms",
                changes.stream()
                        .map(one -> Map.of(
                                "name", one.alarm(), "change", one.change().toString()))
                        .toList());
        String counts = changes.stream()
                .collect(Collectors.groupingBy(AlarmChange::change, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
        return Answer.done(json, migration.name() + ": " + profile + " alarms: " + counts + "\n");
    }

    private AlarmProfile profile(Optional<TaskSnapshot> task) {
        if (cutover) {
            return AlarmProfile.CUTOVER;
        }
        boolean runs =
                task.filter(one -> one.status().equals(TaskStatus.RUNNING)).isPresent();
        return runs && !mayStop ? AlarmProfile.MUST_RUN : AlarmProfile.MAY_STOP;
    }

    private List<String> told(Migration migration) {
        if (!topics.isEmpty()) {
            return topics;
        }
        List<String> named = migration.alarms().topics();
        named.stream().filter(one -> !one.startsWith("arn:")).forEach(one -> progress()
                .println("  warning: " + migration.name() + ": topic " + one
                        + " is a name, which only CDK knows: give --topic ARN"));
        return named.stream().filter(one -> one.startsWith("arn:")).toList();
    }

    private static Answer silenced(Migration migration, Silenced silenced) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("since", silenced.silence().since().toString());
        json.put("until", silenced.silence().until().toString());
        json.put("endsByItself", silenced.endsByItself());
        json.put("alarms", silenced.alarms());
        return Answer.done(
                json,
                migration.name() + ": " + silenced.alarms().size() + " alarms are silent from "
                        + silenced.silence().since() + " until "
                        + silenced.silence().until()
                        + (silenced.endsByItself()
                                ? "\n"
                                : "; CloudWatch does not end it here: dmskit alarms arm does, and the monitor reports it if"
                                        + " nobody does\n"));
    }

    private static Answer armed(Migration migration, Armed armed) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("alarms", armed.alarms());
        json.put("rings", armed.rings());
        return Answer.done(
                json,
                migration.name() + ": "
                        + (armed.alarms().isEmpty()
                                ? "no alarm was silent"
                                : armed.alarms().size() + " alarms tell again")
                        + (armed.rings().isEmpty() ? "" : "; rings now: " + String.join(", ", armed.rings())) + "\n");
    }

    private Answer remove(Migration migration, AlarmControl alarms) throws IOException {
        confirmation.require(
                "the alarms of migration " + migration.name()
                        + " that were made at run time go with their history; those of others stay",
                console,
                System.in);
        List<String> removed = alarms.remove();
        return Answer.done(Map.of("removed", removed), migration.name() + ": " + removed.size() + " alarms removed\n");
    }
}
