package io.dmskit.monitoring.alert.file;

import io.dmskit.document.DocumentReader;
import io.dmskit.document.Findings;
import io.dmskit.document.InvalidDocumentException;
import io.dmskit.migration.ReferencedFile;
import io.dmskit.monitoring.alert.AlertSink;
import io.dmskit.monitoring.alert.Alerting;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who is told, read from a YAML file.
 *
 * <pre>{@code
 * sinks:
 *   pager: { pagerduty: { routing-key: { env: PAGERDUTY_ROUTING_KEY } }, from: page }
 *   chat:  { webhook: { address: { secret: ops/chat, key: address } }, from: warn }
 *   ops:   { sns: { topic: "arn:aws:sns:eu-west-1:123456789012:ops" } }
 *   bus:   { event-bridge: { bus: default } }
 *   hook:  { command: [/usr/local/bin/tell, --loud], timeout: 30s }
 *   log:   { log: { file: alerts.log, format: json } }     # or log: stderr
 * }</pre>
 *
 * <p>A name is the sink's for good: what waits for it in the outbox waits for the sink of this name. {@code from} is info (the default), warn or page:
 * the sink hears of incidents once they are that urgent, and then of all that becomes of them. {@code timeout} is how long one
 * attempt may take: 5 s by default, 10 s for a command, at most 5 min. Paths are relative to the file.
 *
 * <p>Routing keys and addresses are secrets. The file names where each is, {@code { env: NAME }}, {@code { file: PATH }} or
 * {@code { secret: NAME }} of Secrets Manager, with {@code key} if that is JSON; one that is written out is refused. They are fetched when the sinks
 * are opened, and not again. Immutable.
 *
 * <pre>{@code
 * AlertSinks sinks = AlertSinks.read(Path.of("alerts.yaml"));
 * try (AwsEnvironment aws = AwsEnvironment.create();
 *         Alerting alerting = sinks.alerting(aws, Path.of("alerts.jsonl")).open()) {
 *     alerting.update(conditions);
 * }
 * }</pre>
 */
public final class AlertSinks {
    private final List<SinkEntry> entries;

    AlertSinks(List<SinkEntry> entries) {
        this.entries = List.copyOf(entries);
    }

    /**
     * Reads a file. Secrets are not fetched yet.
     *
     * @throws InvalidDocumentException with every error of the file: unknown keys (with the nearest known one), secrets that are written out, values that
     *     cannot be
     */
    public static AlertSinks read(Path file) {
        Findings findings = new Findings();
        AlertSinks sinks = new SinksReader(file, findings)
                .read(DocumentReader.yaml(
                        file.toString(), ReferencedFile.text(file, SinksReader.FILE), SinksReader.SYNTAX));
        findings.throwErrors();
        return sinks;
    }

    /** Returns the names of the sinks, in the order of the file. */
    public List<String> names() {
        return entries.stream().map(SinkEntry::name).toList();
    }

    /** Returns those sinks that have these names. */
    public AlertSinks only(Collection<String> names) {
        return new AlertSinks(
                entries.stream().filter(entry -> names.contains(entry.name())).toList());
    }

    /**
     * Opens the sinks alone, such as to {@linkplain io.dmskit.monitoring.alert.Alert#test try} them.
     *
     * @return the sinks by name, in the order of the file
     * @throws InvalidDocumentException with every secret that cannot be had, or cannot be what it should be
     */
    public Map<String, AlertSink> open(SinkEnvironment environment) {
        Findings findings = new Findings();
        Opening opening = new Opening(environment, findings);
        Map<String, AlertSink> sinks = new LinkedHashMap<>();
        entries.forEach(entry -> opening.sink(entry).ifPresent(sink -> sinks.put(entry.name(), sink)));
        findings.throwErrors();
        return sinks;
    }

    /**
     * Opens the sinks and returns what tells them, ready to be opened, or to be given a clock or an executor before.
     *
     * @param environment what the sinks need from here
     * @param outbox the file of what was told and has not arrived yet; it comes into being if it is not there
     * @throws InvalidDocumentException with every secret that cannot be had, or cannot be what it should be
     */
    public Alerting.Builder alerting(SinkEnvironment environment, Path outbox) {
        Map<String, AlertSink> sinks = open(environment);
        Alerting.Builder alerting = Alerting.in(outbox);
        for (SinkEntry entry : entries) {
            AlertSink sink = sinks.get(entry.name());
            if (sink != null) {
                alerting.to(entry.name(), entry.from(), sink);
            }
        }
        return alerting;
    }
}
