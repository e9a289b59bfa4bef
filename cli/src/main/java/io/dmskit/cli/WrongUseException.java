package io.dmskit.cli;

/** The words on the command line do not go together. */
final class WrongUseException extends IllegalArgumentException {
    WrongUseException(String message) {
        super(message);
    }
}
