package io.dmskit.preflight.assessment;

import io.dmskit.preflight.Check;
import io.dmskit.preflight.Looked;
import io.dmskit.preflight.PreflightFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How an assessment run went.
 *
 * @param name name of the run
 * @param status its status, as DMS writes it
 * @param failure what DMS says of a run that did not end well
 * @param store where the details are
 * @param individual the individual assessments
 */
public record AssessmentResult(
        String name, String status, Optional<String> failure, ResultStore store, List<Individual> individual) {
    /** Copies the list. */
    public AssessmentResult {
        individual = List.copyOf(individual);
    }

    /**
     * One assessment of the run.
     *
     * @param name such as {@code unsupported-data-types-in-source}
     * @param status as DMS writes it, such as {@code passed}
     */
    public record Individual(String name, String status) {
        boolean failed() {
            return status.equals("failed");
        }

        boolean wasDone() {
            return failed() || status.equals("passed") || status.equals("warning");
        }

        /** One that DMS skips does not apply, and one that was cancelled was not wanted. */
        boolean broke() {
            return status.equals("error") || status.equals("invalid state");
        }
    }

    /** Returns what was found; nothing if all that was done passed. */
    public List<PreflightFinding> findings() {
        List<PreflightFinding> findings = new ArrayList<>();
        for (Individual each : individual) {
            if (each.failed()) {
                findings.add(
                        PreflightFinding.error(Check.ASSESSMENT, subject(each), "DMS says " + each.status(), advice()));
            } else if (each.status().equals("warning")) {
                findings.add(PreflightFinding.warning(Check.ASSESSMENT, subject(each), "DMS says warning", advice()));
            }
        }
        if (broke()) {
            findings.add(PreflightFinding.error(
                    Check.ASSESSMENT_RUN,
                    "assessment run " + name,
                    "it ended as " + status
                            + failure.map(message -> ": " + message).orElse(""),
                    "check the role and the bucket, and both connections, and run it again"));
        }
        return findings;
    }

    private boolean broke() {
        return switch (status) {
            case "passed", "warning" -> individual.stream().anyMatch(Individual::broke);
            case "failed" ->
                individual.stream().anyMatch(Individual::broke)
                        || individual.stream().noneMatch(Individual::failed);
            default -> true;
        };
    }

    /** Returns what was assessed, and what was not. */
    public List<Looked> looked() {
        return individual.stream()
                .map(each -> new Looked(
                        "assessment run " + name,
                        each.name(),
                        each.wasDone() ? Optional.empty() : Optional.of("DMS says " + each.status())))
                .toList();
    }

    private static String subject(Individual each) {
        return "assessment " + each.name();
    }

    private String advice() {
        return "read the tables and columns in " + store.location();
    }
}
