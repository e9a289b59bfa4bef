package io.dmskit.preflight;

import io.dmskit.catalog.TableName;
import io.dmskit.mapping.plan.MappingPlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the source told that the target is held against.
 *
 * @param plan how its tables land; absent if it could not be made
 * @param encoding encoding of its texts; absent if not known
 * @param collation how it sorts texts; absent if not known
 * @param unique columns that are unique in each table
 * @param counted columns whose values come from a sequence or a counter
 */
record SourceFacts(
        Optional<MappingPlan> plan,
        Optional<String> encoding,
        Optional<String> collation,
        Map<TableName, List<UniqueKeys.Unique>> unique,
        List<Counted> counted) {
    static final SourceFacts NONE =
            new SourceFacts(Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), List.of());

    /**
     * A column whose values the database counts.
     *
     * @param table its table
     * @param column its name
     * @param sequence the sequence, quoted; empty where it has none of its own
     */
    record Counted(TableName table, String column, String sequence) {}

    static SourceFacts of(MappingPlan plan) {
        return new SourceFacts(Optional.of(plan), Optional.empty(), Optional.empty(), Map.of(), List.of());
    }
}
