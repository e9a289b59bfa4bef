package io.dmskit.document;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Collects what is found in one or more documents, so that all of it is reported together. Not thread-safe. */
public final class Findings {
    private final List<Finding> found = new ArrayList<>();

    /** Adds an error about {@code node}. */
    public void error(String code, Node node, String message) {
        found.add(new Finding(code, Severity.ERROR, node.pointer(), node.location(), message));
    }

    /** Adds a warning about {@code node}. */
    public void warning(String code, Node node, String message) {
        found.add(new Finding(code, Severity.WARNING, node.pointer(), node.location(), message));
    }

    /** Adds something worth knowing about {@code node}. */
    public void info(String code, Node node, String message) {
        found.add(new Finding(code, Severity.INFO, node.pointer(), node.location(), message));
    }

    /** Adds an error about a key of {@code parent}. */
    public void error(String code, ObjectNode.Member member, String message) {
        found.add(new Finding(code, Severity.ERROR, member.value().pointer(), member.location(), message));
    }

    /** Adds a warning about a key of {@code parent}. */
    public void warning(String code, ObjectNode.Member member, String message) {
        found.add(new Finding(code, Severity.WARNING, member.value().pointer(), member.location(), message));
    }

    /** Adds a finding about a key of an object. */
    public void add(Severity severity, String code, ObjectNode.Member member, String message) {
        found.add(new Finding(code, severity, member.value().pointer(), member.location(), message));
    }

    /** Adds findings of another document. */
    public void addAll(Collection<Finding> findings) {
        found.addAll(findings);
    }

    /** Returns all findings; those of one file by line and column, files in the order in which they were first mentioned. */
    public List<Finding> inDocumentOrder() {
        List<String> files = found.stream()
                .map(finding -> finding.location().file())
                .distinct()
                .toList();
        return found.stream()
                .sorted(Comparator.comparingInt((Finding finding) ->
                                files.indexOf(finding.location().file()))
                        .thenComparingInt(finding -> finding.location().line())
                        .thenComparingInt(finding -> finding.location().column()))
                .toList();
    }

    /** Returns whether one of the findings is an error. */
    public boolean hasErrors() {
        return found.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
    }

    /**
     * Ends reading if there are errors.
     *
     * @throws InvalidDocumentException with every error
     */
    public void throwErrors() {
        InvalidDocumentException.throwErrorsOf(inDocumentOrder());
    }
}
