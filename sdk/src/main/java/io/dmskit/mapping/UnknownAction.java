package io.dmskit.mapping;

import java.util.Optional;

/** What to write instead of the actions that people look for in DMS and that it does not have. */
final class UnknownAction {
    private UnknownAction() {}

    /** Returns the nearest valid thing, to be put behind the complaint. */
    static Optional<String> advice(String action) {
        return switch (action) {
            case "split-column", "split" ->
                Optional.of(": DMS cannot split a column; write one add-column with a SQLite expression per"
                        + " new column, such as \"nullif(trim(ltrim(trim($full_name), replace(trim($full_name), ' ', ''))), '')\" for"
                        + " what follows the first word, and a remove-column for the old one");
            case "merge-columns", "merge-column", "merge", "concat", "copy-column" ->
                Optional.of(": write an add-column with an expression, such as \"$first_name || ' ' || $last_name\"");
            case "rename-schema", "rename-table", "rename-column", "rename-tablespace" ->
                Optional.of(": write rule-action \"rename\" with rule-target \"" + action.substring("rename-".length())
                        + "\"");
            case "drop-column" -> Optional.of(": write \"remove-column\"");
            case "filter" -> Optional.of(": write filters into a selection rule that includes one table");
            case "move" -> Optional.of(": write \"rename\" with rule-target \"schema\" or \"table\"");
            default -> Optional.empty();
        };
    }
}
