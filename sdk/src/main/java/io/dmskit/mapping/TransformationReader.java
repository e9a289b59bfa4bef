package io.dmskit.mapping;

import io.dmskit.document.NearestWord;
import io.dmskit.mapping.TransformationRule.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Reads transformation rules: what they name; {@link ActionReader} reads what they do. */
final class TransformationReader implements RuleReader {
    private static final List<String> RENAMINGS = List.of(
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
    /** Actions that make columns rather than change those that the locator could name. */
    private static final Set<String> MAKES_COLUMNS = Set.of("add-column", "add-before-image-columns");

    private static final Words<Target> TARGETS = new Words<>(Target.values(), Target::word);

    @Override
    public Set<String> keys() {
        return Set.of(
                "rule-target", "value", "old-value", "expression", "data-type", "primary-key-def", "before-image-def");
    }

    @Override
    public Optional<Supplier<Rule>> read(Fields fields, long id, String name) {
        List<String> actions = new ArrayList<>(RENAMINGS);
        actions.addAll(COLUMN_ACTIONS);
        actions.add(DEFINE_KEY);
        Optional<String> action = RuleReader.action(fields, "transformation", actions);
        Optional<Target> target = target(fields);
        if (action.isEmpty() || target.isEmpty() || !fits(fields, action.get(), target.get())) {
            return Optional.empty();
        }
        Optional<ObjectLocator> locator = locator(fields, action.get(), target.get());
        Optional<Transformation> change = new ActionReader(fields).read(action.get());
        if (locator.isEmpty() || change.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(() -> new TransformationRule(id, name, locator.get(), change.get(), fields.leftovers()));
    }

    private static Optional<Target> target(Fields fields) {
        Optional<String> word = fields.text("rule-target");
        Optional<Target> target = word.flatMap(TARGETS::of);
        if (target.isEmpty()) {
            fields.findings()
                    .error(
                            "TM040",
                            fields.at("rule-target"),
                            word.map(found -> "unknown rule-target \"" + found + "\""
                                            + NearestWord.hint(found, TARGETS.all()))
                                    .orElse("rule-target is missing; allowed: " + String.join(", ", TARGETS.all())));
        }
        return target;
    }

    private static boolean fits(Fields fields, String action, Target target) {
        Target wanted =
                action.equals(DEFINE_KEY) ? Target.TABLE : COLUMN_ACTIONS.contains(action) ? Target.COLUMN : target;
        if (wanted != target) {
            fields.findings()
                    .error(
                            "TM041",
                            fields.at("rule-target"),
                            action + " works on rule-target " + wanted.word() + " only, not on " + target.word());
        }
        return wanted == target;
    }

    private static Optional<ObjectLocator> locator(Fields fields, String action, Target target) {
        List<String> required = required(action, target);
        Set<String> known = new TreeSet<>(required);
        if (target == Target.COLUMN) {
            known.addAll(Set.of("column-name", "data-type"));
        }
        Optional<Fields> found =
                RuleReader.locator(fields, "the object-locator of rule-target " + target.word(), required, known);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Fields locator = found.get();
        NamePattern column = target == Target.COLUMN && !action.equals("add-column")
                ? RuleReader.pattern(locator, "column-name")
                : NamePattern.ANY;
        Optional<DataType.Name> type = target == Target.COLUMN
                ? locator.word("data-type").flatMap(word -> DataTypeReader.name(locator, "data-type", word))
                : Optional.empty();
        Optional<NamePattern> tablespace = target.isTablespace()
                ? Optional.of(RuleReader.pattern(locator, target.word() + "-name"))
                : Optional.empty();
        ObjectLocator object = new ObjectLocator(
                target,
                RuleReader.pattern(locator, "schema-name"),
                target == Target.SCHEMA ? NamePattern.ANY : RuleReader.pattern(locator, "table-name"),
                column,
                tablespace,
                type);
        exactWhereNeeded(fields, locator, action, object);
        return Optional.of(object);
    }

    private static List<String> required(String action, Target target) {
        return switch (target) {
            case SCHEMA -> List.of("schema-name");
            case TABLE -> List.of("schema-name", "table-name");
            case COLUMN ->
                MAKES_COLUMNS.contains(action)
                        ? List.of("schema-name", "table-name")
                        : List.of("schema-name", "table-name", "column-name");
            case TABLE_TABLESPACE, INDEX_TABLESPACE -> List.of("schema-name", "table-name", target.word() + "-name");
        };
    }

    private static void exactWhereNeeded(Fields fields, Fields locator, String action, ObjectLocator object) {
        if (locator.has("table-tablespace-name") && locator.has("index-tablespace-name")) {
            locator.findings()
                    .error("TM050", locator.node(), "a rule changes a table's or an index's tablespace, not both");
        }
        if (action.equals(DEFINE_KEY) && SelectionRule.hasPercent(object.schema(), object.table())) {
            locator.findings()
                    .error(
                            "TM045",
                            locator.node(),
                            "define-primary-key needs exact names, not " + object.schema() + "." + object.table());
        }
        if (action.equals("rename") && fields.has("value") && object.namesMany()) {
            locator.findings()
                    .error(
                            "TM055",
                            locator.at(object.target().word() + "-name"),
                            "rename gives every "
                                    + object.target().word() + " that matches \"" + object.own()
                                    + "\" one name: name one, or use a prefix, suffix or case action");
        }
    }
}
