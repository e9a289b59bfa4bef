package io.dmskit.local.engine.capture;

import io.dmskit.catalog.Table;
import io.dmskit.catalog.TableName;
import io.dmskit.mapping.plan.TablePlan;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds source tables that would refuse updates and deletes once they are published, because nothing identifies their rows. */
public final class ReplicaIdentities {
    /** Tables without an identity: NOTHING, or DEFAULT without a primary key. Partitions count for the tables above them. */
    private static final String MISSING = """
            WITH RECURSIVE bare AS (
                SELECT c.oid FROM pg_class c
                WHERE c.relkind = 'r' AND (c.relreplident = 'n' OR (c.relreplident = 'd' AND NOT EXISTS (
                    SELECT 1 FROM pg_index x WHERE x.indrelid = c.oid AND x.indisprimary)))
            ), above(oid) AS (
                SELECT oid FROM bare
                UNION
                SELECT i.inhparent FROM pg_inherits i JOIN above a ON a.oid = i.inhrelid)
            SELECT n.nspname, c.relname FROM above a
            JOIN pg_class c ON c.oid = a.oid JOIN pg_namespace n ON n.oid = c.relnamespace""";

    private ReplicaIdentities() {}

    /** Returns one message for each planned table whose rows the log could not identify. */
    public static List<String> missing(Connection source, List<TablePlan> plans) throws SQLException {
        Set<TableName> bare = new HashSet<>();
        try (Statement statement = source.createStatement();
                ResultSet row = statement.executeQuery(MISSING)) {
            while (row.next()) {
                bare.add(new TableName(row.getString(1), row.getString(2)));
            }
        }
        List<String> messages = new ArrayList<>();
        for (TablePlan plan : plans) {
            TableName name = plan.source().name();
            if (plan.source().kind() != Table.Kind.VIEW && bare.contains(name)) {
                messages.add(
                        "source table " + name + " has no primary key, so its updates and deletes cannot be replicated,"
                                + " and PostgreSQL would refuse them: add a primary key, run ALTER TABLE ... REPLICA IDENTITY FULL,"
                                + " or exclude the table");
            }
        }
        return messages;
    }
}
