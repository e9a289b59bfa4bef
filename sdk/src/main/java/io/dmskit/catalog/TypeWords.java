package io.dmskit.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The type names of databases, and DMS's own, by kind. */
final class TypeWords {
    private static final Pattern MODIFIERS = Pattern.compile("\\([^)]*\\)");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Map<String, Column.Kind> KINDS = new HashMap<>();

    static {
        know(
                Column.Kind.TEXT,
                "char, character, varchar, character varying, char varying, bpchar, text, name, nchar, nvarchar, varchar2,"
                        + " nvarchar2, national character, national character varying, clob, nclob, dbclob, long, long varchar,"
                        + " graphic, vargraphic, long vargraphic, ntext, tinytext, mediumtext, longtext, string, wstring, enum,"
                        + " set, citext, sysname");
        know(
                Column.Kind.INTEGER,
                "tinyint, smallint, mediumint, integer, int, bigint, int1, int2, int4, int8, uint1, uint2, uint4, uint8,"
                        + " tinyint unsigned, smallint unsigned, mediumint unsigned, int unsigned, integer unsigned,"
                        + " bigint unsigned, smallserial, serial, bigserial, year");
        know(Column.Kind.DECIMAL, "numeric, decimal, dec, number, decimal unsigned, smallmoney");
        know(
                Column.Kind.FLOATING,
                "real, float, double, double precision, float4, float8, real4, real8, binary_float, binary_double, decfloat,"
                        + " float unsigned, double unsigned");
        know(Column.Kind.BOOLEAN, "boolean, bool, bit");
        know(
                Column.Kind.TIMESTAMP_WITH_ZONE,
                "timestamp with time zone, timestamp with local time zone, timestamptz, datetimeoffset");
        know(
                Column.Kind.DATE_OR_TIME,
                "date, time, timetz, time with time zone, time without time zone, timestamp, timestamp without time zone,"
                        + " datetime, datetime2, smalldatetime");
        know(
                Column.Kind.BINARY,
                "bytea, blob, tinyblob, mediumblob, longblob, binary, varbinary, raw, long raw, bfile, image, rowversion,"
                        + " bytes, binary varying, char for bit data, varchar for bit data, long varchar for bit data");
        know(
                Column.Kind.OTHER,
                "uuid, uniqueidentifier, json, jsonb, xml, xmltype, hstore, interval, interval year to month,"
                        + " interval day to second, inet, cidr, macaddr, macaddr8, bit varying, varbit, tsvector, tsquery, money,"
                        + " point, line, lseg, box, path, polygon, circle, linestring, multipoint, multilinestring,"
                        + " multipolygon, geometrycollection, geometry, geography, sdo_geometry, hierarchyid, sql_variant,"
                        + " rowid, urowid, oid, pg_lsn, pg_snapshot, jsonpath, int4range, int8range, numrange, tsrange,"
                        + " tstzrange, daterange, int4multirange, int8multirange, nummultirange, tsmultirange,"
                        + " tstzmultirange, datemultirange, list, map, tuple, \"char\"");
    }

    private TypeWords() {}

    private static void know(Column.Kind kind, String words) {
        for (String word : words.split(", ", -1)) {
            KINDS.put(word, kind);
        }
    }

    /** Returns the kind of a type as a database writes it, with its modifiers; nothing for a type that none ships. */
    static Optional<Column.Kind> kind(String type) {
        String word = word(type);
        if (word.endsWith("[]")) {
            return KINDS.containsKey(word.substring(0, word.indexOf('[')))
                    ? Optional.of(Column.Kind.OTHER)
                    : Optional.empty();
        }
        boolean bits = word.equals("bit") && type.indexOf('(') >= 0;
        return bits ? Optional.of(Column.Kind.OTHER) : Optional.ofNullable(KINDS.get(word));
    }

    /** Returns the type in lower case without modifiers. */
    static String word(String type) {
        return BLANKS.matcher(MODIFIERS.matcher(type).replaceAll("").strip().toLowerCase(Locale.ROOT))
                .replaceAll(" ");
    }

    /** Returns every word, for hints. */
    static List<String> all() {
        Set<String> words = KINDS.keySet();
        return new ArrayList<>(words);
    }
}
