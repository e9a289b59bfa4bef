package io.dmskit.document;

/**
 * One problem of a document: what, which value, what is allowed, what next.
 *
 * @param code stable code, such as {@code TM014}
 * @param severity whether it stops the work
 * @param pointer JSON pointer (RFC 6901) to the place in the document
 * @param location file, line and column
 * @param message lower case, no full stop
 */
public record Finding(String code, Severity severity, String pointer, Location location, String message) {
    @Override
    public String toString() {
        return location + ": " + message + " [" + code + "]";
    }
}
