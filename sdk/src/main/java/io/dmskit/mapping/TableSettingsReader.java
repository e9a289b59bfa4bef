package io.dmskit.mapping;

import io.dmskit.catalog.TableName;
import io.dmskit.document.NearestWord;
import io.dmskit.document.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Reads table-settings rules. */
final class TableSettingsReader implements RuleReader {
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
    private static final Words<LobSettings.Mode> LOB_MODES =
            new Words<>(LobSettings.Mode.values(), LobSettings.Mode::word);

    @Override
    public Set<String> keys() {
        return Set.of("parallel-load", "lob-settings");
    }

    @Override
    public Optional<Supplier<Rule>> read(Fields fields, long id, String name) {
        Optional<Fields> locator =
                RuleReader.locator(fields, List.of("schema-name", "table-name"), Set.of("schema-name", "table-name"));
        Optional<Fields> load = fields.object("parallel-load");
        Optional<Fields> lob = fields.object("lob-settings");
        if (load.isEmpty() && lob.isEmpty()) {
            fields.findings().error("TM071", fields.node(), "table-settings needs parallel-load or lob-settings");
        }
        Optional<ParallelLoad> parallelLoad = load.flatMap(this::load);
        Optional<LobSettings> lobSettings = lob.flatMap(this::lob);
        if (locator.isEmpty()) {
            return Optional.empty();
        }
        TableName table = new TableName(
                locator.get().word("schema-name").orElse(""),
                locator.get().word("table-name").orElse(""));
        if (table.toString().indexOf('%') >= 0) {
            fields.findings().error("TM070", locator.get().node(), "table-settings needs exact names, not " + table);
        }
        return Optional.of(() -> new TableSettingsRule(id, name, table, parallelLoad, lobSettings, fields.leftovers()));
    }

    private Optional<ParallelLoad> load(Fields load) {
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
        keys(load, type.get());
        return switch (type.get()) {
            case "none" -> Optional.of(new ParallelLoad.None());
            case "partitions-auto" ->
                Optional.of(new ParallelLoad.PartitionsAuto(
                        load.integer("number-of-partitions"),
                        load.flag("collection-count-from-metadata"),
                        load.integer("max-records-skip-per-page"),
                        load.integer("batch-size")));
            case "subpartitions-auto" -> Optional.of(new ParallelLoad.SubpartitionsAuto());
            case "partitions-list" -> partitions(load);
            default -> RangesReader.read(load);
        };
    }

    /** A key of another type is an error, one of no type a warning: AWS may have added it. */
    private static void keys(Fields load, String type) {
        Set<String> own = KEYS.getOrDefault(type, Set.of());
        Set<String> all = new TreeSet<>(Set.of("type"));
        KEYS.values().forEach(all::addAll);
        load.allowOnly("parallel-load", all);
        for (ObjectNode.Member member : load.node().members()) {
            String key = member.key();
            if (!key.equals("type") && all.contains(key) && !own.contains(key) && load.has(key)) {
                load.findings().error("TM073", member, "parallel-load of type " + type + " has no key " + key);
            }
        }
    }

    private static Optional<ParallelLoad> partitions(Fields load) {
        List<String> partitions = load.texts("partitions");
        List<String> subpartitions = load.texts("subpartitions");
        if (partitions.isEmpty() && subpartitions.isEmpty()) {
            load.findings().error("TM072", load.node(), "partitions-list needs partitions or subpartitions");
            return Optional.empty();
        }
        return Optional.of(new ParallelLoad.PartitionsList(partitions, subpartitions));
    }

    private Optional<LobSettings> lob(Fields lob) {
        lob.allowOnly("lob-settings", Set.of("mode", "bulk-max-size"));
        String word = lob.word("mode").orElse("limited");
        OptionalInt size = lob.integer("bulk-max-size");
        Optional<LobSettings.Mode> mode = LOB_MODES.of(word);
        if (mode.isEmpty()) {
            lob.findings()
                    .error(
                            "TM079",
                            lob.at("mode"),
                            "lob-settings mode is \"" + word + "\"" + NearestWord.hint(word, LOB_MODES.all()));
            return Optional.empty();
        }
        boolean limited = mode.get() == LobSettings.Mode.LIMITED;
        if (size.orElse(0) < 0 || (limited && size.orElse(0) == 0)) {
            lob.findings()
                    .error(
                            "TM080",
                            lob.at("bulk-max-size"),
                            word + " LOB mode needs a bulk-max-size " + (limited ? "above 0" : "of 0 or more")
                                    + ", in KB");
            return Optional.empty();
        }
        return Optional.of(new LobSettings(mode.get(), size));
    }
}
