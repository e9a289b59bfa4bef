package io.dmskit.mapping.plan;

import io.dmskit.catalog.Column;
import io.dmskit.mapping.DataType;
import io.dmskit.mapping.Rule;
import io.dmskit.mapping.Transformation;
import io.dmskit.mapping.expression.Expression;
import java.util.List;
import java.util.Optional;

/**
 * How one target column comes to be.
 *
 * @param name its name on the target
 * @param type its DMS type if a rule gave one; absent means: the source column's own type
 * @param origin where its values come from
 * @param decidedBy the rules that decided name, type or value, in the order they were applied
 */
public record ColumnPlan(String name, Optional<DataType> type, Origin origin, List<Rule> decidedBy) {
    /** Copies the list. */
    public ColumnPlan {
        decidedBy = List.copyOf(decidedBy);
    }

    /** Where a target column's values come from. */
    public sealed interface Origin {}

    /** The source column's value, unchanged. */
    public record Copied(Column column) implements Origin {}

    /** The source column's value, masked. */
    public record Masked(Column column, Transformation.Masking mask) implements Origin {}

    /** An expression over the source row. */
    public record Computed(Expression expression) implements Origin {}

    /** Returns the source column whose values land here; nothing for a computed one. */
    public Optional<Column> source() {
        if (origin instanceof Copied copied) {
            return Optional.of(copied.column());
        }
        return origin instanceof Masked masked ? Optional.of(masked.column()) : Optional.empty();
    }

    /** Returns the DMS type that the source column has; nothing for a computed one. */
    public Optional<DataType.Name> sourceType() {
        return source().map(SourceTypes::of);
    }

    /** Returns whether values pass unchanged and in the source's own type. */
    public boolean isCopy() {
        return origin instanceof Copied && type.isEmpty();
    }
}
