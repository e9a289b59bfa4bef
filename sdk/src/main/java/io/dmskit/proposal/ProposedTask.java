package io.dmskit.proposal;

import io.dmskit.catalog.Table;
import io.dmskit.mapping.TableMappings;
import io.dmskit.settings.TaskSettings;
import java.util.List;

/**
 * A task of a proposal.
 *
 * @param tables what it takes
 * @param mappings its table mappings
 * @param settings its task settings
 * @param reasons why they are as they are, a sentence each
 */
public record ProposedTask(List<Table> tables, TableMappings mappings, TaskSettings settings, List<String> reasons) {
    /** Copies the lists. */
    public ProposedTask {
        tables = List.copyOf(tables);
        reasons = List.copyOf(reasons);
    }
}
