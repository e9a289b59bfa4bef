package io.dmskit.monitoring.alert;

import java.util.function.Consumer;
import java.util.function.Function;

/** One line per alert, for a log. No text in an alert can begin a line of its own. */
public final class LogSink implements AlertSink {
    private final Consumer<String> log;
    private final Function<Alert, String> form;

    private LogSink(Consumer<String> log, Function<Alert, String> form) {
        this.log = log;
        this.form = form;
    }

    /** Returns a sink that writes lines for people. */
    public static LogSink lines(Consumer<String> log) {
        return new LogSink(log, Alert::toLine);
    }

    /** Returns a sink that writes lines of JSON. */
    public static LogSink json(Consumer<String> log) {
        return new LogSink(log, Alert::toJson);
    }

    @Override
    public Delivery send(Alert alert) {
        log.accept(form.apply(alert));
        return new Delivery.Delivered();
    }

    @Override
    public String toString() {
        return "log";
    }
}
