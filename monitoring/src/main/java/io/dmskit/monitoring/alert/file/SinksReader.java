package io.dmskit.monitoring.alert.file;

import io.dmskit.document.Findings;
import io.dmskit.document.Node;
import io.dmskit.document.ObjectNode;
import io.dmskit.document.Section;
import io.dmskit.monitoring.alert.EventBus;
import io.dmskit.monitoring.alert.TopicArn;
import io.dmskit.monitoring.judge.ConditionSeverity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads the sinks of a file, all of whose problems become findings. */
final class SinksReader {
    static final String SYNTAX = "AS001";
    static final String KEY = "AS002";
    static final String MISSING = "AS003";
    static final String VALUE = "AS004";
    static final String FILE = "AS005";
    static final String SECRET = "AS006";
    static final String UNAVAILABLE = "AS007";

    private static final String SINKS = "sinks";
    private static final String FROM = "from";
    static final String TIMEOUT = "timeout";
    static final String LOG = "log";
    private static final String COMMAND = "command";
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9_-]{0,63}";

    private static final Duration USUAL = Duration.ofSeconds(5);
    private static final Duration USUAL_OF_COMMANDS = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private static final List<String> SEVERITIES = words(ConditionSeverity.values());

    private final Path folder;
    private final Findings findings;
    private final Map<String, Function<Section, Optional<SinkPlan>>> kinds = new LinkedHashMap<>();

    SinksReader(Path file, Findings findings) {
        this.folder = Optional.ofNullable(file.getParent()).orElse(Path.of(""));
        this.findings = findings;
        kinds.put("pagerduty", this::pagerDuty);
        kinds.put("webhook", this::webhook);
        kinds.put("sns", this::sns);
        kinds.put("event-bridge", this::eventBridge);
        kinds.put(COMMAND, this::command);
        kinds.put(LOG, sink -> LogReader.read(sink, folder));
    }

    static List<String> words(Enum<?>[] values) {
        return Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    AlertSinks read(Node root) {
        if (!(root instanceof ObjectNode object)) {
            findings.error(VALUE, root, "a file of sinks holds the key sinks, and is not " + root.kind());
            return new AlertSinks(List.of());
        }
        Section file = new Section("", object, SinksKind.SINKS, findings);
        file.allowOnly(List.of(SINKS));
        Optional<Section> sinks = file.section(SINKS);
        if (object.get(SINKS).isEmpty()) {
            file.missing(SINKS);
        } else if (sinks.isPresent() && sinks.get().node().members().isEmpty()) {
            findings.error(VALUE, sinks.get().node(), "sinks is empty, so that nobody is told: name one at least");
        }
        return new AlertSinks(sinks.map(this::entries).orElse(List.of()));
    }

    private List<SinkEntry> entries(Section sinks) {
        List<String> names =
                sinks.node().members().stream().map(ObjectNode.Member::key).toList();
        sinks.allowOnly(names);
        List<SinkEntry> entries = new ArrayList<>();
        for (ObjectNode.Member member : sinks.node().members()) {
            String name = member.key();
            if (!name.matches(NAME)) {
                findings.error(
                        VALUE,
                        member,
                        "the sink's name is \"" + name
                                + "\": it must have 1 to 64 letters, digits, hyphens and underscores, and begin with a"
                                + " letter or digit");
            } else if (member.value().isNull()) {
                findings.error(VALUE, member, sinks.path(name) + " is empty: it must be one of " + kindNames());
            } else {
                sinks.section(name).flatMap(sink -> entry(name, sink)).ifPresent(entries::add);
            }
        }
        return entries;
    }

    private String kindNames() {
        return String.join(", ", kinds.keySet());
    }

    private Optional<SinkEntry> entry(String name, Section sink) {
        List<String> known =
                Stream.concat(kinds.keySet().stream(), Stream.of(FROM, TIMEOUT)).toList();
        sink.allowOnly(known);
        ConditionSeverity from = sink.text(FROM)
                .flatMap(word -> sink.word(FROM, word, SEVERITIES))
                .map(word -> ConditionSeverity.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(ConditionSeverity.INFO);
        List<String> given = kinds.keySet().stream()
                .filter(kind -> sink.node().get(kind).isPresent())
                .toList();
        if (given.size() > 1) {
            findings.error(
                    VALUE,
                    sink.node(),
                    sink.name() + " is " + String.join(" and ", given) + " at once: give each a name of its own");
        } else if (given.isEmpty() && sink.node().members().stream().allMatch(member -> known.contains(member.key()))) {
            // A key that is not known says enough.
            findings.error(
                    MISSING, sink.node(), sink.name() + " does not say what it is: it must be one of " + kindNames());
        }
        if (given.size() != 1) {
            return Optional.empty();
        }
        return Optional.ofNullable(kinds.get(given.get(0)))
                .flatMap(kind -> kind.apply(sink))
                .map(plan -> new SinkEntry(name, sink.node(), from, plan));
    }

    private Optional<SinkPlan> pagerDuty(Section sink) {
        Duration limit = limit(sink, USUAL);
        return sink.section("pagerduty").flatMap(pagerDuty -> {
            pagerDuty.allowOnly(List.of("routing-key", "address"));
            Optional<String> address = pagerDuty.text("address");
            return SecretReader.read(pagerDuty, "routing-key", folder)
                    .map(key -> new SinkPlan.PagerDuty(key, address, limit));
        });
    }

    private Optional<SinkPlan> webhook(Section sink) {
        Duration limit = limit(sink, USUAL);
        return sink.section("webhook").flatMap(webhook -> {
            webhook.allowOnly(List.of("address"));
            return SecretReader.read(webhook, "address", folder).map(address -> new SinkPlan.Webhook(address, limit));
        });
    }

    private Optional<SinkPlan> sns(Section sink) {
        Duration limit = limit(sink, USUAL);
        return sink.section("sns").flatMap(sns -> {
            sns.allowOnly(List.of("topic"));
            return parsed(sns, "topic", TopicArn::new).map(topic -> new SinkPlan.Sns(topic, limit));
        });
    }

    private Optional<SinkPlan> eventBridge(Section sink) {
        Duration limit = limit(sink, USUAL);
        return sink.section("event-bridge").flatMap(eventBridge -> {
            eventBridge.allowOnly(List.of("bus"));
            return parsed(eventBridge, "bus", EventBus::new).map(bus -> new SinkPlan.EventBridge(bus, limit));
        });
    }

    private <T> Optional<T> parsed(Section section, String key, Function<String, T> parse) {
        try {
            return section.required(key).map(parse);
        } catch (IllegalArgumentException e) {
            findings.error(VALUE, section.at(key), section.path(key) + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<SinkPlan> command(Section sink) {
        Duration limit = limit(sink, USUAL_OF_COMMANDS);
        List<String> words = sink.texts(COMMAND);
        if (sink.at(COMMAND).toJson().equals("[]")) {
            findings.error(VALUE, sink.at(COMMAND), sink.path(COMMAND) + " is empty: it needs a program");
        }
        return words.isEmpty() ? Optional.empty() : Optional.of(new SinkPlan.Command(words, limit));
    }

    private Duration limit(Section sink, Duration usual) {
        Duration limit = sink.duration(TIMEOUT).orElse(usual);
        if (limit.isZero() || limit.compareTo(LONGEST) > 0) {
            findings.error(
                    VALUE,
                    sink.at(TIMEOUT),
                    sink.path(TIMEOUT) + " is " + sink.text(TIMEOUT).orElse("")
                            + ": it must be longer than nothing, and at most 5m");
        }
        return limit;
    }
}
