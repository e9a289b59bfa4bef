package io.dmskit.checkpoint;

import io.dmskit.endpoint.Engine;
import io.dmskit.position.Lsn;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A logical replication slot of PostgreSQL: it holds the write-ahead log from its position on, and only such a position can be started
 * from.
 *
 * <p><b>It holds the log until it is dropped</b>, whether anybody reads it or not: a forgotten slot fills the source's disk.
 *
 * @param name its name, which the source endpoint must have as {@code SlotName}
 * @param confirmed up to where it has been read; earlier changes are gone
 * @param active whether somebody reads it now
 */
public record ReplicationSlot(String name, Lsn confirmed, boolean active) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,63}");

    /**
     * Creates a slot at the end of the log. Needs the {@code REPLICATION} attribute, {@code wal_level} logical, and a free slot.
     *
     * @param connection to the source, outside a transaction that has written; stays open
     * @param name lower-case letters, digits and underscores
     * @param plugin what decodes the log for DMS: {@code test_decoding} or {@code pglogical}
     * @return the position that the slot holds
     * @throws IllegalArgumentException if PostgreSQL takes no such name
     * @throws SQLException if there is such a slot already, or the source does not let the user create one
     */
    public static SourcePosition create(Connection connection, String name, String plugin) throws SQLException {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "slot name is \"" + name + "\": it must have 1 to 63 lower-case letters, digits and underscores");
        }
        Instant at = LogEnd.of(Engine.POSTGRES).read(connection).at();
        try (PreparedStatement create =
                connection.prepareStatement("SELECT lsn::text FROM pg_create_logical_replication_slot(?, ?)")) {
            create.setString(1, name);
            create.setString(2, plugin);
            try (ResultSet row = create.executeQuery()) {
                row.next();
                return new SourcePosition(Engine.POSTGRES, Lsn.parse(row.getString(1)), at);
            }
        }
    }

    /** Returns the logical slot of this name, if the source has it. */
    public static Optional<ReplicationSlot> find(Connection connection, String name) throws SQLException {
        try (PreparedStatement find = connection.prepareStatement("SELECT confirmed_flush_lsn::text, active"
                + " FROM pg_replication_slots WHERE slot_name = ? AND confirmed_flush_lsn IS NOT NULL")) {
            find.setString(1, name);
            try (ResultSet row = find.executeQuery()) {
                return row.next()
                        ? Optional.of(new ReplicationSlot(name, Lsn.parse(row.getString(1)), row.getBoolean(2)))
                        : Optional.empty();
            }
        }
    }

    /** Drops a slot, and with it the log that it holds: no start from its position is possible any more. */
    public static void drop(Connection connection, String name) throws SQLException {
        try (PreparedStatement drop = connection.prepareStatement("SELECT pg_drop_replication_slot(?)")) {
            drop.setString(1, name);
            drop.execute();
        }
    }

    /** Returns why nothing can be started from a position with this slot; nothing if it can. */
    public Optional<String> refusal(Lsn position) {
        if (active) {
            return Optional.of("slot " + name + " is being read: stop its reader first");
        }
        return position.compareTo(confirmed) < 0
                ? Optional.of("slot " + name + " has been read up to " + confirmed + ": changes from " + position
                        + " on are gone; start at " + confirmed + " or later")
                : Optional.empty();
    }
}
