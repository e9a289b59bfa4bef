package io.dmskit.preflight;

import io.dmskit.catalog.Session;
import io.dmskit.catalog.TableName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Everything that must be unique in a PostgreSQL database, NULLs allowed or not. */
final class UniqueKeys {
    private static final String KEYS = """
            SELECT n.nspname, c.relname, i.relname, array_agg(a.attname::text ORDER BY k.position)
            FROM pg_index x
            JOIN pg_class i ON i.oid = x.indexrelid
            JOIN pg_class c ON c.oid = x.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            CROSS JOIN LATERAL unnest(x.indkey[0:x.indnkeyatts - 1]) WITH ORDINALITY AS k(attnum, position)
            JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = k.attnum
            WHERE x.indisunique AND x.indpred IS NULL AND x.indexprs IS NULL AND n.nspname = ANY (?)
            GROUP BY n.nspname, c.relname, i.relname ORDER BY 1, 2, 3""";

    private UniqueKeys() {}

    /**
     * A unique key.
     *
     * @param name index name
     * @param columns its columns
     */
    record Unique(String name, List<String> columns) {}

    static Map<TableName, List<Unique>> read(Session session, List<String> schemas) throws SQLException {
        Map<TableName, List<Unique>> keys = new HashMap<>();
        session.rows(
                KEYS,
                row -> keys.computeIfAbsent(
                                new TableName(row.getString(1), row.getString(2)), table -> new ArrayList<>())
                        .add(unique(row)),
                schemas);
        return keys;
    }

    private static Unique unique(ResultSet row) throws SQLException {
        return new Unique(row.getString(3), List.of((String[]) row.getArray(4).getArray()));
    }
}
