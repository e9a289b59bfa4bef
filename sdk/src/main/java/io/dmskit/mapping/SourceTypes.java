package io.dmskit.mapping;

import io.dmskit.catalog.Column;
import java.util.Locale;
import java.util.Set;

/**
 * Which DMS type a PostgreSQL column has, as far as the {@code data-type} of a locator needs it.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.PostgreSQL.html">Source data types for
 *     PostgreSQL</a>
 */
final class SourceTypes {
    private static final Set<String> LONG_TEXTS =
            Set.of("text", "citext", "json", "jsonb", "hstore", "xml", "tsvector", "tsquery");

    private SourceTypes() {}

    /** Returns whether the column is of this DMS type; string and wstring count as one, and so do the character LOBs. */
    static boolean matches(Column column, DataType.Name type) {
        DataType.Name own = of(column);
        return own == type
                || (own == DataType.Name.WSTRING && type == DataType.Name.STRING)
                || (own == DataType.Name.NCLOB && type == DataType.Name.CLOB);
    }

    static DataType.Name of(Column column) {
        String type = column.type().toLowerCase(Locale.ROOT);
        return switch (column.kind()) {
            case TEXT -> LONG_TEXTS.contains(type) ? DataType.Name.NCLOB : DataType.Name.WSTRING;
            case INTEGER -> integer(type);
            case DECIMAL -> DataType.Name.NUMERIC;
            case FLOATING -> type.equals("real") || type.equals("float4") ? DataType.Name.REAL4 : DataType.Name.REAL8;
            case BOOLEAN -> DataType.Name.BOOLEAN;
            case TIMESTAMP_WITH_ZONE -> DataType.Name.DATETIME;
            case DATE_OR_TIME -> dateOrTime(type);
            case BINARY -> DataType.Name.BLOB;
            case USER_DEFINED -> DataType.Name.WSTRING;
            case OTHER ->
                LONG_TEXTS.contains(type) || type.endsWith("[]") ? DataType.Name.NCLOB : DataType.Name.WSTRING;
        };
    }

    private static DataType.Name integer(String type) {
        return switch (type) {
            case "smallint", "int2" -> DataType.Name.INT2;
            case "bigint", "int8" -> DataType.Name.INT8;
            default -> DataType.Name.INT4;
        };
    }

    private static DataType.Name dateOrTime(String type) {
        if (type.startsWith("timestamp")) {
            return DataType.Name.DATETIME;
        }
        if (type.startsWith("time")) {
            return DataType.Name.TIME;
        }
        return type.equals("date") ? DataType.Name.DATE : DataType.Name.WSTRING;
    }
}
