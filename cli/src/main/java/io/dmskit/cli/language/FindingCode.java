package io.dmskit.cli.language;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dmskit.cloudformation.SecurityControl;
import io.dmskit.cloudformation.TemplateRule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A kind of finding, in general words; a finding's own message says which value and which place.
 *
 * @param code such as {@code TM014}; TM: table mappings, X: task settings, MF: migration files, CD: catalog descriptions,
 *     CF: CloudFormation templates, DMS: Security Hub's controls
 * @param title what is found
 * @param remedy what to do
 */
public record FindingCode(String code, String title, String remedy) {
    private static final Map<String, FindingCode> ALL = read();

    /** Returns every kind there is. */
    public static List<FindingCode> all() {
        return List.copyOf(ALL.values());
    }

    /** Returns the kind of this code. */
    static Optional<FindingCode> of(String code) {
        return Optional.ofNullable(ALL.get(code));
    }

    private static Map<String, FindingCode> read() {
        Map<String, FindingCode> codes = new LinkedHashMap<>();
        try (InputStream lines = Objects.requireNonNull(FindingCode.class.getResourceAsStream("finding-codes.txt"))) {
            new String(lines.readAllBytes(), UTF_8).lines().forEach(line -> {
                String[] parts = line.split(" \\| ", 3);
                codes.put(parts[0], new FindingCode(parts[0], parts[1], parts[2]));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (TemplateRule rule : TemplateRule.values()) {
            codes.put(rule.code(), new FindingCode(rule.code(), rule.title(), rule.advice()));
        }
        for (SecurityControl control : SecurityControl.values()) {
            codes.put(control.id(), new FindingCode(control.id(), control.title(), control.advice()));
        }
        return codes;
    }
}
