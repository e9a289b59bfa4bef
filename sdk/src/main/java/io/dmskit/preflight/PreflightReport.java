package io.dmskit.preflight;

import io.dmskit.document.JsonText;
import io.dmskit.document.Severity;
import io.dmskit.preflight.sizing.Sizing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What preflight found out about a migration. Immutable.
 *
 * @param migration the migration's name
 * @param findings worst first; those of one severity by code, then subject
 * @param looked what was looked at and what was not
 * @param sizing what the migration should run on, if the source could be measured
 */
public record PreflightReport(
        String migration, List<PreflightFinding> findings, List<Looked> looked, Optional<Sizing> sizing) {
    private static final Comparator<PreflightFinding> WORST_FIRST = Comparator.comparing(PreflightFinding::severity)
            .thenComparing(PreflightFinding::code)
            .thenComparing(PreflightFinding::subject);

    /** Sorts the findings; two that say the same are one. */
    public PreflightReport {
        findings = findings.stream().distinct().sorted(WORST_FIRST).toList();
        looked = List.copyOf(looked);
    }

    /** Returns the findings of this severity. */
    public List<PreflightFinding> of(Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .toList();
    }

    /** Returns what stops the run or loses rows. */
    public List<PreflightFinding> errors() {
        return of(Severity.ERROR);
    }

    /** Returns what changes something on the way. */
    public List<PreflightFinding> warnings() {
        return of(Severity.WARNING);
    }

    /** Returns whether nothing of this severity, nor anything worse, was found. */
    public boolean passes(Severity level) {
        return findings.stream().noneMatch(finding -> finding.isAtLeast(level));
    }

    /**
     * The gate before a start: lets nothing through that would stop the run or lose rows.
     *
     * @return this report
     * @throws PreflightException if there are errors; with all of them
     */
    public PreflightReport requireNoErrors() {
        return require(Severity.ERROR);
    }

    /**
     * The gate before a start.
     *
     * @param level what is not let through, with everything worse
     * @return this report
     * @throws PreflightException if there is any; with all of them
     */
    public PreflightReport require(Severity level) {
        if (!passes(level)) {
            throw new PreflightException(this, level);
        }
        return this;
    }

    /** Returns the report with these findings and looks too, such as those of an assessment run. */
    public PreflightReport with(List<PreflightFinding> more, List<Looked> where) {
        List<PreflightFinding> all = new ArrayList<>(findings);
        all.addAll(more);
        List<Looked> everywhere = new ArrayList<>(looked);
        everywhere.addAll(where);
        return new PreflightReport(migration, all, everywhere, sizing);
    }

    /** Returns one JSON document: counts, findings, what was looked at and what not, sizing. */
    public String toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("migration", migration);
        for (Severity severity : Severity.values()) {
            json.put(word(severity) + "s", of(severity).size());
        }
        json.put("findings", findings.stream().map(PreflightFinding::json).toList());
        json.put("looked", looked(true));
        json.put("notLooked", looked(false));
        json.put("sizing", sizing.map(Sizing::json).orElse(null));
        return JsonText.pretty(json);
    }

    private List<Map<String, Object>> looked(boolean at) {
        return looked.stream()
                .filter(look -> look.notBecause().isEmpty() == at)
                .map(Looked::json)
                .toList();
    }

    /** Returns the report for people, several lines. */
    public String describe() {
        return new ReportText(this).text();
    }

    /** Returns one line: how many findings of each severity. */
    public String summary() {
        List<String> counts = new ArrayList<>();
        for (Severity severity : Severity.values()) {
            int count = of(severity).size();
            if (count > 0) {
                counts.add(count + " " + word(severity) + (count == 1 ? "" : "s"));
            }
        }
        return migration + ": " + (counts.isEmpty() ? "nothing stands in the way" : String.join(", ", counts));
    }

    private static String word(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }
}
