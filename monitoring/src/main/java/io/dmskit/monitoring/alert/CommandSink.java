package io.dmskit.monitoring.alert;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A program that is run once per alert. It finds the alert as JSON on its standard input and the most of it in variables that begin with
 * {@code DMSKIT_ALERT_}, besides the environment of this process. What it prints is not kept. Exit code 0 says that the alert is
 * delivered; after any other it is run again, later. It is run without a shell, so that nothing in an alert is ever a command.
 */
public final class CommandSink implements AlertSink {
    private final List<String> command;
    private final Duration limit;

    private CommandSink(List<String> command, Duration limit) {
        this.command = List.copyOf(command);
        this.limit = limit;
    }

    /**
     * Returns a sink.
     *
     * @param command the program and its arguments
     * @param limit how long it may run; then it and what it has started are killed
     */
    public static CommandSink of(List<String> command, Duration limit) {
        if (command.isEmpty() || command.get(0).isBlank()) {
            throw new IllegalArgumentException("the command is empty: it needs a program and may have arguments");
        }
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException(
                    "the time limit of the command is " + limit + ": it must be longer than zero");
        }
        return new CommandSink(command, limit);
    }

    @Override
    public Delivery send(Alert alert) {
        Path input = null;
        try {
            // A file, since a program that does not read would hold up whoever writes into a pipe.
            input = Files.createTempFile("dmskit-alert", ".json");
            Files.writeString(input, alert.toJson() + "\n", StandardCharsets.UTF_8);
            return run(alert, input);
        } catch (IOException e) {
            return new Delivery.Failed(this + " cannot be started");
        } finally {
            delete(input);
        }
    }

    private Delivery run(Alert alert, Path input) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(input.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        describe(alert, builder.environment());
        Process process = builder.start();
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return new Delivery.Failed(this + " had not ended after " + limit);
            }
            int code = process.exitValue();
            return code == 0 ? new Delivery.Delivered() : new Delivery.Failed(this + " ended with exit code " + code);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Delivery.Failed("interrupted");
        } finally {
            end(process);
        }
    }

    private static void describe(Alert alert, Map<String, String> environment) {
        Incident incident = alert.incident();
        environment.put("DMSKIT_ALERT_ID", alert.id());
        environment.put("DMSKIT_ALERT_INCIDENT", incident.id());
        environment.put("DMSKIT_ALERT_CHANGE", alert.change().id());
        environment.put("DMSKIT_ALERT_SEVERITY", alert.severity().name());
        environment.put("DMSKIT_ALERT_KIND", incident.kind());
        environment.put("DMSKIT_ALERT_SUBJECT_ARN", PlainText.of(incident.subjectArn()));
        environment.put("DMSKIT_ALERT_SUBJECT_NAME", incident.subjectName());
        environment.put("DMSKIT_ALERT_TABLE", incident.table().orElse(""));
        environment.put("DMSKIT_ALERT_TITLE", alert.title());
        environment.put("DMSKIT_ALERT_TEXT", alert.text());
        environment.put("DMSKIT_ALERT_ADVICE", alert.advice());
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static void delete(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // The system empties its own folder.
        }
    }

    /** Returns the program alone: its arguments may hold secrets. */
    @Override
    public String toString() {
        return "command " + command.get(0);
    }
}
