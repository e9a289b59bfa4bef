package io.dmskit.task;

import java.util.List;

/**
 * A reload of tables that the service accepted.
 *
 * @param option what is done to them
 * @param before the tables before
 * @param warnings what speaks against the reload, without forbidding it
 */
public record TableReload(ReloadOption option, List<TableState> before, List<Remark> warnings) {
    /** Copies the lists. */
    public TableReload {
        before = List.copyOf(before);
        warnings = List.copyOf(warnings);
    }
}
