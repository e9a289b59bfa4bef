package io.dmskit.local.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps documents in one SQLite file. The write-ahead log makes a commit a single write to the operating system: it survives the
 * end of the process at once, and the end of the machine from the next checkpoint on.
 */
final class SqliteStore implements Store {
    private static final String FILE = "state.db";

    /** "dmsk", so that another program's file is not taken for one of ours. */
    private static final int APPLICATION = 0x646D736B;

    /** Raised when documents or tables change so that an older dmskit would misread them. */
    private static final int VERSION = 1;

    private final StateFolder folder;
    private final Connection connection;
    private boolean closed;

    private SqliteStore(StateFolder folder, Connection connection) {
        this.folder = folder;
        this.connection = connection;
    }

    static SqliteStore open(Path path) {
        StateFolder folder = StateFolder.lock(path);
        try {
            return new SqliteStore(folder, connect(folder.file(FILE)));
        } catch (IOException e) {
            folder.close();
            throw new StoreException("the state folder " + path + " cannot be used (" + e + "); take another one", e);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private static Connection connect(Path file) {
        try {
            Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
            try {
                check(connection, file);
                execute(connection, "PRAGMA journal_mode = WAL");
                execute(connection, "PRAGMA synchronous = NORMAL");
                return connection;
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new StoreException(
                    "the state file " + file + " cannot be read (" + e.getMessage()
                            + "); move it away to start without it, or take another state folder",
                    e);
        }
    }

    private static void check(Connection connection, Path file) throws SQLException {
        int application = number(connection, "PRAGMA application_id");
        int version = number(connection, "PRAGMA user_version");
        if (application == 0 && number(connection, "SELECT count(*) FROM sqlite_master") == 0) {
            create(connection);
        } else if (application != APPLICATION) {
            throw new StoreException("the state file " + file
                    + " was not written by dmskit-local; move it away, or take another state folder");
        } else if (version != VERSION) {
            throw new StoreException("the state file " + file + " has version " + version
                    + ", and this dmskit-local reads version " + VERSION
                    + "; use the dmskit that wrote it, or move the file away to start without it");
        }
    }

    private static void create(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        execute(
                connection,
                "CREATE TABLE document (kind TEXT NOT NULL, key TEXT NOT NULL, document TEXT NOT NULL,"
                        + " PRIMARY KEY (kind, key))");
        execute(connection, "PRAGMA application_id = " + APPLICATION);
        execute(connection, "PRAGMA user_version = " + VERSION);
        connection.commit();
        connection.setAutoCommit(true);
    }

    @Override
    public boolean isDurable() {
        return true;
    }

    @Override
    public synchronized Map<String, String> documents(String kind) {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT key, document FROM document WHERE kind = ? ORDER BY key")) {
            select.setString(1, kind);
            Map<String, String> documents = new LinkedHashMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    documents.put(rows.getString(1), rows.getString(2));
                }
            }
            return documents;
        } catch (SQLException e) {
            throw new StoreException("the state of every " + kind + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void write(List<Change> changes) {
        if (closed) {
            return;
        }
        try {
            connection.setAutoCommit(false);
            try (PreparedStatement put =
                            connection.prepareStatement("INSERT OR REPLACE INTO document VALUES (?, ?, ?)");
                    PreparedStatement remove =
                            connection.prepareStatement("DELETE FROM document WHERE kind = ? AND key = ?")) {
                for (Change change : changes) {
                    write(change, change.document() == null ? remove : put);
                }
                connection.commit();
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new StoreException("state cannot be written: " + e.getMessage(), e);
        }
    }

    private static void write(Change change, PreparedStatement statement) throws SQLException {
        statement.setString(1, change.kind());
        statement.setString(2, change.key());
        if (change.document() != null) {
            statement.setString(3, change.document());
        }
        statement.executeUpdate();
    }

    @Override
    public synchronized void clear() {
        try {
            execute(connection, "DELETE FROM document");
        } catch (SQLException e) {
            throw new StoreException("state cannot be forgotten: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (folder) {
            connection.close();
        } catch (SQLException e) {
            throw new StoreException("state cannot be closed: " + e.getMessage(), e);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }
}
