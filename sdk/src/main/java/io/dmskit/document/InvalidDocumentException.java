package io.dmskit.document;

import java.util.List;
import java.util.stream.Collectors;

/** A document has at least one error; carries all of them, so that one round of mending is enough. */
public final class InvalidDocumentException extends IllegalArgumentException {
    private final transient List<Finding> findings;

    /**
     * Creates the exception.
     *
     * @param findings the errors, in document order; not empty
     */
    public InvalidDocumentException(List<Finding> findings) {
        super(findings.stream().map(Finding::toString).collect(Collectors.joining("\n")));
        this.findings = List.copyOf(findings);
    }

    /**
     * Ends the work if one of {@code findings} is an error.
     *
     * @throws InvalidDocumentException with every error among them
     */
    public static void throwErrorsOf(List<Finding> findings) {
        List<Finding> errors = findings.stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .toList();
        if (!errors.isEmpty()) {
            throw new InvalidDocumentException(errors);
        }
    }

    /** Returns every error of the document, in its order. */
    public List<Finding> findings() {
        return findings;
    }
}
