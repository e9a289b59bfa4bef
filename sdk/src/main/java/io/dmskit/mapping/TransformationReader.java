package io.dmskit.mapping;

import io.dmskit.document.NearestWord;
import io.dmskit.document.Node;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads transformation rules: what they name; {@link ActionReader} reads what they do. */
final class TransformationReader implements RuleReader {
    private static final List<String> NAME_CHANGES = List.of(
            "rename",
            "convert-lowercase",
            "convert-uppercase",
            "add-prefix",
            "remove-prefix",
            "replace-prefix",
            "add-suffix",
            "remove-suffix",
            "replace-suffix");
    private static final List<String> COLUMN_ACTIONS = List.of(
            "add-column",
            "remove-column",
            "include-column",
            "change-data-type",
            "add-before-image-columns",
            "data-masking-digits-mask",
            "data-masking-digits-randomize",
            "data-masking-hash-mask");
    private static final String DEFINE_KEY = "define-primary-key";
    private static final List<String> TARGETS =
            List.of("schema", "table", "column", "table-tablespace", "index-tablespace");
    private static final Set<String> LOCATOR_KEYS = Set.of(
            "schema-name", "table-name", "column-name", "data-type", "table-tablespace-name", "index-tablespace-name");

    @Override
    public Optional<Rule> read(Fields fields, long id, String name) {
        List<String> actions = new java.util.ArrayList<>(NAME_CHANGES);
        actions.addAll(COLUMN_ACTIONS);
        actions.add(DEFINE_KEY);
        Optional<String> action = RuleReader.action(fields, "transformation", actions);
        Optional<String> target = target(fields);
        if (action.isEmpty() || target.isEmpty() || !fits(fields, action.get(), target.get())) {
            return Optional.empty();
        }
        Optional<Fields> locator = RuleReader.locator(fields, required(action.get(), target.get()), LOCATOR_KEYS);
        locator.ifPresent(found -> onlyOneObject(found, action.get(), target.get()));
        Optional<Transformation> change = new ActionReader(fields).read(action.get());
        if (locator.isEmpty()) {
            return Optional.empty();
        }
        if (isCarried(fields, action.get(), target.get())) {
            return Optional.of(
                    new CarriedRule(id, name, "transformation", fields.node().toJson()));
        }
        Optional<DataType.Name> type =
                locator.get().word("data-type").flatMap(word -> DataTypeReader.name(locator.get(), "data-type", word));
        return change.map(found -> rule(id, name, target.get(), locator.get(), type, found));
    }

    private static TransformationRule rule(
            long id, String name, String target, Fields locator, Optional<DataType.Name> type, Transformation action) {
        TransformationRule.Target level = TransformationRule.Target.valueOf(target.toUpperCase(Locale.ROOT));
        return new TransformationRule(
                id,
                name,
                level,
                pattern(locator, "schema-name"),
                level == TransformationRule.Target.SCHEMA ? NamePattern.ANY : pattern(locator, "table-name"),
                level == TransformationRule.Target.COLUMN ? pattern(locator, "column-name") : NamePattern.ANY,
                type,
                action);
    }

    private static NamePattern pattern(Fields locator, String key) {
        return locator.word(key).map(text -> new NamePattern(text, false)).orElse(NamePattern.ANY);
    }

    private static Optional<String> target(Fields fields) {
        Optional<String> target = fields.text("rule-target");
        if (target.filter(TARGETS::contains).isEmpty()) {
            fields.findings()
                    .error(
                            "TM040",
                            fields.at("rule-target"),
                            target.map(word -> "unknown rule-target \"" + word + "\"" + NearestWord.hint(word, TARGETS))
                                    .orElse("rule-target is missing; allowed: " + String.join(", ", TARGETS)));
            return Optional.empty();
        }
        return target;
    }

    private static boolean fits(Fields fields, String action, String target) {
        String wanted = action.equals(DEFINE_KEY) ? "table" : COLUMN_ACTIONS.contains(action) ? "column" : target;
        if (!wanted.equals(target)) {
            fields.findings()
                    .error(
                            "TM041",
                            fields.at("rule-target"),
                            action + " works on rule-target " + wanted + " only, not on " + target);
        }
        return wanted.equals(target);
    }

    private static List<String> required(String action, String target) {
        return switch (target) {
            case "schema" -> List.of("schema-name");
            case "table" -> List.of("schema-name", "table-name");
            case "column" ->
                action.equals("add-column") || action.equals("add-before-image-columns")
                        ? List.of("schema-name", "table-name")
                        : List.of("schema-name", "table-name", "column-name");
            default -> List.of("schema-name", "table-name", target + "-name");
        };
    }

    private static void onlyOneObject(Fields locator, String action, String target) {
        if (locator.has("table-tablespace-name") && locator.has("index-tablespace-name")) {
            locator.findings()
                    .error("TM050", locator.node(), "a rule changes a table's or an index's tablespace, not both");
        }
        if (action.equals(DEFINE_KEY)) {
            String names = locator.word("schema-name").orElse("") + "."
                    + locator.word("table-name").orElse("");
            if (names.indexOf('%') >= 0) {
                locator.findings().error("TM045", locator.node(), "define-primary-key needs exact names, not " + names);
            }
        }
        String own = target + "-name";
        Node where = locator.at(own);
        if (action.equals("rename")
                && !target.equals("schema")
                && locator.word(own).orElse("").indexOf('%') >= 0) {
            locator.findings()
                    .error(
                            "TM055",
                            where,
                            "rename gives every " + target + " that matches \""
                                    + locator.word(own).orElse("")
                                    + "\" one name: name one, or use a prefix, suffix or case action");
        }
    }

    /** Tablespaces are Oracle's; before-image columns are for streams; a computed name is documented in half a sentence only. */
    private static boolean isCarried(Fields fields, String action, String target) {
        return target.endsWith("tablespace")
                || action.equals("add-before-image-columns")
                || (action.equals("rename") && !fields.has("value") && fields.has("expression"));
    }
}
