package io.dmskit.mapping.fluent;

import io.dmskit.mapping.ColumnFilter;

/** A condition of {@code where}, on one column. Begin with {@link Mapping#column(String)}. */
public sealed class ColumnCondition permits PositiveTest.Alternatives {
    private final ColumnFilter filter;

    ColumnCondition(ColumnFilter filter) {
        this.filter = filter;
    }

    final ColumnFilter filter() {
        return filter;
    }
}
