package io.dmskit.mapping;

import io.dmskit.catalog.TableName;
import io.dmskit.document.ArrayNode;
import io.dmskit.document.NearestWord;
import io.dmskit.document.Node;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/** Reads table-settings rules. */
final class TableSettingsReader implements RuleReader {
    /** See <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TableMapping.SelectionTransformation.Tablesettings.html">Table and collection settings</a>. */
    private static final int MOST_RANGE_COLUMNS = 10;

    private static final Map<String, Set<String>> KEYS = new TreeMap<>(Map.of(
            "none", Set.of(),
            "partitions-auto",
                    Set.of(
                            "number-of-partitions",
                            "collection-count-from-metadata",
                            "max-records-skip-per-page",
                            "batch-size"),
            "subpartitions-auto", Set.of(),
            "partitions-list", Set.of("partitions", "subpartitions"),
            "ranges", Set.of("columns", "boundaries", "segment-names")));
    private static final List<String> LOB_MODES = List.of("limited", "unlimited", "none");

    @Override
    public Optional<Rule> read(Fields fields, long id, String name) {
        Optional<Fields> locator =
                RuleReader.locator(fields, List.of("schema-name", "table-name"), Set.of("schema-name", "table-name"));
        Optional<Fields> load = fields.object("parallel-load");
        Optional<Fields> lob = fields.object("lob-settings");
        if (load.isEmpty() && lob.isEmpty()) {
            fields.findings().error("TM071", fields.node(), "table-settings needs parallel-load or lob-settings");
        }
        Optional<String> type = load.flatMap(this::type);
        Optional<TableSettingsRule.LobSettings> lobSettings = lob.flatMap(this::lob);
        boolean ranged = type.filter("ranges"::equals).isPresent();
        Optional<TableSettingsRule.Ranges> ranges = ranged ? load.flatMap(this::ranges) : Optional.empty();
        if (locator.isEmpty()) {
            return Optional.empty();
        }
        TableName table = new TableName(
                locator.get().word("schema-name").orElse(""),
                locator.get().word("table-name").orElse(""));
        if (table.toString().indexOf('%') >= 0) {
            fields.findings().error("TM070", locator.get().node(), "table-settings needs exact names, not " + table);
        }
        boolean carried = type.filter(found -> !found.equals("none") && !found.equals("ranges"))
                        .isPresent()
                || load.filter(found -> found.has("segment-names")).isPresent();
        return Optional.of(
                carried
                        ? new CarriedRule(
                                id, name, "table-settings", fields.node().toJson())
                        : new TableSettingsRule(id, name, table, ranges, lobSettings));
    }

    private Optional<String> type(Fields load) {
        Optional<String> type = load.word("type");
        if (type.filter(KEYS::containsKey).isEmpty()) {
            load.findings()
                    .error(
                            "TM072",
                            load.at("type"),
                            type.map(word -> "unknown parallel-load type \"" + word + "\""
                                            + NearestWord.hint(word, KEYS.keySet()))
                                    .orElse("parallel-load needs a type; allowed: "
                                            + String.join(", ", KEYS.keySet())));
            return Optional.empty();
        }
        Set<String> own = KEYS.getOrDefault(type.get(), Set.of());
        load.node().members().stream()
                .filter(member -> !member.key().equals("type") && !own.contains(member.key()))
                .filter(member -> load.has(member.key()))
                .forEach(member -> load.findings()
                        .error("TM073", member, "parallel-load of type " + type.get() + " has no key " + member.key()));
        if (type.get().equals("partitions-list") && !load.has("partitions") && !load.has("subpartitions")) {
            load.findings().error("TM072", load.node(), "partitions-list needs partitions or subpartitions");
        }
        return type;
    }

    private Optional<TableSettingsRule.Ranges> ranges(Fields load) {
        List<String> columns = load.texts("columns");
        List<List<String>> boundaries = boundaries(load, columns.size());
        if (columns.isEmpty() || columns.size() > MOST_RANGE_COLUMNS || boundaries.isEmpty()) {
            load.findings()
                    .error(
                            "TM074",
                            load.node(),
                            "ranges needs 1 to " + MOST_RANGE_COLUMNS + " columns and at least one of boundaries");
            return Optional.empty();
        }
        if (load.has("segment-names") && load.items("segment-names").size() != boundaries.size() + 1) {
            load.findings()
                    .error(
                            "TM077",
                            load.at("segment-names"),
                            boundaries.size() + " boundaries make " + (boundaries.size() + 1)
                                    + " segments: give as many segment-names");
        }
        return Optional.of(new TableSettingsRule.Ranges(columns, boundaries));
    }

    private static List<List<String>> boundaries(Fields load, int columns) {
        List<List<String>> boundaries = new ArrayList<>();
        for (Node item : load.items("boundaries")) {
            List<String> boundary = item instanceof ArrayNode array
                    ? load.texts("boundaries", array.items())
                    : load.texts("boundaries", List.of(item));
            if (boundary.size() != columns) {
                load.findings()
                        .error(
                                "TM075",
                                item,
                                "a boundary has " + boundary.size() + " values for " + columns + " columns");
            } else if (!boundaries.isEmpty() && compare(boundaries.get(boundaries.size() - 1), boundary) >= 0) {
                load.findings()
                        .error(
                                "TM076",
                                item,
                                "boundary " + boundary + " does not follow " + boundaries.get(boundaries.size() - 1)
                                        + ": list them ascending");
            }
            boundaries.add(boundary);
        }
        return boundaries;
    }

    /** Compares numbers as numbers; texts only as equal or not, since their order is the source's collation. */
    private static int compare(List<String> lower, List<String> upper) {
        for (int i = 0; i < lower.size() && i < upper.size(); i++) {
            Optional<BigDecimal> a = Numbers.decimal(lower.get(i));
            Optional<BigDecimal> b = Numbers.decimal(upper.get(i));
            int order = lower.get(i).equals(upper.get(i)) ? 0 : -1;
            if (a.isPresent() && b.isPresent()) {
                order = a.get().compareTo(b.get());
            }
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private Optional<TableSettingsRule.LobSettings> lob(Fields lob) {
        lob.allowOnly("lob-settings", Set.of("mode", "bulk-max-size"));
        String mode = lob.word("mode").orElse("limited");
        OptionalInt size = lob.integer("bulk-max-size");
        if (!LOB_MODES.contains(mode)) {
            lob.findings()
                    .error(
                            "TM079",
                            lob.at("mode"),
                            "lob-settings mode is \"" + mode + "\"" + NearestWord.hint(mode, LOB_MODES));
        }
        if (mode.equals("limited") && size.orElse(0) <= 0) {
            lob.findings()
                    .error("TM080", lob.at("bulk-max-size"), "limited LOB mode needs a bulk-max-size above 0, in KB");
        }
        return Optional.of(new TableSettingsRule.LobSettings(mode, size));
    }
}
