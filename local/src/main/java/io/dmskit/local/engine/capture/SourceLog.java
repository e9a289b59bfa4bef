package io.dmskit.local.engine.capture;

import io.dmskit.catalog.TableName;
import io.dmskit.local.engine.PostgresDatabase;
import io.dmskit.local.engine.ReplicationException;
import io.dmskit.local.engine.Sql;
import io.dmskit.local.engine.StopSignal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.PGReplicationStream;
import org.postgresql.replication.ReplicationSlotInfo;
import org.postgresql.replication.fluent.logical.ChainedLogicalCreateSlotBuilder;
import org.postgresql.util.PSQLState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a task keeps on its source: a publication of the selected tables and a slot that holds the log for it. */
public final class SourceLog {
    private static final Logger logger = LoggerFactory.getLogger(SourceLog.class);

    private static final Duration STATUS_INTERVAL = Duration.ofSeconds(5);
    private static final Duration RELEASE_PAUSE = Duration.ofMillis(100);
    private static final Duration RELEASE_TIMEOUT = Duration.ofSeconds(15);
    private static final String OBJECT_IN_USE = "55006";
    private static final String DUPLICATE_OBJECT = "42710";
    private static final String THERE = "SELECT count(*) FROM pg_replication_slots WHERE slot_name = ?";
    private static final String RELOAD = "_reload";
    private static final int MAX_NAME = 63;

    private final PostgresDatabase source;
    private final String name;

    /** Creates the value; publication and slot are named after the task's resource id. */
    public SourceLog(PostgresDatabase source, String resourceId) {
        this.source = source;
        String safe = resourceId.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
        this.name = ("dmskit_" + safe).substring(0, Math.min(MAX_NAME, safe.length() + 7));
    }

    /** Returns the name of publication and slot. */
    public String name() {
        return name;
    }

    /** Makes the publication list exactly these tables. */
    public void publish(Connection connection, Collection<TableName> tables) throws SQLException {
        String list = tables.stream().map(Sql::name).collect(Collectors.joining(", "));
        try (Statement statement = connection.createStatement()) {
            if (count(connection, "SELECT count(*) FROM pg_publication WHERE pubname = ?", name) > 0) {
                statement.execute("ALTER PUBLICATION " + Sql.name(name) + " SET TABLE " + list);
            } else {
                statement.execute("CREATE PUBLICATION " + Sql.name(name) + " FOR TABLE " + list);
            }
        }
    }

    /**
     * Creates the slot. The server first waits for the transactions that are open; a stop ends that wait.
     *
     * @param replication the snapshot lives until this session does anything else
     * @return where the log begins, and the name of the snapshot of that moment
     */
    public ReplicationSlotInfo create(Connection replication, StopSignal stop) throws SQLException {
        return create(replication.unwrap(PGConnection.class), name, false, stop);
    }

    /**
     * Fixes a moment of the source from which some tables are loaded again, while the task's own slot goes on. Waits like
     * {@link #create}, and for the end of an earlier session that fixed one.
     */
    public ConsistentPoint fixPoint(StopSignal stop) throws ReplicationException, InterruptedException {
        await(stop, reloadSlot(), THERE);
        Connection replication = source.connectForReplication();
        try {
            PGConnection session = replication.unwrap(PGConnection.class);
            return new ConsistentPoint(this, replication, create(session, reloadSlot(), true, stop));
        } catch (SQLException e) {
            try {
                replication.close();
            } catch (SQLException closing) {
                e.addSuppressed(closing);
            }
            throw DUPLICATE_OBJECT.equals(e.getSQLState()) ? inUse(reloadSlot()) : source.failure(e);
        }
    }

    private String reloadSlot() {
        return name.substring(0, Math.min(name.length(), MAX_NAME - RELOAD.length())) + RELOAD;
    }

    private ReplicationSlotInfo create(PGConnection session, String slot, boolean temporary, StopSignal stop)
            throws SQLException {
        stop.interruptWith(() -> cancel(session));
        try {
            if (stop.isRaised()) {
                throw cancelled(); // the stop came when there was nothing yet to cancel
            }
            ChainedLogicalCreateSlotBuilder builder = session.getReplicationAPI()
                    .createReplicationSlot()
                    .logical()
                    .withSlotName(slot)
                    .withOutputPlugin("pgoutput");
            return (temporary ? builder.withTemporaryOption() : builder).make();
        } finally {
            stop.uninterruptible();
        }
    }

    private void cancel(PGConnection session) {
        try {
            session.cancelQuery();
        } catch (SQLException e) {
            logger.warn("the creation of slot {} cannot be cancelled: {}", name, PostgresDatabase.firstLine(e));
        }
    }

    /** Returns up to where the slot's log has been confirmed, if the slot is there. */
    public Optional<LogSequenceNumber> confirmed(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT confirmed_flush_lsn::text FROM pg_replication_slots WHERE slot_name = ?")) {
            query.setString(1, name);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(LogSequenceNumber.valueOf(row.getString(1))) : Optional.empty();
            }
        }
    }

    /** Starts reading the slot's log. */
    public PGReplicationStream open(Connection replication, LogSequenceNumber from, StopSignal stop)
            throws SQLException, ReplicationException, InterruptedException {
        awaitRelease(stop);
        return stream(replication.unwrap(PGConnection.class), name, from);
    }

    PGReplicationStream stream(PGConnection session, String slot, LogSequenceNumber from) throws SQLException {
        return session.getReplicationAPI()
                .replicationStream()
                .logical()
                .withSlotName(slot)
                .withStartPosition(from)
                .withSlotOption("proto_version", 1)
                .withSlotOption("publication_names", Sql.name(name))
                .withStatusInterval((int) STATUS_INTERVAL.toSeconds(), TimeUnit.SECONDS)
                .withAutomaticFlush(false)
                .start();
    }

    /** Removes publication and slot, if they are there. */
    public void drop(StopSignal stop) throws ReplicationException, InterruptedException {
        awaitRelease(stop);
        try (Connection connection = source.connect();
                Statement statement = connection.createStatement();
                PreparedStatement slot = connection.prepareStatement(
                        "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = ?")) {
            slot.setString(1, name);
            slot.execute();
            statement.execute("SET client_min_messages = warning");
            statement.execute("DROP PUBLICATION IF EXISTS " + Sql.name(name));
        } catch (SQLException e) {
            throw source.failure(e);
        }
    }

    private void awaitRelease(StopSignal stop) throws ReplicationException, InterruptedException {
        await(stop, name, THERE + " AND active");
    }

    /** The server may notice the end of an earlier reader, killed perhaps, only after a moment. */
    private void await(StopSignal stop, String slot, String busy) throws ReplicationException, InterruptedException {
        long deadline = System.nanoTime() + RELEASE_TIMEOUT.toNanos();
        try (Connection connection = source.connect()) {
            while (count(connection, busy, slot) > 0) {
                if (System.nanoTime() > deadline) {
                    throw inUse(slot);
                }
                if (stop.await(RELEASE_PAUSE)) {
                    throw new ReplicationException(
                            "a stop came while replication slot " + slot + " was in use", true, cancelled());
                }
            }
        } catch (SQLException e) {
            throw source.failure(e);
        }
    }

    /** As the server says it when a stop ends its own waiting. */
    private static SQLException cancelled() {
        return new SQLException("the waiting was cancelled", PSQLState.QUERY_CANCELED.getState());
    }

    private ReplicationException inUse(String slot) {
        return new ReplicationException(
                "replication slot " + slot + " on " + source.role() + " " + source.address()
                        + " is in use by another session: stop it first",
                true,
                new SQLException("slot active", OBJECT_IN_USE));
    }

    private static long count(Connection connection, String sql, String name) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, name);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
