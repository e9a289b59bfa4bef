package io.dmskit.preflight;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects findings, and what was looked at for them. A question that fails is a finding itself, never a crash. */
final class Findings {
    private final List<PreflightFinding> found = new ArrayList<>();
    private final List<Looked> looked = new ArrayList<>();

    /** Something to find out. */
    interface Question {
        void ask() throws SQLException;
    }

    void add(PreflightFinding finding) {
        found.add(finding);
    }

    /** Asks, and remembers that it was asked; what comes in the way is a warning. */
    void look(String subject, String what, Question question) {
        try {
            question.ask();
            looked.add(new Looked(subject, what, Optional.empty()));
        } catch (SQLException | RuntimeException e) {
            // A driver may throw anything.
            String reason = reason(e);
            notLooked(subject, what, reason);
            add(PreflightFinding.warning(
                    Check.UNANSWERED,
                    subject,
                    what + " could not be looked at: " + reason,
                    "look at it by hand, or give preflight more time or the privilege"));
        }
    }

    void notLooked(String subject, String what, String because) {
        looked.add(new Looked(subject, what, Optional.of(because)));
    }

    List<PreflightFinding> found() {
        return List.copyOf(found);
    }

    List<Looked> looked() {
        return List.copyOf(looked);
    }

    /** Returns one line; a driver's message may have more, with the statement in it. */
    static String reason(Exception failure) {
        String message = String.valueOf(failure.getMessage());
        return message.lines().findFirst().orElse(message);
    }
}
