package io.dmskit.mapping.plan;

import io.dmskit.catalog.Column;
import java.util.Map;
import java.util.Set;

/**
 * The DMS types of the PostgreSQL types that {@link RandomCatalog} makes up.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.PostgreSQL.html">Source data types for
 *     PostgreSQL</a>
 */
final class NaiveTypes {
    private static final Map<String, Set<String>> TYPES = Map.ofEntries(
            Map.entry("integer", Set.of("int4")),
            Map.entry("bigint", Set.of("int8")),
            Map.entry("numeric(12,2)", Set.of("numeric")),
            Map.entry("text", Set.of("nclob", "clob")),
            Map.entry("character varying(40)", Set.of("wstring", "string")),
            Map.entry("date", Set.of("date")),
            Map.entry("timestamp without time zone", Set.of("datetime")),
            Map.entry("timestamp with time zone", Set.of("datetime")),
            Map.entry("boolean", Set.of("boolean")),
            Map.entry("uuid", Set.of("wstring", "string")),
            Map.entry("bytea", Set.of("blob")),
            Map.entry("jsonb", Set.of("nclob", "clob")));

    private NaiveTypes() {}

    static Set<String> of(Column column) {
        return TYPES.getOrDefault(column.type(), Set.of());
    }
}
