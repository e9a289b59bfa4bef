package io.dmskit.mapping;

import io.dmskit.document.Findings;
import io.dmskit.document.NearestWord;
import io.dmskit.document.Node;
import io.dmskit.document.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads selection rules. */
final class SelectionReader implements RuleReader {
    private static final List<String> ACTIONS = List.of("include", "exclude", "explicit");
    private static final List<String> TABLE_TYPES = List.of("table", "view", "all");

    @Override
    public Optional<Rule> read(Fields fields, long id, String name) {
        Optional<SelectionRule.Action> action = RuleReader.action(fields, "selection", ACTIONS)
                .map(word -> SelectionRule.Action.valueOf(word.toUpperCase(Locale.ROOT)));
        Optional<Fields> locator = RuleReader.locator(
                fields, List.of("schema-name", "table-name"), Set.of("schema-name", "table-name", "table-type"));
        if (action.isEmpty() || locator.isEmpty()) {
            return Optional.empty();
        }
        boolean explicit = action.get() == SelectionRule.Action.EXPLICIT;
        NamePattern schema = pattern(locator.get(), "schema-name", !explicit);
        NamePattern table = pattern(locator.get(), "table-name", !explicit);
        if (explicit && (isWild(schema) || isWild(table))) {
            fields.findings()
                    .error("TM021", locator.get().node(), "explicit needs exact names, not " + schema + "." + table);
        }
        return Optional.of(new SelectionRule(
                id,
                name,
                action.get(),
                schema,
                table,
                tableType(locator.get()),
                filters(fields, action.get(), schema, table),
                loadOrder(fields, action.get())));
    }

    private static NamePattern pattern(Fields locator, String key, boolean wildcards) {
        NamePattern pattern = new NamePattern(locator.word(key).orElseThrow(), wildcards);
        Findings findings = locator.findings();
        String text = pattern.text();
        if (wildcards && text.replace("[_]", "").indexOf('_') >= 0) {
            findings.warning(
                    "TM026",
                    locator.at(key),
                    "_ in \"" + text + "\" matches any one character: write \"" + text.replace("_", "[_]")
                            + "\" where the source knows brackets, or use an explicit rule");
        }
        if (text.matches(".*[*?\\[].*")) {
            findings.warning(
                    "TM027", locator.at(key), "*, ? and [...] in \"" + text + "\" are not wildcards of every endpoint");
        }
        return pattern;
    }

    /** An underscore does not make a name wild: nearly every exact name holds one. */
    private static boolean isWild(NamePattern pattern) {
        return pattern.text().indexOf('%') >= 0;
    }

    private static SelectionRule.TableType tableType(Fields locator) {
        String word = locator.word("table-type").orElse("table");
        if (TABLE_TYPES.contains(word)) {
            return SelectionRule.TableType.valueOf(word.toUpperCase(Locale.ROOT));
        }
        locator.findings()
                .error(
                        "TM022",
                        locator.at("table-type"),
                        "table-type is \"" + word + "\"" + NearestWord.hint(word, TABLE_TYPES));
        return SelectionRule.TableType.TABLE;
    }

    private static OptionalInt loadOrder(Fields fields, SelectionRule.Action action) {
        Optional<String> text = fields.word("load-order");
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        if (action == SelectionRule.Action.EXCLUDE) {
            fields.findings().warning("TM024", fields.at("load-order"), "load-order of an exclude has no effect");
            return OptionalInt.empty();
        }
        if (text.get().matches("[0-9]{1,10}")) {
            long order = Long.parseLong(text.get());
            if (order >= 1 && order <= Integer.MAX_VALUE) {
                return OptionalInt.of((int) order);
            }
        }
        fields.findings()
                .error(
                        "TM023",
                        fields.at("load-order"),
                        "load-order is \"" + text.get() + "\": it must be 1 to " + Integer.MAX_VALUE);
        return OptionalInt.empty();
    }

    private static List<ColumnFilter> filters(
            Fields fields, SelectionRule.Action action, NamePattern schema, NamePattern table) {
        Optional<Node> node = fields.node().get("filters");
        if (!fields.has("filters")) {
            return List.of();
        }
        if (action != SelectionRule.Action.INCLUDE) {
            fields.findings()
                    .warning("TM032", fields.at("filters"), "DMS ignores filters of an exclude or explicit rule");
            return List.of();
        }
        if (isWild(schema) || isWild(table)) {
            fields.findings()
                    .error("TM031", fields.at("filters"), "filters need exact names, not " + schema + "." + table);
        }
        return node.map(filters -> new FilterReader(fields.findings()).filters(filters))
                .orElse(List.of());
    }

    /** Returns whether a node is an object, complaining if not. */
    static Optional<Fields> object(Findings findings, Node node, String code, String what) {
        if (node instanceof ObjectNode object) {
            return Optional.of(new Fields(object, findings));
        }
        findings.error(code, node, what + " is " + node.kind() + ": it must be an object");
        return Optional.empty();
    }
}
