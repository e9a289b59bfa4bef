package io.dmskit.preflight;

import io.dmskit.document.Severity;

/**
 * Something that a run would stumble over.
 *
 * @param severity an error stops the run or loses rows; a warning changes something on the way
 * @param subject what it is about, such as {@code table bank.cards}
 * @param message what is wrong, and what to do
 */
public record PreflightFinding(Severity severity, String subject, String message) {
    /** Returns whether the run would fail or lose rows. */
    public boolean isError() {
        return severity == Severity.ERROR;
    }

    @Override
    public String toString() {
        return subject + ": " + message;
    }
}
