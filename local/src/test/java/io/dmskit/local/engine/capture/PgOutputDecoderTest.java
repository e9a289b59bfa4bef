package io.dmskit.local.engine.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postgresql.replication.LogSequenceNumber;

/** Messages byte by byte, as the protocol's page describes them. */
class PgOutputDecoderTest {
    private final ByteBuffer bytes = ByteBuffer.allocate(500);

    @Test
    void readsTheEndsOfATransaction() {
        bytes.put((byte) 'B').putLong(0x16B3748L).putLong(1_000_000L).putInt(77);
        assertThat(decoded())
                .isEqualTo(new Begin(LogSequenceNumber.valueOf(0x16B3748L), Instant.parse("2000-01-01T00:00:01Z")));

        bytes.put((byte) 'C').put((byte) 0).putLong(5).putLong(9).putLong(-1);
        assertThat(decoded())
                .isEqualTo(new Commit(
                        LogSequenceNumber.valueOf(5),
                        LogSequenceNumber.valueOf(9),
                        Instant.parse("1999-12-31T23:59:59.999999Z")));
    }

    @Test
    void readsARelation() {
        bytes.put((byte) 'R').putInt(42);
        string("Bank");
        string("Kunde ü");
        bytes.put((byte) 'd').putShort((short) 2).put((byte) 1);
        string("id");
        bytes.putInt(20).putInt(-1).put((byte) 0);
        string("name");
        bytes.putInt(1043).putInt(64);

        assertThat(decoded())
                .isEqualTo(new Relation(
                        42,
                        new TableName("Bank", "Kunde ü"),
                        false,
                        List.of(new RelationColumn("id", true, 20, -1), new RelationColumn("name", false, 1043, 64))));
    }

    @Test
    void readsRowsWithNullsAndValuesLeftOut() {
        bytes.put((byte) 'U').putInt(1).put((byte) 'K').putShort((short) 2);
        text("7");
        bytes.put((byte) 'n').put((byte) 'N').putShort((short) 3);
        text("пять");
        bytes.put((byte) 'u').put((byte) 'n');

        Update update = (Update) decoded();
        assertThat(update.old().orElseThrow().value(0)).isEqualTo("7");
        assertThat(update.row().size()).isEqualTo(3);
        assertThat(update.row().value(0)).isEqualTo("пять");
        assertThat(update.row().isUnchanged(1)).isTrue();
        assertThat(update.row().isUnchanged(2)).isFalse();
        assertThat(update.row().value(2)).isNull();
    }

    @Test
    void readsInsertsDeletesAndTruncations() {
        bytes.put((byte) 'I').putInt(3).put((byte) 'N').putShort((short) 1);
        text("");
        assertThat(((Insert) decoded()).row().value(0)).isEmpty();

        bytes.put((byte) 'D').putInt(4).put((byte) 'O').putShort((short) 1);
        text("gone");
        Delete delete = (Delete) decoded();
        assertThat(delete.relation()).isEqualTo(4);
        assertThat(delete.old().value(0)).isEqualTo("gone");

        bytes.put((byte) 'T').putInt(2).put((byte) 3).putInt(8).putInt(9);
        assertThat(decoded()).isEqualTo(new Truncate(List.of(8, 9)));
    }

    @Test
    void passesOverWhatChangesNoRowAndRefusesWhatItDoesNotKnow() {
        bytes.put((byte) 'Y').putInt(3);
        assertThat(decoded()).isEqualTo(new Other('Y'));

        bytes.put((byte) 'Z');
        assertThatThrownBy(this::decoded).hasMessage("pgoutput sent a message of unknown kind 'Z'");
    }

    private LogMessage decoded() {
        bytes.flip();
        ByteBuffer message = bytes.slice();
        LogMessage decoded = PgOutputDecoder.decode(message);
        bytes.clear();
        return decoded;
    }

    private void string(String text) {
        bytes.put(text.getBytes(StandardCharsets.UTF_8)).put((byte) 0);
    }

    private void text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        bytes.put((byte) 't').putInt(utf8.length).put(utf8);
    }
}
