package io.dmskit.local.engine.capture;

import io.dmskit.catalog.TableName;
import io.dmskit.local.engine.capture.LogMessage.Begin;
import io.dmskit.local.engine.capture.LogMessage.Commit;
import io.dmskit.local.engine.capture.LogMessage.Delete;
import io.dmskit.local.engine.capture.LogMessage.Insert;
import io.dmskit.local.engine.capture.LogMessage.Other;
import io.dmskit.local.engine.capture.LogMessage.Relation;
import io.dmskit.local.engine.capture.LogMessage.RelationColumn;
import io.dmskit.local.engine.capture.LogMessage.Truncate;
import io.dmskit.local.engine.capture.LogMessage.Update;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;

/**
 * Decodes protocol version 1 of pgoutput.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-logicalrep-message-formats.html">Message formats</a>
 */
public final class PgOutputDecoder {
    /** PostgreSQL counts microseconds from here. */
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    private PgOutputDecoder() {}

    /** Decodes one message. */
    public static LogMessage decode(ByteBuffer message) {
        char kind = (char) message.get();
        return switch (kind) {
            case 'B' -> new Begin(lsn(message), time(message));
            case 'C' -> commit(message);
            case 'R' -> relation(message);
            case 'I' -> insert(message);
            case 'U' -> update(message);
            case 'D' -> delete(message);
            case 'T' -> truncate(message);
            case 'O', 'Y', 'M' -> new Other(kind);
            default -> throw new IllegalArgumentException("pgoutput sent a message of unknown kind '" + kind + "'");
        };
    }

    private static Commit commit(ByteBuffer message) {
        message.get(); // flags, always 0
        return new Commit(lsn(message), lsn(message), time(message));
    }

    private static Relation relation(ByteBuffer message) {
        int id = message.getInt();
        String schema = string(message);
        TableName name = new TableName(schema.isEmpty() ? "pg_catalog" : schema, string(message));
        boolean full = message.get() == 'f';
        int count = message.getShort();
        List<RelationColumn> columns = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            boolean identity = (message.get() & 1) != 0;
            columns.add(new RelationColumn(string(message), identity, message.getInt(), message.getInt()));
        }
        return new Relation(id, name, full, columns);
    }

    private static Insert insert(ByteBuffer message) {
        int relation = message.getInt();
        message.get(); // 'N'
        return new Insert(relation, tuple(message));
    }

    private static Update update(ByteBuffer message) {
        int relation = message.getInt();
        Optional<Tuple> old = Optional.empty();
        if (message.get() != 'N') {
            old = Optional.of(tuple(message));
            message.get(); // 'N'
        }
        return new Update(relation, old, tuple(message));
    }

    private static Delete delete(ByteBuffer message) {
        int relation = message.getInt();
        message.get(); // 'K' or 'O'
        return new Delete(relation, tuple(message));
    }

    private static Truncate truncate(ByteBuffer message) {
        int count = message.getInt();
        message.get(); // options: CASCADE, RESTART IDENTITY
        List<Integer> relations = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            relations.add(message.getInt());
        }
        return new Truncate(relations);
    }

    private static Tuple tuple(ByteBuffer message) {
        int count = message.getShort();
        @Nullable String[] values = new String[count];
        BitSet unchanged = new BitSet();
        for (int i = 0; i < count; i++) {
            char kind = (char) message.get();
            switch (kind) {
                case 't' -> values[i] = text(message, message.getInt());
                case 'n' -> values[i] = null;
                case 'u' -> unchanged.set(i);
                default -> throw new IllegalArgumentException("pgoutput sent a value of unknown kind '" + kind + "'");
            }
        }
        return new Tuple(values, unchanged);
    }

    private static LogSequenceNumber lsn(ByteBuffer message) {
        return LogSequenceNumber.valueOf(message.getLong());
    }

    private static Instant time(ByteBuffer message) {
        return EPOCH.plus(message.getLong(), ChronoUnit.MICROS);
    }

    private static String text(ByteBuffer message, int length) {
        String text =
                new String(message.array(), message.arrayOffset() + message.position(), length, StandardCharsets.UTF_8);
        message.position(message.position() + length);
        return text;
    }

    private static String string(ByteBuffer message) {
        int length = 0;
        while (message.get(message.position() + length) != 0) {
            length++;
        }
        String text = text(message, length);
        message.get();
        return text;
    }
}
