package io.dmskit.cli.language;

import io.dmskit.catalog.Catalog;
import io.dmskit.document.Change;
import io.dmskit.document.Finding;
import io.dmskit.document.InvalidDocumentException;
import io.dmskit.document.JsonText;
import io.dmskit.document.Location;
import io.dmskit.document.Severity;
import io.dmskit.mapping.TableMappings;
import io.dmskit.mapping.plan.MappingDiff;
import io.dmskit.migration.Migration;
import io.dmskit.migration.MigrationFile;
import io.dmskit.settings.SettingsDiff;
import io.dmskit.settings.SettingsDocument;
import io.dmskit.settings.TaskSettings;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What differs in meaning between two documents.
 *
 * @param changes each difference once; none if both mean the same
 */
public record Changes(List<Change> changes) {
    private static final Set<DocumentKind> NOT_COMPARED = EnumSet.of(DocumentKind.CATALOG, DocumentKind.TEMPLATE);

    /** Copies the list. */
    public Changes {
        changes = List.copyOf(changes);
    }

    /**
     * Compares two documents of one kind.
     *
     * @param before path of the old one, or {@code -} for standard input
     * @param after path of the new one, or {@code -}
     * @param input standard input
     * @param catalog the source's tables, if the mappings are to be compared by what becomes of them
     * @throws InvalidDocumentException if one has errors, or they are not of one kind
     */
    public static Changes between(String before, String after, InputStream input, Optional<Catalog> catalog) {
        Source old = Source.read(before, input);
        Source young = Source.read(after, input);
        DocumentKind kind = DocumentKind.of(old).orElse(DocumentKind.MAPPINGS);
        DocumentKind other = DocumentKind.of(young).orElse(kind);
        if (kind != other || NOT_COMPARED.contains(kind)) {
            throw refused(young, other, kind);
        }
        return new Changes(
                switch (kind) {
                    case MAPPINGS -> MappingDiff.between(mappings(old), mappings(young), catalog);
                    case SETTINGS -> SettingsDiff.between(settings(old), settings(young));
                    default -> migrations(read(before), read(after), catalog);
                });
    }

    private static InvalidDocumentException refused(Source source, DocumentKind kind, DocumentKind wanted) {
        return new InvalidDocumentException(List.of(new Finding(
                Linter.UNKNOWN,
                Severity.ERROR,
                "",
                new Location(source.name(), 1, 1),
                NOT_COMPARED.contains(wanted)
                        ? wanted.describe()
                                + " cannot be compared: give table mappings, task settings or migration files"
                        : "this is " + kind.describe() + " and the other " + wanted.describe()
                                + ": give two documents of one kind")));
    }

    private static TableMappings mappings(Source source) {
        return TableMappings.parse(source.name(), source.text());
    }

    private static TaskSettings settings(Source source) {
        return SettingsDocument.read(source.name(), source.text()).whole();
    }

    private static Map<String, Migration> read(String file) {
        return MigrationFile.read(Path.of(file)).stream()
                .collect(Collectors.toMap(Migration::name, Function.identity(), (a, b) -> b, LinkedHashMap::new));
    }

    /** Migrations of one name are compared; where each file has but one, its name may change too. */
    private static List<Change> migrations(
            Map<String, Migration> before, Map<String, Migration> after, Optional<Catalog> catalog) {
        if (before.size() == 1 && after.size() == 1) {
            return changes(
                    "",
                    before.values().iterator().next(),
                    after.values().iterator().next(),
                    catalog);
        }
        List<Change> changes = new ArrayList<>();
        before.forEach((name, migration) -> {
            if (after.containsKey(name)) {
                changes.addAll(changes(name + ": ", migration, after.get(name), catalog));
            } else {
                changes.add(new Change("migration " + name, Optional.of(words(migration)), Optional.empty()));
            }
        });
        after.forEach((name, migration) -> {
            if (!before.containsKey(name)) {
                changes.add(new Change("migration " + name, Optional.empty(), Optional.of(words(migration))));
            }
        });
        return changes;
    }

    private static String words(Migration migration) {
        return migration.type() + " from " + migration.source().engine() + " to "
                + migration.target().engine();
    }

    private static List<Change> changes(String prefix, Migration before, Migration after, Optional<Catalog> catalog) {
        List<Change> changes = new ArrayList<>();
        Map<String, String> old = MigrationFacts.of(before);
        Map<String, String> young = MigrationFacts.of(after);
        Set<String> facts = new LinkedHashSet<>(old.keySet());
        facts.addAll(young.keySet());
        facts.forEach(fact -> {
            String was = old.getOrDefault(fact, "");
            String is = young.getOrDefault(fact, "");
            if (!was.equals(is)) {
                changes.add(new Change(
                        fact,
                        Optional.of(was).filter(text -> !text.isEmpty()),
                        Optional.of(is).filter(text -> !text.isEmpty())));
            }
        });
        changes.addAll(MappingDiff.between(before.tableMappings(), after.tableMappings(), catalog));
        changes.addAll(SettingsDiff.between(before.taskSettings(), after.taskSettings()));
        return changes.stream()
                .map(change -> new Change(prefix + change.subject(), change.before(), change.after()))
                .toList();
    }

    /** Returns a line per difference: {@code +} is new, {@code -} is gone, {@code ~} is otherwise. */
    public List<String> lines(Paint paint) {
        return changes.stream().map(change -> line(change, paint)).toList();
    }

    private static String line(Change change, Paint paint) {
        String subject = Paint.visible(change.subject());
        String before = change.before().map(Paint::visible).orElse("");
        String after = change.after().map(Paint::visible).orElse("");
        if (change.before().isEmpty()) {
            return paint.good("+ " + subject + ": " + after);
        }
        return change.after().isEmpty()
                ? paint.bad("- " + subject + ": " + before)
                : paint.changed("~ " + subject + ": " + before + " \u2192 " + after);
    }

    /** Returns one JSON document. */
    public String json() {
        return JsonText.pretty(
                Map.of("changes", changes.stream().map(Changes::json).toList()));
    }

    private static Map<String, @Nullable Object> json(Change change) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("subject", change.subject());
        json.put("before", change.before().orElse(null));
        json.put("after", change.after().orElse(null));
        return json;
    }
}
