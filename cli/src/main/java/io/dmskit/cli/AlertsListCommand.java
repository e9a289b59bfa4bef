package io.dmskit.cli;

import io.dmskit.cli.control.Answer;
import io.dmskit.document.JsonText;
import io.dmskit.monitoring.alert.Alert;
import io.dmskit.monitoring.alert.DeadLetter;
import io.dmskit.monitoring.alert.OutboxState;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what an outbox holds. */
@Command(
        name = "list",
        description = {
            "Shows which incidents are open, which alerts wait for a sink, and which never arrived.",
            "It may be asked while a watch has the outbox. Why a sink does not take what waits, the watch knows."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:shown", "1:there is no outbox, or it cannot be read", "2:wrong use"},
        footer = {
            "",
            "Examples:",
            "  dmskit alerts list",
            "  dmskit alerts list --outbox /var/lib/dmskit/alerts.jsonl --json"
        })
final class AlertsListCommand implements Callable<Integer> {
    /** Where outboxes are unless something else is said. */
    static final String OUTBOX = ".dmskit/alerts.jsonl";

    private final Console console;

    @Option(
            names = "--outbox",
            paramLabel = "FILE",
            description = "The outbox. Default: ${DEFAULT-VALUE}.",
            defaultValue = OUTBOX)
    private Path outbox = Path.of(OUTBOX);

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    AlertsListCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        OutboxState state = OutboxState.read(outbox);
        if (json) {
            console.out().print(JsonText.pretty(document(state)));
        } else {
            print(
                    "Open incidents",
                    state.openIncidents().stream()
                            .map(AlertsListCommand::incident)
                            .toList());
            print(
                    "Waiting",
                    new TreeMap<>(state.waiting())
                            .entrySet().stream()
                                    .map(entry -> waiting(entry.getKey(), entry.getValue()))
                                    .toList());
            print(
                    "Never arrived",
                    state.deadLetters().stream().map(AlertsListCommand::letter).toList());
        }
        console.out().flush();
        return 0;
    }

    private void print(String title, List<String> lines) {
        console.out().println(console.styled("@|bold " + title + "|@"));
        (lines.isEmpty() ? List.of("none") : lines)
                .forEach(line -> console.out().println("  " + line));
    }

    private static String incident(Alert last) {
        return last.title() + " since " + last.incident().since() + ", incident "
                + last.incident().id();
    }

    private static String waiting(String sink, List<Alert> alerts) {
        Alert oldest = alerts.get(0);
        return sink + ": " + alerts.size() + (alerts.size() == 1 ? " alert of " : " alerts, the oldest of ")
                + oldest.at() + ", " + oldest.title();
    }

    private static String letter(DeadLetter letter) {
        return letter.at() + " " + letter.sink() + ": " + letter.alert().title() + ": " + letter.reason();
    }

    private static Map<String, Object> document(OutboxState state) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put(
                "openIncidents",
                state.openIncidents().stream().map(AlertsListCommand::json).toList());
        Map<String, Object> waiting = new TreeMap<>();
        state.waiting()
                .forEach((sink, alerts) -> waiting.put(
                        sink, alerts.stream().map(AlertsListCommand::json).toList()));
        document.put("waiting", waiting);
        document.put(
                "deadLetters",
                state.deadLetters().stream().map(AlertsListCommand::json).toList());
        return document;
    }

    private static Map<String, Object> json(Alert alert) {
        return Answer.of(alert.toJson(), "", 0).json();
    }

    private static Map<String, Object> json(DeadLetter letter) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("sink", letter.sink());
        json.put("at", letter.at());
        json.put("reason", letter.reason());
        json.put("alert", json(letter.alert()));
        return json;
    }
}
