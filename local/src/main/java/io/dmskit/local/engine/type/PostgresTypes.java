package io.dmskit.local.engine.type;

import io.dmskit.catalog.Column;
import io.dmskit.mapping.DataType;
import io.dmskit.mapping.plan.ColumnPlan;
import io.dmskit.mapping.plan.ColumnPlan.Copied;
import io.dmskit.mapping.plan.ColumnPlan.Masked;
import java.util.Set;

/** Column types on a PostgreSQL target. */
public final class PostgresTypes {
    /** Types whose binary form is the same on every PostgreSQL server, whatever its catalog holds. */
    private static final Set<String> SAME_EVERYWHERE = Set.of(
            "smallint",
            "integer",
            "bigint",
            "real",
            "double precision",
            "numeric",
            "money",
            "boolean",
            "text",
            "character varying",
            "character",
            "\"char\"",
            "name",
            "oid",
            "bytea",
            "uuid",
            "json",
            "jsonb",
            "xml",
            "date",
            "time without time zone",
            "time with time zone",
            "timestamp without time zone",
            "timestamp with time zone",
            "interval",
            "inet",
            "cidr",
            "macaddr",
            "macaddr8",
            "bit",
            "bit varying",
            "point",
            "line",
            "lseg",
            "box",
            "path",
            "polygon",
            "circle",
            "tsvector",
            "tsquery",
            "int4range",
            "int8range",
            "numrange",
            "tsrange",
            "tstzrange",
            "daterange");

    /** Types that PostgreSQL ships and DMS's table of source types does not know. */
    private static final Set<String> UNREAD = Set.of(
            "jsonpath",
            "pg_lsn",
            "pg_snapshot",
            "txid_snapshot",
            "xid",
            "xid8",
            "cid",
            "tid",
            "aclitem",
            "refcursor",
            "int2vector",
            "oidvector",
            "regclass",
            "regcollation",
            "regconfig",
            "regdictionary",
            "regnamespace",
            "regoper",
            "regoperator",
            "regproc",
            "regprocedure",
            "regrole",
            "regtype",
            "int4multirange",
            "int8multirange",
            "nummultirange",
            "tsmultirange",
            "tstzmultirange",
            "datemultirange");

    private PostgresTypes() {}

    /** Returns the type that a planned column has on the target. */
    public static String of(ColumnPlan column) {
        if (column.type().isPresent()) {
            return of(column.type().orElseThrow());
        }
        if (column.origin() instanceof Copied copied) {
            return of(copied.column());
        }
        if (column.origin() instanceof Masked masked) {
            return of(masked.column());
        }
        return "text";
    }

    private static String of(Column column) {
        return column.kind() == Column.Kind.USER_DEFINED ? "character varying" : column.type();
    }

    /**
     * Returns the PostgreSQL type of a DMS type.
     *
     * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Target.PostgreSQL.html#CHAP_Target.PostgreSQL.DataTypes">Target
     *     data types for PostgreSQL</a>
     */
    public static String of(DataType type) {
        return switch (type.name()) {
            case BOOLEAN -> "boolean";
            case BYTES, BLOB -> "bytea";
            case DATE -> "date";
            case TIME -> "time";
            case DATETIME -> "timestamp" + fraction(type);
            case INT1, UINT1, INT2 -> "smallint";
            case UINT2, INT4 -> "integer";
            case UINT4, INT8 -> "bigint";
            case UINT8 -> "numeric(20)";
            case NUMERIC -> numeric(type);
            case REAL4 -> "real";
            case REAL8 -> "double precision";
            case STRING, WSTRING ->
                type.length().isPresent() ? "character varying(" + type.length().getAsInt() + ")" : "text";
            case CLOB, NCLOB, SET, LIST, MAP, TUPLE -> "text";
        };
    }

    private static String numeric(DataType type) {
        return type.precision().isPresent()
                ? "numeric(" + type.precision().getAsInt() + "," + type.scale().orElse(0) + ")"
                : "numeric";
    }

    /** DMS counts up to seven or more fractional digits, PostgreSQL six. */
    private static String fraction(DataType type) {
        int digits = type.scale().orElse(type.precision().orElse(6));
        return "(" + Math.min(digits, 6) + ")";
    }

    /** Returns whether a value of this type can travel in binary between two servers. */
    public static boolean travelsInBinary(String type) {
        String element = type.endsWith("[]") ? type.substring(0, type.length() - 2) : type;
        return SAME_EVERYWHERE.contains(element.replaceFirst("\\([0-9, ]*\\)", ""));
    }

    /** Returns whether both types have the same binary form: the same type, whatever the modifiers. */
    public static boolean sameForm(String one, String other) {
        return one.replaceFirst("\\([0-9, ]*\\)", "").equals(other.replaceFirst("\\([0-9, ]*\\)", ""));
    }

    /**
     * Returns whether DMS reads columns of this type; of types that users made, it reads enums and composites as text.
     *
     * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.PostgreSQL.html#CHAP_Source-PostgreSQL-DataTypes">Source
     *     data types for PostgreSQL</a>
     */
    public static boolean isReadByDms(Column column) {
        return column.kind() == Column.Kind.USER_DEFINED
                || !UNREAD.contains(column.type().replaceFirst("\\[\\]$", ""));
    }

    /** Returns whether values can be compared with {@code =}. */
    public static boolean hasEquality(String type) {
        return !Set.of("json", "xml", "point", "polygon", "json[]", "xml[]", "point[]", "polygon[]")
                .contains(type);
    }
}
