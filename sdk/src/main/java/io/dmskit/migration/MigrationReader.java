package io.dmskit.migration;

import io.dmskit.catalog.Catalog;
import io.dmskit.document.Findings;
import io.dmskit.document.InvalidDocumentException;
import io.dmskit.document.ObjectNode;
import io.dmskit.document.Section;
import io.dmskit.endpoint.EndpointDefinition;
import io.dmskit.endpoint.EndpointSide;
import io.dmskit.endpoint.Engine;
import io.dmskit.mapping.MappingDocument;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.SettingsDocument;
import io.dmskit.settings.TaskSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Reads one migration from the keys of its file. */
final class MigrationReader {
    static final String SYNTAX = "MF001";
    static final String KEY = "MF002";
    static final String MISSING = "MF003";
    static final String VALUE = "MF004";
    static final String FILE = "MF005";
    static final String PASSWORD = "MF006";

    private static final List<String> KEYS = List.of(
            "name",
            "type",
            "source",
            "target",
            "table-mappings",
            "task-settings",
            "cdc",
            "capacity",
            "alarms",
            "cutover",
            "rehearsal",
            "each");
    private static final List<String> CHECKS = Arrays.stream(CutoverPolicy.Check.values())
            .map(check -> check.name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .toList();
    /** Identifiers of DMS have hyphens only between letters and digits; those of instances have at most 63 characters. */
    private static final String NAME = "[A-Za-z](-?[A-Za-z0-9])*";

    private static final int LONGEST_NAME = 63;
    private static final int SHORTEST_SERVERLESS = 8;
    private static final int LONGEST_SERVERLESS = 16;

    private static final Duration REHEARSED = Duration.ofSeconds(10);

    private final Path folder;
    private final Substitution substitution;
    private final Optional<Catalog> catalog;
    private final Findings findings;

    /** Reads against the source's tables, if they are known. */
    MigrationReader(Path file, Substitution substitution, @Nullable Catalog catalog, Findings findings) {
        this.folder = Optional.ofNullable(file.getParent()).orElse(Path.of(""));
        this.substitution = substitution;
        this.catalog = Optional.ofNullable(catalog);
        this.findings = findings;
    }

    /** Returns nothing if a part that must be there is missing or wrong. */
    Optional<Migration> read(ObjectNode root) {
        Section file = new Section("", root, MigrationKind.MIGRATION, findings);
        file.allowOnly(KEYS);
        Optional<String> name = file.required("name").flatMap(text -> name(file, text));
        Optional<MigrationType> type = file.required("type").flatMap(word -> type(file, word));
        Optional<EndpointDefinition> source = EndpointReader.read(file, EndpointSide.SOURCE);
        Optional<EndpointDefinition> target = EndpointReader.read(file, EndpointSide.TARGET);
        Optional<MappingDocument> mappings = document(file, "table-mappings", MappingDocument::read);
        if (root.get("table-mappings").isEmpty()) {
            file.missing("table-mappings");
        }
        Optional<SettingsDocument> settings = document(file, "task-settings", SettingsDocument::readStrictly);
        Capacity capacity = file.section("capacity")
                .map(section -> new CapacityReader(section).read())
                .orElse(Capacity.DEFAULT);
        name.ifPresent(text -> serverlessName(file, text, capacity));
        mappings.ifPresent(document -> findings.addAll(document.findings()));
        settings.ifPresent(document -> findings.addAll(document.findings()));
        findings.addAll(MigrationChecks.of(new Surroundings(
                type,
                source.map(EndpointDefinition::engine),
                target.map(EndpointDefinition::engine),
                mappings,
                settings,
                catalog,
                Optional.of(capacity),
                Optional.empty())));
        Cdc cdc = CdcReader.read(file, type, source, capacity);
        Alarms alarms = file.section("alarms").map(this::alarms).orElse(Alarms.NONE);
        CutoverPolicy cutover = file.section("cutover").map(this::cutover).orElse(CutoverPolicy.DEFAULT);
        Optional<RehearsalPlan> rehearsal = file.section("rehearsal").flatMap(this::rehearsal);
        if (name.isEmpty() || type.isEmpty() || source.isEmpty() || target.isEmpty() || mappings.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Migration(
                name.get(),
                type.get(),
                source.get(),
                target.get(),
                mappings.get().mappings(),
                settings.map(SettingsDocument::settings).orElse(TaskSettings.DEFAULTS),
                cdc,
                capacity,
                alarms,
                cutover,
                rehearsal));
    }

    private static Optional<String> name(Section file, String name) {
        if (name.length() <= LONGEST_NAME && name.matches(NAME)) {
            return Optional.of(name);
        }
        file.findings()
                .error(
                        VALUE,
                        file.at("name"),
                        "name is \"" + name + "\": it must have 1 to " + LONGEST_NAME
                                + " letters, digits and single hyphens, begin with a letter and not end with a hyphen, since DMS"
                                + " identifiers are made of it");
        return Optional.empty();
    }

    /**
     * The API takes longer names, the guide does not: so it is worth a word, and no more.
     *
     * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Serverless.Components.html">Components of serverless</a>
     */
    private static void serverlessName(Section file, String name, Capacity capacity) {
        if (capacity instanceof Capacity.Serverless
                && (name.length() < SHORTEST_SERVERLESS || name.length() > LONGEST_SERVERLESS)) {
            file.findings()
                    .warning(
                            VALUE,
                            file.at("name"),
                            "name is \"" + name + "\": the guide gives serverless replications names of "
                                    + SHORTEST_SERVERLESS + " to " + LONGEST_SERVERLESS + " characters");
        }
    }

    private static Optional<MigrationType> type(Section file, String word) {
        List<String> words =
                Arrays.stream(MigrationType.values()).map(MigrationType::word).toList();
        return file.word("type", word, words).flatMap(MigrationType::of);
    }

    /** Reads a document that the file names. */
    private <T> Optional<T> document(Section file, String key, BiFunction<String, String, T> read) {
        Optional<Path> path = file(file, key);
        if (path.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    read.apply(path.get().toString(), substitution.in(ReferencedFile.text(path.get(), FILE))));
        } catch (InvalidDocumentException e) {
            findings.addAll(e.findings());
            return Optional.empty();
        }
    }

    /** Returns a file that is there, seen from this one. */
    private Optional<Path> file(Section section, String key) {
        Optional<Path> file = section.text(key).map(folder::resolve);
        if (file.isPresent() && !Files.isRegularFile(file.get())) {
            findings.error(
                    FILE, section.at(key), section.path(key) + " names " + file.get() + ": there is no such file");
            return Optional.empty();
        }
        return file;
    }

    private Alarms alarms(Section section) {
        section.allowOnly(List.of("source-latency", "target-latency", "notify"));
        List<String> topics = section.texts("notify");
        if (topics.size() > Alarms.MOST_TOPICS) {
            findings.error(
                    VALUE,
                    section.at("notify"),
                    section.path("notify") + " names " + topics.size() + " topics: an alarm can tell "
                            + Alarms.MOST_TOPICS + "; subscribe to one topic instead");
        }
        return new Alarms(section.duration("source-latency"), section.duration("target-latency"), topics);
    }

    private CutoverPolicy cutover(Section section) {
        section.allowOnly(List.of("max-lag", "deadline", "verify"));
        Set<CutoverPolicy.Check> checks = EnumSet.noneOf(CutoverPolicy.Check.class);
        for (String word : section.texts("verify")) {
            section.word("verify", word, CHECKS)
                    .ifPresent(check -> checks.add(CutoverPolicy.Check.valueOf(
                            check.toUpperCase(Locale.ROOT).replace('-', '_'))));
        }
        return new CutoverPolicy(
                section.duration("max-lag").orElse(CutoverPolicy.DEFAULT.maxLag()),
                section.duration("deadline").orElse(CutoverPolicy.DEFAULT.deadline()),
                section.node().get("verify").isPresent() ? checks : CutoverPolicy.DEFAULT.verify());
    }

    private Optional<RehearsalPlan> rehearsal(Section section) {
        section.allowOnly(List.of("source", "target", "schema", "data", "target-schema", "workload", "duration"));
        if (section.node().get("schema").isEmpty()) {
            section.missing("schema");
        }
        Engine source = standIn(section, "source");
        Engine target = standIn(section, "target");
        Optional<Path> data = file(section, "data");
        Optional<Path> targetSchema = file(section, "target-schema");
        Optional<String> workload = section.text("workload");
        Duration duration = section.duration("duration").orElse(REHEARSED);
        return file(section, "schema")
                .map(schema -> new RehearsalPlan(source, target, schema, data, targetSchema, workload, duration));
    }

    private static Engine standIn(Section section, String key) {
        return section.text(key)
                .flatMap(word -> EndpointReader.engine(section, key, word))
                .orElse(Engine.POSTGRES);
    }
}
