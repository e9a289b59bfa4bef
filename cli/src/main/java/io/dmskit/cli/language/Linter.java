package io.dmskit.cli.language;

import io.dmskit.cloudformation.AcknowledgedFinding;
import io.dmskit.cloudformation.TemplateChecks;
import io.dmskit.cloudformation.TemplateFinding;
import io.dmskit.cloudformation.TemplateReport;
import io.dmskit.document.Finding;
import io.dmskit.document.InvalidDocumentException;
import io.dmskit.document.Location;
import io.dmskit.document.Severity;
import io.dmskit.mapping.MappingDocument;
import io.dmskit.migration.MigrationChecks;
import io.dmskit.migration.MigrationFile;
import io.dmskit.migration.Surroundings;
import io.dmskit.settings.SettingsDocument;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Checks documents: each by itself, and table mappings and task settings against each other where exactly one of each is given.
 * For one run.
 */
public final class Linter {
    /** Code of a document that could be anything. */
    static final String UNKNOWN = "MF007";

    private final LintOptions options;
    private final List<Source> sources = new ArrayList<>();
    private final Set<Finding> findings = new LinkedHashSet<>();
    private final List<MappingDocument> mappings = new ArrayList<>();
    private final List<SettingsDocument> settings = new ArrayList<>();
    private final List<AcknowledgedFinding> acknowledged = new ArrayList<>();
    private int unreadable;

    private Linter(LintOptions options) {
        this.options = options;
    }

    /**
     * Checks documents.
     *
     * @param arguments paths, or {@code -} for standard input
     * @param input standard input
     */
    public static LintReport lint(List<String> arguments, InputStream input, LintOptions options) {
        Linter linter = new Linter(options);
        arguments.stream().distinct().forEach(argument -> linter.read(argument, input));
        linter.together();
        return new LintReport(linter.sources, linter.inOrder(), linter.acknowledged, linter.unreadable);
    }

    private void read(String argument, InputStream input) {
        try {
            Source source = Source.read(argument, input);
            DocumentKind kind = options.as().or(() -> DocumentKind.of(source)).orElseThrow(() -> unknown(source));
            sources.add(source);
            findings.addAll(findings(source, kind, argument));
        } catch (InvalidDocumentException e) {
            unreadable++;
            findings.addAll(e.findings());
        }
    }

    private static InvalidDocumentException unknown(Source source) {
        return new InvalidDocumentException(List.of(new Finding(
                UNKNOWN,
                Severity.ERROR,
                "",
                new Location(source.name(), 1, 1),
                "this is neither table mappings nor task settings, a migration file, a catalog description or a CloudFormation"
                        + " template:"
                        + " say what it is meant to be, such as --as mappings")));
    }

    private List<Finding> findings(Source source, DocumentKind kind, String argument) {
        return switch (kind) {
            case MAPPINGS -> {
                MappingDocument document = MappingDocument.read(source.name(), source.text());
                mappings.add(document);
                yield document.findings();
            }
            case SETTINGS -> {
                SettingsDocument document = SettingsDocument.read(source.name(), source.text());
                settings.add(document);
                yield document.findings();
            }
            case MIGRATION -> migration(source, argument);
            case CATALOG -> CatalogSource.lint(source);
            case TEMPLATE -> template(source);
        };
    }

    private List<Finding> migration(Source source, String argument) {
        if (argument.equals(Source.STANDARD_INPUT)) {
            return List.of(new Finding(
                    Source.UNREADABLE,
                    Severity.ERROR,
                    "",
                    new Location(source.name(), 1, 1),
                    "a migration file names other files by paths relative to itself: give it as a file"));
        }
        Path file = Path.of(argument);
        return options.catalog()
                .map(catalog -> MigrationFile.lint(file, catalog))
                .orElseGet(() -> MigrationFile.lint(file));
    }

    /** One that cannot be read is an error like those of other documents, not a file that was not found. */
    private List<Finding> template(Source source) {
        try {
            TemplateReport report = TemplateChecks.check(source.name(), source.text());
            acknowledged.addAll(report.acknowledged());
            return report.findings().stream().map(TemplateFinding::finding).toList();
        } catch (InvalidDocumentException e) {
            return e.findings();
        }
    }

    private void together() {
        findings.addAll(MigrationChecks.of(new Surroundings(
                options.type(),
                options.source(),
                options.target(),
                only(mappings),
                only(settings),
                options.catalog(),
                Optional.empty(),
                options.engineVersion())));
    }

    private static <T> Optional<T> only(List<T> documents) {
        return documents.size() == 1 ? Optional.of(documents.get(0)) : Optional.empty();
    }

    /** Files in the order in which they were first mentioned, each from its beginning to its end. */
    private List<Finding> inOrder() {
        Map<String, Integer> files = new TreeMap<>();
        findings.forEach(finding -> files.putIfAbsent(finding.location().file(), files.size()));
        return findings.stream()
                .sorted(Comparator.comparingInt((Finding finding) ->
                                files.get(finding.location().file()))
                        .thenComparingInt(finding -> finding.location().line())
                        .thenComparingInt(finding -> finding.location().column()))
                .toList();
    }
}
