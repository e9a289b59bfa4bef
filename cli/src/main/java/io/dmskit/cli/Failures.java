package io.dmskit.cli;

import io.dmskit.document.InvalidDocumentException;

/** Says what an exception means to the user: the text and the exit code. */
final class Failures {
    private Failures() {}

    static int exitCode(Throwable failure) {
        return failure instanceof InvalidDocumentException ? Main.WRONG_USE : 1;
    }

    /** Returns the reason, never empty: an exception without a message says nothing, so its kind stands in. */
    static String reason(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }
}
