package io.dmskit.template;

/** A writer of a workload could not go on; all of them have stopped. */
public final class WorkloadException extends RuntimeException {
    WorkloadException(String message, Throwable cause) {
        super(message, cause);
    }
}
