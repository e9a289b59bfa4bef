package io.dmskit.mapping;

import io.dmskit.document.Finding;
import io.dmskit.document.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Puts statements together: numbers their rules, names them by what they do, and checks the whole as strictly as Java can. */
final class NewMappings {
    /** Where one rule keeps another from having an effect; a document that says so may run, a program should not. */
    private static final String NO_EFFECT = "TM054";

    private static final int LONGEST_NAME = 120;

    private final Set<String> names = new HashSet<>();
    private final List<Rule> rules = new ArrayList<>();

    private NewMappings() {}

    static TableMappings of(List<Statement> statements) {
        NewMappings all = new NewMappings();
        statements.stream().flatMap(statement -> statement.rules().stream()).forEach(all::add);
        TableMappings mappings = new TableMappings(all.rules);
        List<String> problems = MappingDocument.read("table mappings", mappings.toJson()).findings().stream()
                .filter(NewMappings::isRefused)
                .map(Finding::message)
                .toList();
        if (!problems.isEmpty()) {
            throw new InvalidMappingException(problems);
        }
        return mappings;
    }

    private static boolean isRefused(Finding finding) {
        return finding.severity() == Severity.ERROR
                || (finding.severity() == Severity.WARNING && finding.code().equals(NO_EFFECT));
    }

    private void add(Rule rule) {
        rules.add(rule.numbered(rules.size() + 1L, unique(name(rule))));
    }

    /** DMS documents letters and digits; hyphens stand in many documents. */
    private static String name(Rule rule) {
        String name = rule.describe()
                .replace("%", "-all-")
                .replaceAll("[^\\p{L}\\p{N}_]+", "-")
                .replaceAll("^-|-$", "");
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }

    private String unique(String name) {
        String unique = name;
        for (int i = 2; !names.add(unique); i++) {
            unique = name + "-" + i;
        }
        return unique;
    }
}
