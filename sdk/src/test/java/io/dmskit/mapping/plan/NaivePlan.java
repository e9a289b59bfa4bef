package io.dmskit.mapping.plan;

import io.dmskit.catalog.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the reference says that rules do to a source.
 *
 * @param tables in load order
 * @param refusals why a document or its use on the source is refused; empty when it is not
 */
public record NaivePlan(List<Landing> tables, List<String> refusals) {
    /** Copies the lists. */
    public NaivePlan {
        tables = List.copyOf(tables);
        refusals = List.copyOf(refusals);
    }

    /**
     * A table on its way.
     *
     * @param source the table
     * @param schema target schema
     * @param table target name
     * @param columns target columns in order
     * @param key target columns of the key; empty if there is none
     * @param unique whether the key is a unique index
     * @param filters AND-ed
     * @param order load-order
     * @param ranges columns and boundaries of parallel-load, as text
     */
    public record Landing(
            Table source,
            String schema,
            String table,
            List<Target> columns,
            List<String> key,
            boolean unique,
            List<Filter> filters,
            int order,
            Optional<String> ranges) {}

    /**
     * A target column.
     *
     * @param name target name
     * @param from source column; nothing for an added one
     * @param type new type as text
     * @param expression of an added column
     * @param mask masking action and its value
     */
    public record Target(
            String name,
            Optional<String> from,
            Optional<String> type,
            Optional<String> expression,
            Optional<String> mask) {}

    /**
     * A filter.
     *
     * @param column source column
     * @param conditions operator and operands each
     */
    public record Filter(String column, List<List<String>> conditions) {}

    /** Returns the plan line by line, for comparing. */
    public String describe() {
        List<String> lines = new ArrayList<>();
        for (Landing landing : tables) {
            lines.add(landing.source().name() + " -> " + landing.schema() + "." + landing.table() + " order "
                    + landing.order() + " key " + landing.key() + (landing.unique() ? " unique" : "") + " filters "
                    + landing.filters().stream()
                            .map(filter -> filter.column() + filter.conditions())
                            .collect(Collectors.joining(" and "))
                    + " ranges " + landing.ranges().orElse("none"));
            for (Target column : landing.columns()) {
                lines.add("    " + column.name() + " " + column.type().orElse("own type") + " from "
                        + column.from().orElse("nothing") + " = "
                        + column.expression().orElse("copy") + ", mask "
                        + column.mask().orElse("none"));
            }
        }
        return String.join("\n", lines);
    }
}
