package io.dmskit.task;

import io.dmskit.document.Severity;

/**
 * What is to be said about a wish before it is sent.
 *
 * @param code stable code, such as {@code L6}
 * @param severity an error stops the wish, a warning does not
 * @param text what, which value, and what to do instead
 */
public record Remark(String code, Severity severity, String text) {
    static Remark error(String code, String text) {
        return new Remark(code, Severity.ERROR, text);
    }

    static Remark warning(String code, String text) {
        return new Remark(code, Severity.WARNING, text);
    }

    boolean isError() {
        return severity == Severity.ERROR;
    }

    @Override
    public String toString() {
        return text + " [" + code + "]";
    }
}
