package io.dmskit.mapping.fluent;

import io.dmskit.mapping.ColumnFilter;
import io.dmskit.mapping.SelectionRule.Action;
import io.dmskit.mapping.SelectionRule.TableType;
import java.util.ArrayList;
import java.util.List;

/** Some rows of one table or view. DMS filters what it includes and nothing else, so that is all there is to do with them. */
public final class FilteredTable {
    private final String schema;
    private final String table;
    private final TableType type;
    private final List<ColumnFilter> filters;

    FilteredTable(String schema, String table, TableType type) {
        this(schema, table, type, List.of());
    }

    private FilteredTable(String schema, String table, TableType type, List<ColumnFilter> filters) {
        this.schema = schema;
        this.table = table;
        this.type = type;
        this.filters = filters;
    }

    /** Goes on with those of the rows for which another condition holds too. */
    public FilteredTable where(ColumnCondition condition) {
        List<ColumnFilter> more = new ArrayList<>(filters);
        more.add(condition.filter());
        return new FilteredTable(schema, table, type, List.copyOf(more));
    }

    /** Selects the rows. */
    public Inclusion include() {
        return Inclusion.of(Action.INCLUDE, schema, table, type, filters);
    }
}
