package io.dmskit.cli;

import io.dmskit.document.InvalidDocumentException;
import io.dmskit.mapping.InvalidMappingException;

/** Says what an exception means to the user: the text and the exit code. */
final class Failures {
    private Failures() {}

    static int exitCode(Throwable failure) {
        boolean wrongUse = failure instanceof InvalidDocumentException
                || failure instanceof InvalidMappingException
                || failure instanceof WrongUseException;
        return wrongUse ? Main.WRONG_USE : 1;
    }

    /** Returns the reason, never empty: an exception without a message says nothing, so its kind stands in. */
    static String reason(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }
}
