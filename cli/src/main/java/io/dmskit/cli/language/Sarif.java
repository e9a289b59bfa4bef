package io.dmskit.cli.language;

import io.dmskit.cloudformation.SecurityControl;
import io.dmskit.document.Finding;
import io.dmskit.document.JsonText;
import io.dmskit.document.Severity;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Findings as SARIF 2.1.0, which code reviews show beside the lines.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>
 */
public final class Sarif {
    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
    private static final String ROOT = "SRCROOT";

    private final LintReport report;
    private final String version;
    private final Path root;
    private final List<String> codes;

    /**
     * Prepares a report.
     *
     * @param report what was found
     * @param version dmskit's
     * @param root files below it are named relative to it, as code review needs them
     */
    public Sarif(LintReport report, String version, Path root) {
        this.report = report;
        this.version = version;
        this.root = root.toAbsolutePath().normalize();
        this.codes = Stream.concat(
                        report.findings().stream(),
                        report.acknowledged().stream()
                                .map(acknowledged -> acknowledged.finding().finding()))
                .map(Finding::code)
                .distinct()
                .sorted()
                .toList();
    }

    /** Returns the log. */
    public String write() {
        Map<String, Object> driver = new LinkedHashMap<>();
        driver.put("name", "dmskit");
        driver.put("version", version);
        driver.put("rules", codes.stream().map(Sarif::rule).toList());
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("tool", Map.of("driver", driver));
        run.put("columnKind", "utf16CodeUnits");
        run.put("originalUriBaseIds", Map.of(ROOT, Map.of("uri", directory(root))));
        run.put("results", Stream.concat(findings(), acknowledged()).toList());
        Map<String, Object> log = new LinkedHashMap<>();
        log.put("$schema", SCHEMA);
        log.put("version", "2.1.0");
        log.put("runs", List.of(run));
        return JsonText.pretty(log);
    }

    private Stream<Map<String, Object>> findings() {
        return report.findings().stream().map(this::result);
    }

    /** What is acknowledged is kept as suppressed, so that code review can show why. */
    private Stream<Map<String, Object>> acknowledged() {
        return report.acknowledged().stream().map(acknowledged -> {
            Map<String, Object> result = result(acknowledged.finding().finding());
            result.put("suppressions", List.of(Map.of("kind", "inSource", "justification", acknowledged.reason())));
            return result;
        });
    }

    /** A base must end in a slash, which Java gives only to directories that are there. */
    private static String directory(Path path) {
        String uri = path.toUri().toString();
        return uri.endsWith("/") ? uri : uri + "/";
    }

    private static Map<String, Object> rule(String code) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("id", code);
        FindingCode.of(code).ifPresent(known -> {
            rule.put("shortDescription", Map.of("text", known.title()));
            rule.put("help", Map.of("text", known.remedy()));
        });
        SecurityControl.of(code).ifPresent(control -> rule.put("helpUri", control.link()));
        return rule;
    }

    private Map<String, Object> result(Finding finding) {
        Map<String, Object> region = new LinkedHashMap<>();
        region.put("startLine", finding.location().line());
        region.put("startColumn", finding.location().column());
        Map<String, Object> physical = new LinkedHashMap<>();
        physical.put("artifactLocation", artifact(finding.location().file()));
        physical.put("region", region);
        Map<String, Object> location = new LinkedHashMap<>();
        location.put("physicalLocation", physical);
        if (!finding.pointer().isEmpty()) {
            location.put("logicalLocations", List.of(Map.of("fullyQualifiedName", finding.pointer())));
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("ruleId", finding.code());
        result.put("ruleIndex", codes.indexOf(finding.code()));
        result.put("level", level(finding.severity()));
        result.put("message", Map.of("text", finding.message()));
        result.put("locations", List.of(location));
        return result;
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "note";
        };
    }

    private Map<String, Object> artifact(String file) {
        Path path = root.resolve(file).normalize();
        Map<String, Object> artifact = new LinkedHashMap<>();
        if (path.startsWith(root)) {
            artifact.put("uri", relative(root.relativize(path)));
            artifact.put("uriBaseId", ROOT);
        } else {
            artifact.put("uri", path.toUri().toString());
        }
        return artifact;
    }

    /** Percent-encodes what a URI cannot hold; slashes on every platform. */
    private static String relative(Path path) {
        try {
            String slashes = path.toString().replace(path.getFileSystem().getSeparator(), "/");
            return new URI(null, null, "/" + slashes, null).toASCIIString().substring(1);
        } catch (URISyntaxException e) {
            throw new AssertionError("every absolute path is a URI", e);
        }
    }
}
