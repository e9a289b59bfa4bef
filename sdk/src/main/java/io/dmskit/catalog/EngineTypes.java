package io.dmskit.catalog;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Types whose word means something else in other databases, by DMS's name of the engine, and the word under which they are kept.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.html">Sources for data migration</a>, whose pages
 *     say which DMS type each becomes
 */
final class EngineTypes {
    /** A date with time of day, and an 8-byte number. */
    private static final Map<String, String> ORACLE =
            Map.of("date", "timestamp(0)", "real", "double precision", "float", "double precision");

    /** Texts and bytes up to 64 KB, which are no LOBs to DMS there; a time may be longer than a day. */
    private static final Map<String, String> MYSQL =
            Map.of("text", "varchar(65535)", "blob", "varbinary(65535)", "tinyint", "int1", "time", "string(17)");

    /** A row version, an unsigned byte, and texts and bytes of old. */
    private static final Map<String, String> SQL_SERVER =
            Map.of("timestamp", "rowversion", "tinyint", "uint1", "text", "clob", "bit", "boolean");

    private static final Map<String, Map<String, String>> OWN = Map.ofEntries(
            Map.entry("oracle", ORACLE),
            Map.entry("mysql", MYSQL),
            Map.entry("mariadb", MYSQL),
            Map.entry("aurora", MYSQL),
            Map.entry("sqlserver", SQL_SERVER),
            Map.entry("azuredb", SQL_SERVER),
            Map.entry("azure-sql-managed-instance", SQL_SERVER),
            Map.entry("db2", Map.of()),
            Map.entry("db2-zos", Map.of()),
            Map.entry("postgres", Map.of()),
            Map.entry("aurora-postgresql", Map.of()));

    private EngineTypes() {}

    /** Returns the engines whose types are known. */
    static List<String> engines() {
        Set<String> names = new TreeSet<>(OWN.keySet());
        return List.copyOf(names);
    }

    /** Returns the type under a word that means the same everywhere. */
    static String plain(String engine, String type) {
        return OWN.getOrDefault(engine, Map.of()).getOrDefault(TypeWords.word(type), type);
    }
}
