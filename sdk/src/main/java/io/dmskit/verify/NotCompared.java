package io.dmskit.verify;

/**
 * A column that was left out of the checksum. It is not verified.
 *
 * @param column its name on the target
 * @param reason why it cannot be compared
 */
public record NotCompared(String column, String reason) {
    @Override
    public String toString() {
        return column + ": " + reason;
    }
}
