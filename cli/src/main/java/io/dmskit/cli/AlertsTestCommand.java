package io.dmskit.cli;

import io.dmskit.cli.control.Aws;
import io.dmskit.document.JsonText;
import io.dmskit.document.NearestWord;
import io.dmskit.monitoring.alert.Alert;
import io.dmskit.monitoring.alert.AlertSink;
import io.dmskit.monitoring.alert.Delivery;
import io.dmskit.monitoring.alert.file.AlertSinks;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tries sinks. */
@Command(
        name = "test",
        description = {
            "Sends a test message to every sink of a file, once and the real way, and says where it arrived.",
            "It is an incident that opens and is over at once, so that nothing stays open anywhere."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it arrived everywhere",
            "1:a sink did not take it",
            "2:wrong use, a file with errors, or a secret that cannot be had"
        },
        footer = {
            "",
            "Examples:",
            "  dmskit alerts test alerts.yaml",
            "  dmskit alerts test alerts.yaml --only pager --only chat",
            "  dmskit alerts test alerts.yaml --json"
        })
final class AlertsTestCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "SINKS-FILE", description = "The file of sinks.")
    private Path file = Path.of("");

    @Option(names = "--only", paramLabel = "NAME", description = "Only this sink; may be repeated.")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--local",
            description = "Services of AWS at dmskit-local on this machine, or wherever AWS_ENDPOINT_URL leads.")
    private boolean local;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    AlertsTestCommand(Console console) {
        this.console = console;
    }

    /** What became of the test at one sink: where that is, and why it did not arrive if it did not. */
    private record Trial(String name, String where, Optional<String> reason) {
        Map<String, Object> json() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("name", name);
            json.put("sink", where);
            json.put("arrived", reason.isEmpty());
            reason.ifPresent(text -> json.put("reason", text));
            return json;
        }
    }

    @Override
    public Integer call() {
        AlertSinks sinks = chosen(AlertSinks.read(file));
        List<Alert> test = Alert.test(UUID.randomUUID().toString(), Instant.now());
        List<Trial> trials = new ArrayList<>();
        try (Aws aws = Aws.of(local, System.getenv())) {
            sinks.open(new CommandSinks(aws, log())).forEach((name, sink) -> {
                Trial trial = new Trial(name, sink.toString(), send(test, sink));
                trials.add(trial);
                if (!json) {
                    print(trial, sinks.names());
                }
            });
        }
        if (json) {
            console.out()
                    .print(JsonText.pretty(
                            Map.of("sinks", trials.stream().map(Trial::json).toList())));
            console.out().flush();
        }
        return trials.stream().allMatch(trial -> trial.reason().isEmpty()) ? 0 : 1;
    }

    /** A log on standard output must not get into the document. */
    private Console log() {
        return json ? new Console(console.err(), console.err()) : console;
    }

    private AlertSinks chosen(AlertSinks sinks) {
        for (String name : only) {
            if (!sinks.names().contains(name)) {
                throw new WrongUseException("--only is \"" + name + "\"" + NearestWord.hint(name, sinks.names()));
            }
        }
        return only.isEmpty() ? sinks : sinks.only(only);
    }

    /** Sends until one does not arrive, and returns why. */
    private static Optional<String> send(List<Alert> alerts, AlertSink sink) {
        for (Alert alert : alerts) {
            Optional<String> reason = reason(alert, sink);
            if (reason.isPresent()) {
                return reason;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> reason(Alert alert, AlertSink sink) {
        try {
            Delivery delivery = sink.send(alert);
            if (delivery instanceof Delivery.Failed failed) {
                return Optional.of(failed.reason());
            }
            return delivery instanceof Delivery.Rejected rejected ? Optional.of(rejected.reason()) : Optional.empty();
        } catch (RuntimeException e) {
            // Not its message, which may hold an address or a key.
            return Optional.of(sink + " threw " + e.getClass().getSimpleName());
        }
    }

    private void print(Trial trial, List<String> names) {
        int width = names.stream().mapToInt(String::length).max().orElse(0);
        String name = trial.name() + " ".repeat(width - trial.name().length());
        String mark = console.styled(trial.reason().isEmpty() ? "@|green \u2713|@" : "@|red \u2717|@");
        console.out()
                .println(mark + " " + name + "  "
                        + trial.reason()
                                .map(reason -> "did not arrive: " + reason)
                                .orElse(trial.where()));
        console.out().flush();
    }
}
