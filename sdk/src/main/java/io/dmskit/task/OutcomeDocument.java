package io.dmskit.task;

import io.dmskit.document.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An outcome as JSON, for programs. */
final class OutcomeDocument {
    private OutcomeDocument() {}

    static String of(Outcome outcome) {
        TaskSnapshot task = outcome.run().task();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("outcome", kind(outcome));
        document.put("succeeded", outcome.succeeded());
        document.put("description", outcome.describe());
        document.put("kind", task.kind().toString());
        document.put("task", task.identifier());
        document.put("arn", task.arn());
        document.put("status", task.status().word());
        task.stopReason().ifPresent(reason -> document.put("stopReason", reason.text()));
        if (outcome instanceof Outcome.Failed failed) {
            document.put("recoverable", failed.recoverable());
        }
        task.lastFailureMessage().ifPresent(message -> document.put("lastFailureMessage", message));
        task.recoveryCheckpoint().ifPresent(checkpoint -> document.put("recoveryCheckpoint", checkpoint));
        document.put("suspendedTables", names(outcome.suspendedTables()));
        document.put("invalidTables", names(outcome.invalidTables()));
        document.put(
                "tables",
                outcome.run().tables().stream().map(OutcomeDocument::table).toList());
        return JsonText.pretty(document);
    }

    /** Returns the kind as words of the language are written: {@code succeeded-with-suspended-tables}. */
    private static String kind(Outcome outcome) {
        return Stream.of(outcome.getClass().getSimpleName().split("(?=\\p{Lu})"))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .collect(Collectors.joining("-"));
    }

    private static List<String> names(List<TableState> tables) {
        return tables.stream().map(table -> table.table().toString()).toList();
    }

    private static Map<String, Object> table(TableState table) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("schema", table.table().schema());
        row.put("table", table.table().table());
        row.put("state", table.state().text());
        row.put("fullLoadRows", table.fullLoadRows());
        row.put("captured", table.captured().rows());
        row.put("applied", table.applied().rows());
        row.put("validation", table.validation().state());
        row.put("validationFailedRecords", table.validation().failedRecords());
        row.put("validationSuspendedRecords", table.validation().suspendedRecords());
        return row;
    }
}
