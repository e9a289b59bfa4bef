package io.dmskit.preflight;

import io.dmskit.catalog.PostgresSql;
import io.dmskit.catalog.Session;
import io.dmskit.catalog.TableName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Columns of a PostgreSQL database whose values come from sequences: identity, serial, or a default of nextval. */
final class PostgresSequences {
    private static final String COUNTED = """
            SELECT sn.nspname, s.relname, n.nspname, c.relname, a.attname
            FROM (SELECT d.objid AS sequence, d.refobjid AS owner, d.refobjsubid AS attnum
                  FROM pg_depend d
                  WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass
                    AND d.deptype IN ('a', 'i') AND d.refobjsubid > 0
                  UNION
                  SELECT d.refobjid, ad.adrelid, ad.adnum
                  FROM pg_attrdef ad
                  JOIN pg_depend d ON d.classid = 'pg_attrdef'::regclass AND d.objid = ad.oid
                   AND d.refclassid = 'pg_class'::regclass) AS used
            JOIN pg_class s ON s.oid = used.sequence AND s.relkind = 'S'
            JOIN pg_namespace sn ON sn.oid = s.relnamespace
            JOIN pg_class c ON c.oid = used.owner JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = used.attnum
            WHERE n.nspname = ANY (?) ORDER BY 3, 4, 5""";

    private PostgresSequences() {}

    static List<SourceFacts.Counted> read(Session session, List<String> schemas) throws SQLException {
        return session.rows(COUNTED, PostgresSequences::counted, schemas);
    }

    private static SourceFacts.Counted counted(ResultSet row) throws SQLException {
        return new SourceFacts.Counted(
                new TableName(row.getString(3), row.getString(4)),
                row.getString(5),
                PostgresSql.quote(new TableName(row.getString(1), row.getString(2))));
    }
}
