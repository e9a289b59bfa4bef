package io.dmskit.cli.control;

import io.dmskit.cli.language.Grid;
import io.dmskit.cli.language.Paint;
import io.dmskit.task.Outcome;
import io.dmskit.task.TableState;
import io.dmskit.task.TaskSnapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A task and its tables, as status shows them.
 *
 * @param task the task
 * @param tables its tables; empty before the first run
 */
public record Status(TaskSnapshot task, List<TableState> tables) {
    private static final List<String> HEADINGS =
            List.of("TABLE", "STATE", "LOADED#", "INSERTS#", "UPDATES#", "DELETES#", "VALIDATION");

    /** Copies the list. */
    public Status {
        tables = List.copyOf(tables);
    }

    /** Returns how the last run ended, if it has. */
    public Optional<Outcome> outcome() {
        return task.status().ended() ? Optional.of(Outcome.of(task, tables)) : Optional.empty();
    }

    /** Returns whether somebody should look: the run ended badly, or a table is given up or differs. */
    public boolean troubled() {
        return outcome().filter(ended -> !ended.succeeded()).isPresent()
                || tables.stream()
                        .anyMatch(
                                table -> table.suspended() || table.validation().failed());
    }

    /** Returns the document for programs. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("task", task.identifier());
        json.put("arn", task.arn());
        json.put("kind", task.kind().toString());
        task.migrationType().ifPresent(type -> json.put("type", type.word()));
        json.put("status", task.status().word());
        task.stopReason().ifPresent(reason -> json.put("stopReason", reason.text()));
        task.lastFailureMessage().ifPresent(message -> json.put("lastFailureMessage", message));
        task.started().ifPresent(started -> json.put("started", started.toString()));
        task.recoveryCheckpoint().ifPresent(checkpoint -> json.put("recoveryCheckpoint", checkpoint));
        json.put("fullLoadProgressPercent", task.statistics().fullLoadProgressPercent());
        outcome().ifPresent(ended -> json.put("outcome", ended.describe()));
        json.put("tables", tables.stream().map(Status::table).toList());
        return json;
    }

    private static Map<String, Object> table(TableState table) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", table.table().schema());
        json.put("table", table.table().table());
        json.put("state", table.state().text());
        json.put("fullLoadRows", table.fullLoadRows());
        json.put("appliedInserts", table.applied().inserts());
        json.put("appliedUpdates", table.applied().updates());
        json.put("appliedDeletes", table.applied().deletes());
        json.put("validation", table.validation().state());
        return json;
    }

    /** Returns lines for people. */
    public String text(Paint paint) {
        List<String> lines = new ArrayList<>();
        lines.add(paint.bold(task.title()) + "  " + task.describe()
                + task.migrationType().map(type -> ", " + type).orElse("")
                + task.started().map(moment -> ", started " + moment).orElse(", never started"));
        outcome().ifPresent(ended -> lines.add((ended.succeeded() ? "" : paint.bad("! ")) + ended.describe()));
        if (!tables.isEmpty()) {
            lines.addAll(new Grid(HEADINGS, tables.stream().map(Status::cells).toList()).lines(paint));
        }
        return String.join("\n", lines) + "\n";
    }

    private static List<String> cells(TableState table) {
        return List.of(
                table.table().toString(),
                table.state().text(),
                count(table.fullLoadRows()),
                count(table.applied().inserts()),
                count(table.applied().updates()),
                count(table.applied().deletes()),
                table.validation().state());
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
