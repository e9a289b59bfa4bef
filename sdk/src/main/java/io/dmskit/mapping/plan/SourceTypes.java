package io.dmskit.mapping.plan;

import io.dmskit.catalog.Column;
import io.dmskit.mapping.DataType;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which DMS type a source column has, as far as {@code data-type} of a locator, LOB handling and explanations need it. Where two
 * databases give one word to different types, it means what PostgreSQL means by it.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.PostgreSQL.html">Source data types for PostgreSQL</a>
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.Oracle.html">Source data types for Oracle</a>
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.MySQL.html">Source data types for MySQL</a>
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.SQLServer.html">Source data types for SQL Server</a>
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.DB2.html">Source data types for Db2</a>
 */
public final class SourceTypes {
    private static final Pattern MODIFIERS = Pattern.compile("\\(([^)]*)\\)");
    private static final Pattern WHOLE_NUMBER = Pattern.compile("\\s*([0-9]{1,3})\\s*(,\\s*0\\s*)?");

    private static final Set<String> CLOBS =
            Set.of("clob", "long", "dbclob", "long varchar", "long vargraphic", "xmltype", "sdo_geometry", "geography");
    private static final Set<String> NCLOBS = Set.of(
            "nclob",
            "text",
            "ntext",
            "mediumtext",
            "longtext",
            "citext",
            "json",
            "jsonb",
            "hstore",
            "xml",
            "tsvector",
            "tsquery");
    private static final Set<String> SMALL_BINARIES = Set.of(
            "binary",
            "varbinary",
            "binary varying",
            "raw",
            "rowversion",
            "bytes",
            "tinyblob",
            "char for bit data",
            "varchar for bit data",
            "long varchar for bit data");
    private static final Set<String> STRINGS = Set.of("string", "varchar2");

    private SourceTypes() {}

    /** Returns whether the column is of this DMS type; string and wstring count as one, and so do the character LOBs. */
    static boolean matches(Column column, DataType.Name type) {
        return narrow(of(column)) == narrow(type);
    }

    private static DataType.Name narrow(DataType.Name type) {
        return switch (type) {
            case WSTRING -> DataType.Name.STRING;
            case NCLOB -> DataType.Name.CLOB;
            default -> type;
        };
    }

    /** Returns whether the column is a LOB to DMS, which loads it by the LOB settings and lets no rule but remove-column touch it. */
    public static boolean isLob(Column column) {
        return switch (of(column)) {
            case BLOB, CLOB, NCLOB -> true;
            default -> false;
        };
    }

    /** Returns the DMS type of a column. */
    public static DataType.Name of(Column column) {
        String type = column.type().toLowerCase(Locale.ROOT);
        String word = MODIFIERS.matcher(type).replaceAll("").strip();
        return switch (column.kind()) {
            case TEXT -> text(word, type);
            case INTEGER -> integer(word);
            case DECIMAL -> decimal(word, type);
            case FLOATING -> floating(word);
            case BOOLEAN -> DataType.Name.BOOLEAN;
            case TIMESTAMP_WITH_ZONE -> word.equals("datetimeoffset") ? DataType.Name.WSTRING : DataType.Name.DATETIME;
            case DATE_OR_TIME -> dateOrTime(word);
            case BINARY ->
                SMALL_BINARIES.contains(word) && !isUnbounded(type) ? DataType.Name.BYTES : DataType.Name.BLOB;
            case USER_DEFINED -> DataType.Name.WSTRING;
            case OTHER -> other(word, type);
        };
    }

    private static DataType.Name text(String word, String type) {
        if (CLOBS.contains(word)) {
            return DataType.Name.CLOB;
        }
        if (NCLOBS.contains(word) || isUnbounded(type)) {
            return word.equals("varchar") ? DataType.Name.CLOB : DataType.Name.NCLOB;
        }
        return STRINGS.contains(word) ? DataType.Name.STRING : DataType.Name.WSTRING;
    }

    /** SQL Server's {@code varchar(max)} and its kin. */
    private static boolean isUnbounded(String type) {
        return type.endsWith("(max)");
    }

    private static DataType.Name integer(String word) {
        return switch (word) {
            case "tinyint", "int1" -> DataType.Name.INT1;
            case "tinyint unsigned", "uint1" -> DataType.Name.UINT1;
            case "smallint", "int2", "smallserial", "year" -> DataType.Name.INT2;
            case "smallint unsigned", "uint2" -> DataType.Name.UINT2;
            case "bigint", "int8", "bigserial" -> DataType.Name.INT8;
            case "bigint unsigned", "uint8" -> DataType.Name.UINT8;
            case "mediumint unsigned", "int unsigned", "integer unsigned", "uint4" -> DataType.Name.UINT4;
            default -> DataType.Name.INT4;
        };
    }

    /** Oracle's whole numbers go by their precision. */
    private static DataType.Name decimal(String word, String type) {
        Matcher modifiers = MODIFIERS.matcher(type);
        if (!word.equals("number") || !modifiers.find()) {
            return DataType.Name.NUMERIC;
        }
        Matcher whole = WHOLE_NUMBER.matcher(modifiers.group(1));
        if (!whole.matches()) {
            return DataType.Name.NUMERIC;
        }
        int precision = Integer.parseInt(whole.group(1));
        if (precision > 9) {
            return DataType.Name.NUMERIC;
        }
        if (precision > 4) {
            return DataType.Name.INT4;
        }
        return precision > 2 ? DataType.Name.INT2 : DataType.Name.INT1;
    }

    private static DataType.Name floating(String word) {
        return switch (word) {
            case "real", "float4", "real4", "binary_float" -> DataType.Name.REAL4;
            default -> DataType.Name.REAL8;
        };
    }

    private static DataType.Name dateOrTime(String word) {
        if (word.equals("date")) {
            return DataType.Name.DATE;
        }
        if (word.startsWith("timestamp") || word.contains("datetime")) {
            return DataType.Name.DATETIME;
        }
        return word.startsWith("time") ? DataType.Name.TIME : DataType.Name.WSTRING;
    }

    private static DataType.Name other(String word, String type) {
        if (NCLOBS.contains(word) || type.endsWith("[]")) {
            return DataType.Name.NCLOB;
        }
        if (CLOBS.contains(word)) {
            return DataType.Name.CLOB;
        }
        return switch (word) {
            case "money", "smallmoney" -> DataType.Name.NUMERIC;
            case "list" -> DataType.Name.LIST;
            case "map" -> DataType.Name.MAP;
            case "tuple" -> DataType.Name.TUPLE;
            case "uuid", "uniqueidentifier", "rowid", "urowid" -> DataType.Name.STRING;
            default -> DataType.Name.WSTRING;
        };
    }
}
