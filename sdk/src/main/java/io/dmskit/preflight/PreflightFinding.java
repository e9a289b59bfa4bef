package io.dmskit.preflight;

import io.dmskit.document.Severity;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Something that a run would stumble over.
 *
 * @param check what was looked for; its code is stable
 * @param severity an error stops the run or loses rows; a warning changes something on the way; an info is worth knowing
 * @param subject what it is about, such as {@code table bank.cards}
 * @param message what is wrong
 * @param advice what to do
 * @param sql what mends it where SQL does: one or more statements, each ended by a semicolon; read it before you run it
 */
public record PreflightFinding(
        Check check, Severity severity, String subject, String message, String advice, Optional<String> sql) {
    /** Returns a finding that stops the run or loses rows. */
    public static PreflightFinding error(Check check, String subject, String message, String advice) {
        return new PreflightFinding(check, Severity.ERROR, subject, message, advice, Optional.empty());
    }

    /** Returns a finding that changes something on the way. */
    public static PreflightFinding warning(Check check, String subject, String message, String advice) {
        return new PreflightFinding(check, Severity.WARNING, subject, message, advice, Optional.empty());
    }

    /** Returns a finding that is worth knowing. */
    public static PreflightFinding info(Check check, String subject, String message, String advice) {
        return new PreflightFinding(check, Severity.INFO, subject, message, advice, Optional.empty());
    }

    /** Returns the same finding with the SQL that mends it. */
    public PreflightFinding mendedBy(String statements) {
        return new PreflightFinding(check, severity, subject, message, advice, Optional.of(statements));
    }

    /** Returns the stable code, such as {@code PF101}. */
    public String code() {
        return check.code();
    }

    /** Returns whether the run would fail or lose rows. */
    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** Returns whether the finding is of this severity or a worse one. */
    public boolean isAtLeast(Severity level) {
        return severity.compareTo(level) <= 0;
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("code", code());
        json.put("severity", severity.name().toLowerCase(Locale.ROOT));
        json.put("subject", subject);
        json.put("message", message);
        json.put("advice", advice);
        sql.ifPresent(statements -> json.put("sql", statements));
        return json;
    }

    /** Returns one line: code, subject, message and advice. */
    @Override
    public String toString() {
        return code() + " " + subject + ": " + message + ": " + advice;
    }
}
