package io.dmskit.cloudformation;

import io.dmskit.document.ArrayNode;
import io.dmskit.document.Node;
import io.dmskit.document.ObjectNode;
import io.dmskit.settings.LogComponent;
import io.dmskit.settings.LogSeverity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Whether a task logs what its two ends do. Components that are not named log as DMS sees fit, which is enough. */
final class LoggingRule {
    private LoggingRule() {}

    static Judgement target(Resource task) {
        return judge(task, List.of(LogComponent.TARGET_LOAD, LogComponent.TARGET_APPLY));
    }

    static Judgement source(Resource task) {
        return judge(task, List.of(LogComponent.SOURCE_UNLOAD, LogComponent.SOURCE_CAPTURE));
    }

    private static Judgement judge(Resource task, List<LogComponent> components) {
        String property = Tasks.settingsOf(task);
        Value given = task.value(property);
        Judgement nothing = new Judgement(
                Value.Verdict.FAILS, property, property + " are not given, and DMS logs nothing by itself");
        if (given.isAbsent() || given.text().filter(String::isBlank).isPresent()) {
            return nothing;
        }
        List<EmbeddedDocument> documents = EmbeddedDocument.of(task, property);
        List<Judgement> judgements = new ArrayList<>();
        documents.forEach(document -> document.tree()
                .ifPresentOrElse(
                        tree -> judgements.add(judge(property, tree, components)),
                        () -> judgements.add(open(property, property + " cannot be read"))));
        if (documents.isEmpty()) {
            return open(property, property + " " + given.describe());
        }
        if (!given.isGiven()) {
            judgements.add(nothing);
        }
        long branches =
                task.written(property).stream().flatMap(Functions::branches).count();
        if (branches > documents.size()) {
            judgements.add(open(property, property + " depend on a condition"));
        }
        return together(property, judgements);
    }

    /** All branches of a condition pass or fail, or it depends. */
    private static Judgement together(String property, List<Judgement> judgements) {
        List<Value.Verdict> verdicts =
                judgements.stream().map(Judgement::verdict).distinct().toList();
        return verdicts.size() == 1 ? judgements.get(0) : open(property, property + " depend on a condition");
    }

    private static Judgement open(String property, String reason) {
        return new Judgement(Value.Verdict.OPEN, property, reason);
    }

    private static Judgement judge(String property, Node settings, List<LogComponent> components) {
        Optional<Node> logging = get(Optional.of(settings), "Logging");
        Optional<Node> enabled = get(logging, "EnableLogging");
        if (logging.filter(EmbeddedDocument::isHole).isPresent()
                || enabled.filter(EmbeddedDocument::isHole).isPresent()) {
            return open(property, property + ": Logging.EnableLogging is decided by the deployment");
        }
        if (!Value.isTrue(enabled)) {
            return new Judgement(
                    Value.Verdict.FAILS,
                    property,
                    property + ": Logging.EnableLogging is "
                            + enabled.map(value -> "false").orElse("not given"));
        }
        Optional<Node> list = get(logging, "LogComponents");
        return list.filter(EmbeddedDocument::isHole).isPresent()
                ? open(property, property + ": Logging.LogComponents are decided by the deployment")
                : severities(property, list, components);
    }

    private static Judgement severities(String property, Optional<Node> list, List<LogComponent> components) {
        Judgement worst = new Judgement(Value.Verdict.PASSES, property, "");
        for (LogComponent component : components) {
            Optional<Node> severity = severity(list, component);
            String reason = property + ": component " + component + " logs at "
                    + severity.flatMap(ControlRules::text).orElse("");
            if (severity.filter(value -> isTooLittle(value)).isPresent()) {
                return new Judgement(Value.Verdict.FAILS, property, reason);
            }
            if (severity.filter(EmbeddedDocument::isHole).isPresent()) {
                worst = open(property, property + ": the severity of " + component + " is decided by the deployment");
            }
        }
        return worst;
    }

    /** A component that stands there twice logs as it says last. */
    private static Optional<Node> severity(Optional<Node> list, LogComponent component) {
        return list.filter(ArrayNode.class::isInstance).stream()
                .flatMap(array -> ((ArrayNode) array).items().stream())
                .filter(entry -> Value.is(get(Optional.of(entry), "Id"), component.id()))
                .flatMap(entry -> get(Optional.of(entry), "Severity").stream())
                .reduce((first, last) -> last);
    }

    private static boolean isTooLittle(Node severity) {
        return Arrays.stream(LogSeverity.values())
                .filter(known -> Value.is(Optional.of(severity), known.toString()))
                .anyMatch(known -> known.compareTo(LogSeverity.DEFAULT) < 0);
    }

    private static Optional<Node> get(Optional<Node> outer, String key) {
        return outer.filter(ObjectNode.class::isInstance).flatMap(object -> ((ObjectNode) object).get(key));
    }
}
