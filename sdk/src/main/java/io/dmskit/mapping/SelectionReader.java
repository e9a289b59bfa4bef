package io.dmskit.mapping;

import io.dmskit.document.Findings;
import io.dmskit.document.NearestWord;
import io.dmskit.mapping.SelectionRule.Action;
import io.dmskit.mapping.SelectionRule.TableType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;

/** Reads selection rules. */
final class SelectionReader implements RuleReader {
    private static final Words<Action> ACTIONS = new Words<>(Action.values(), Action::word);
    private static final Words<TableType> TABLE_TYPES = new Words<>(TableType.values(), TableType::word);

    @Override
    public Set<String> keys() {
        return Set.of("filters", "load-order");
    }

    @Override
    public Optional<Supplier<Rule>> read(Fields fields, long id, String name) {
        Optional<Action> action =
                RuleReader.action(fields, "selection", ACTIONS.all()).flatMap(ACTIONS::of);
        Optional<Fields> locator = RuleReader.locator(
                fields, List.of("schema-name", "table-name"), Set.of("schema-name", "table-name", "table-type"));
        if (action.isEmpty() || locator.isEmpty()) {
            return Optional.empty();
        }
        boolean explicit = action.get() == Action.EXPLICIT;
        NamePattern schema = pattern(locator.get(), "schema-name", !explicit);
        NamePattern table = pattern(locator.get(), "table-name", !explicit);
        if (explicit && SelectionRule.hasPercent(schema, table)) {
            fields.findings()
                    .error("TM021", locator.get().node(), "explicit needs exact names, not " + schema + "." + table);
        }
        TableType type = tableType(locator.get());
        List<ColumnFilter> filters = filters(fields, action.get(), schema, table);
        OptionalInt loadOrder = loadOrder(fields, action.get());
        return Optional.of(() ->
                new SelectionRule(id, name, action.get(), schema, table, type, filters, loadOrder, fields.leftovers()));
    }

    private static NamePattern pattern(Fields locator, String key, boolean wildcards) {
        NamePattern pattern = new NamePattern(locator.word(key).orElseThrow(), wildcards);
        Findings findings = locator.findings();
        String text = pattern.text();
        if (wildcards && text.replace("[_]", "").indexOf('_') >= 0) {
            findings.warning(
                    "TM026",
                    locator.at(key),
                    "_ in \"" + text + "\" matches any one character: write \"" + exactly(text)
                            + "\" where the source knows brackets, or use an explicit rule");
        }
        if (text.chars().anyMatch(letter -> letter == '*' || letter == '?')
                || text.replace("[_]", "").indexOf('[') >= 0) {
            findings.warning(
                    "TM027", locator.at(key), "*, ? and [...] in \"" + text + "\" are not wildcards of every endpoint");
        }
        return pattern;
    }

    /** Returns the pattern with every underscore for itself. */
    private static String exactly(String text) {
        return text.replace("[_]", "_").replace("_", "[_]");
    }

    private static TableType tableType(Fields locator) {
        String word = locator.word("table-type").orElse("table");
        Optional<TableType> type = TABLE_TYPES.of(word);
        if (type.isPresent()) {
            return type.get();
        }
        locator.findings()
                .error(
                        "TM022",
                        locator.at("table-type"),
                        "table-type is \"" + word + "\"" + NearestWord.hint(word, TABLE_TYPES.all()));
        return TableType.TABLE;
    }

    private static OptionalInt loadOrder(Fields fields, Action action) {
        if (!fields.has("load-order")) {
            return OptionalInt.empty();
        }
        if (action == Action.EXCLUDE) {
            fields.findings().warning("TM024", fields.at("load-order"), "load-order of an exclude has no effect");
            return OptionalInt.empty();
        }
        Optional<String> text = fields.text("load-order").map(String::strip);
        if (text.isPresent() && text.get().matches("[0-9]{1,10}")) {
            long order = Long.parseLong(text.get());
            if (order >= 1 && order <= Integer.MAX_VALUE) {
                return OptionalInt.of((int) order);
            }
        }
        text.ifPresent(order -> fields.findings()
                .error(
                        "TM023",
                        fields.at("load-order"),
                        "load-order is \"" + order + "\": it must be 1 to " + Integer.MAX_VALUE));
        return OptionalInt.empty();
    }

    private static List<ColumnFilter> filters(Fields fields, Action action, NamePattern schema, NamePattern table) {
        if (!fields.has("filters")) {
            return List.of();
        }
        if (action != Action.INCLUDE) {
            fields.findings()
                    .warning("TM032", fields.at("filters"), "DMS ignores filters of an exclude or explicit rule");
            return List.of();
        }
        if (SelectionRule.hasPercent(schema, table)) {
            fields.findings()
                    .error("TM031", fields.at("filters"), "filters need exact names, not " + schema + "." + table);
        }
        return FilterReader.filters(fields);
    }
}
