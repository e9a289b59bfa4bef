package io.dmskit.mapping;

import io.dmskit.document.Change;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What differs between two plans of one source. */
final class PlanDiff {
    private PlanDiff() {}

    static List<Change> between(MappingPlan before, MappingPlan after) {
        return MappingDiff.compare(says(before), says(after));
    }

    private static Map<String, String> says(MappingPlan plan) {
        Map<String, String> says = new LinkedHashMap<>();
        for (TablePlan table : plan.tables()) {
            says.put("table " + table.source().name(), "lands as " + table.target());
        }
        return says;
    }
}
