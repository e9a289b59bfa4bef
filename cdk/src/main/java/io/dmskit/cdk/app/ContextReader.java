package io.dmskit.cdk.app;

import io.dmskit.document.NearestWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the values of CDK's context that are ours and keeps what is wrong with them. Not thread-safe. */
final class ContextReader {
    /** What CDK's own command line keeps in cdk.json and cdk.context.json under a name like ours. */
    private static final List<String> OF_THE_COMMAND_LINE = List.of("acknowledged-issue-numbers", "cli-telemetry");

    private static final Pattern CIDR = Pattern.compile("(\\d{1,3}\\.){3}\\d{1,3}/\\d{1,2}");
    private static final Pattern PORT =
            Pattern.compile("[1-9]\\d{0,3}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d{2}|655[0-2]\\d|6553[0-5]");
    private static final Pattern INSTANCE_ARN = Pattern.compile("arn:[^:]+:dms:[^:]*:[^:]*:rep:[^:]+");

    private final Map<String, Object> own = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();

    ContextReader(Map<String, ?> context) {
        context.forEach((key, value) -> {
            if (key.indexOf(':') < 0 && key.indexOf('/') < 0) {
                own.put(key, value);
            }
        });
        own.keySet().removeAll(OF_THE_COMMAND_LINE);
        own.keySet().stream()
                .filter(key -> !ContextKey.words().contains(key))
                .filter(key -> NearestWord.to(key, ContextKey.words()).isPresent())
                .forEach(
                        key -> problems.add("-c " + key + " is not known" + NearestWord.hint(key, ContextKey.words())));
    }

    Optional<String> text(ContextKey key) {
        return Optional.ofNullable(own.get(key.word()))
                .map(String::valueOf)
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    List<String> list(ContextKey key) {
        return text(key).stream()
                .flatMap(text -> Stream.of(text.split(",", -1)))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** Returns one of these words; the first if nothing is said. */
    String word(ContextKey key, List<String> words) {
        String said = text(key).orElse(words.get(0));
        if (!words.contains(said)) {
            problems.add("-c " + key.word() + " is \"" + said + "\": it must be " + String.join(" or ", words));
            return words.get(0);
        }
        return said;
    }

    Choices.Place place(ContextKey cidr, ContextKey port) {
        text(cidr)
                .filter(said -> !CIDR.matcher(said).matches())
                .ifPresent(said ->
                        problems.add("-c " + cidr.word() + " is \"" + said + "\": it must be such as 10.1.0.0/16"));
        Optional<Integer> number =
                text(port).filter(said -> PORT.matcher(said).matches()).map(Integer::valueOf);
        if (text(port).isPresent() && number.isEmpty()) {
            problems.add("-c " + port.word() + " is \"" + text(port).get() + "\": it must be a number, 1 to 65535");
        }
        return new Choices.Place(text(cidr), number);
    }

    Optional<Choices.Instance> instance() {
        Optional<String> arn = text(ContextKey.INSTANCE);
        arn.filter(there -> !INSTANCE_ARN.matcher(there).matches())
                .ifPresent(there -> problems.add("-c instance is \"" + there
                        + "\": it must be the ARN of a replication instance, arn:aws:dms:REGION:ACCOUNT:rep:ID"));
        Optional<String> identifier = text(ContextKey.INSTANCE_IDENTIFIER);
        if (arn.isPresent() != identifier.isPresent()) {
            problems.add(
                    "instance and instance-identifier go together: the ARN of a replication instance that is there, and"
                            + " its identifier, under which CloudWatch keeps its metrics");
            return Optional.empty();
        }
        return arn.map(there ->
                new Choices.Instance(there, identifier.orElseThrow(), list(ContextKey.INSTANCE_SECURITY_GROUPS)));
    }

    /** Keeps a problem that several values have together. */
    void problem(String problem) {
        problems.add(problem);
    }

    /** Throws all problems at once, if there are any. */
    void throwProblems() {
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
    }
}
