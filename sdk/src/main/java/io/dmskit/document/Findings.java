package io.dmskit.document;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Collects what is found in one or more documents, so that all of it is reported together. Not thread-safe. */
public final class Findings {
    private final int mostAlike;
    private final List<Finding> found = new ArrayList<>();
    private final Map<String, Alike> alike = new LinkedHashMap<>();
    private int errors;

    /** All findings count. */
    public Findings() {
        this(Integer.MAX_VALUE);
    }

    /**
     * Of findings of one code and severity, only the first are kept, and the number of the others is said.
     *
     * @param mostAlike how many are kept
     */
    public Findings(int mostAlike) {
        this.mostAlike = mostAlike;
    }

    /** How many findings of one code and severity there were, and the first that was not kept. */
    private static final class Alike {
        private int count;
        private @Nullable Finding firstLeftOut;
    }

    private void add(String code, Severity severity, Supplier<Finding> finding) {
        errors += severity == Severity.ERROR ? 1 : 0;
        Alike like = alike.computeIfAbsent(code + severity, key -> new Alike());
        like.count++;
        if (like.count <= mostAlike) {
            found.add(finding.get());
        } else if (like.firstLeftOut == null) {
            like.firstLeftOut = finding.get();
        }
    }

    private void add(String code, Severity severity, Node node, Location location, String message) {
        add(code, severity, () -> new Finding(code, severity, node.pointer(), location, message));
    }

    /** Adds an error about {@code node}. */
    public void error(String code, Node node, String message) {
        add(code, Severity.ERROR, node, node.location(), message);
    }

    /** Adds a warning about {@code node}. */
    public void warning(String code, Node node, String message) {
        add(code, Severity.WARNING, node, node.location(), message);
    }

    /** Adds something worth knowing about {@code node}. */
    public void info(String code, Node node, String message) {
        add(code, Severity.INFO, node, node.location(), message);
    }

    /** Adds an error about a key of {@code parent}. */
    public void error(String code, ObjectNode.Member member, String message) {
        add(code, Severity.ERROR, member.value(), member.location(), message);
    }

    /** Adds a warning about a key of {@code parent}. */
    public void warning(String code, ObjectNode.Member member, String message) {
        add(code, Severity.WARNING, member.value(), member.location(), message);
    }

    /** Adds something worth knowing about a key of {@code parent}. */
    public void info(String code, ObjectNode.Member member, String message) {
        add(code, Severity.INFO, member.value(), member.location(), message);
    }

    /** Adds findings of another document. */
    public void addAll(Collection<Finding> findings) {
        findings.forEach(finding -> add(finding.code(), finding.severity(), () -> finding));
    }

    /** Returns all findings; those of one file by line and column, files in the order in which they were first mentioned. */
    public List<Finding> inDocumentOrder() {
        List<String> files = found.stream()
                .map(finding -> finding.location().file())
                .distinct()
                .toList();
        return Stream.concat(found.stream(), leftOut())
                .sorted(Comparator.comparingInt((Finding finding) ->
                                files.indexOf(finding.location().file()))
                        .thenComparingInt(finding -> finding.location().line())
                        .thenComparingInt(finding -> finding.location().column()))
                .toList();
    }

    private Stream<Finding> leftOut() {
        return alike.values().stream().flatMap(like -> Optional.ofNullable(like.firstLeftOut).stream()
                .map(first -> andMore(first, like.count - mostAlike - 1)));
    }

    private static Finding andMore(Finding first, int more) {
        String message = first.message() + (more == 0 ? "" : "; and " + more + " more like it");
        return new Finding(first.code(), first.severity(), first.pointer(), first.location(), message);
    }

    /** Returns whether one of the findings is an error. */
    public boolean hasErrors() {
        return errors > 0;
    }

    /** Returns how many errors there are. */
    public int errors() {
        return errors;
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
