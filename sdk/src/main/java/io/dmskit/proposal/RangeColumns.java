package io.dmskit.proposal;

import io.dmskit.catalog.Column;
import io.dmskit.mapping.DataType;
import io.dmskit.mapping.plan.SourceTypes;
import java.util.EnumSet;
import java.util.Set;

/** Which columns a table can be divided by. */
final class RangeColumns {
    /** Neither fit for ranges by the guide, nor is a flag of any use. */
    private static final Set<DataType.Name> NO_RANGES =
            EnumSet.of(DataType.Name.REAL4, DataType.Name.REAL8, DataType.Name.BOOLEAN, DataType.Name.BYTES);

    private RangeColumns() {}

    /** Returns whether DMS can divide a table by this column without losing rows. */
    static boolean fits(Column column) {
        boolean ordered = column.kind() != Column.Kind.USER_DEFINED
                && (column.kind() != Column.Kind.OTHER || column.type().equals("uuid"));
        return ordered
                && !column.nullable()
                && !SourceTypes.isLob(column)
                && !NO_RANGES.contains(SourceTypes.of(column));
    }
}
