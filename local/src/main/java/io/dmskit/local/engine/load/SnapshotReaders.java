package io.dmskit.local.engine.load;

import io.dmskit.local.engine.PostgresDatabase;
import io.dmskit.local.engine.ReplicationException;
import io.dmskit.local.engine.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Opens sessions on the source that all see it as it was at one moment. */
public final class SnapshotReaders {
    private static final String BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

    private SnapshotReaders() {}

    /** Opens sessions over a snapshot that another session exports. */
    public static List<Connection> open(PostgresDatabase source, int count, String snapshot)
            throws ReplicationException {
        List<Connection> readers = new ArrayList<>();
        try {
            join(readers, source, count, snapshot);
            return readers;
        } catch (SQLException e) {
            close(readers);
            throw source.failure(e);
        }
    }

    /** Opens sessions over the snapshot of the first of them. */
    public static List<Connection> open(PostgresDatabase source, int count) throws ReplicationException {
        List<Connection> readers = new ArrayList<>();
        try {
            Connection first = source.connect();
            readers.add(first);
            join(readers, source, count, export(first));
            return readers;
        } catch (SQLException e) {
            close(readers);
            throw source.failure(e);
        }
    }

    private static String export(Connection reader) throws SQLException {
        try (Statement statement = reader.createStatement()) {
            statement.execute(BEGIN);
            try (ResultSet row = statement.executeQuery("SELECT pg_export_snapshot()")) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private static void join(List<Connection> readers, PostgresDatabase source, int count, String snapshot)
            throws SQLException, ReplicationException {
        while (readers.size() < count) {
            Connection reader = source.connect();
            readers.add(reader);
            try (Statement statement = reader.createStatement()) {
                statement.execute(BEGIN);
                statement.execute("SET TRANSACTION SNAPSHOT " + Sql.literal(snapshot));
            }
        }
    }

    /** Closes sessions, whatever state they are in. */
    public static void close(List<Connection> readers) {
        for (Connection reader : readers) {
            try {
                reader.close();
            } catch (SQLException e) {
                // Nothing was written; what made us close is what there is to tell.
            }
        }
    }
}
