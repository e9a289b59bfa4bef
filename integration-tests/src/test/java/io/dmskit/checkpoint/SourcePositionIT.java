package io.dmskit.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dmskit.checkpoint.CheckpointEntry.Kind;
import io.dmskit.endpoint.Engine;
import io.dmskit.local.database.PostgresServer;
import io.dmskit.position.Lsn;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SourcePositionIT {
    private static PostgresServer server;

    @BeforeAll
    static void start() {
        server = PostgresServer.start("bank");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void capturesWhereTheLogOfPostgresEnds() throws SQLException {
        try (Connection connection = server.connect()) {
            SourcePosition before = SourcePosition.capture(Engine.POSTGRES, connection);
            execute(connection, "CREATE TABLE bulk AS SELECT generate_series(1, 1000) AS id");
            SourcePosition after = SourcePosition.capture(Engine.POSTGRES, connection);

            assertThat((Lsn) after.position()).isGreaterThan((Lsn) before.position());
            assertThat(Duration.between(before.at(), Instant.now()).abs()).isLessThan(Duration.ofMinutes(1));
            assertThatThrownBy(() -> SourcePosition.capture(Engine.AURORA_POSTGRESQL, connection))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("start it at a time, or from a recovery checkpoint");
        }
    }

    @Test
    void aSlotHoldsThePositionItWasMadeAt() throws SQLException {
        try (Connection connection = server.connect()) {
            SourcePosition held = ReplicationSlot.create(connection, "bank_replay", "test_decoding");
            ReplicationSlot slot =
                    ReplicationSlot.find(connection, "bank_replay").orElseThrow();

            assertThat(slot.refusal((Lsn) held.position())).isEmpty();
            assertThat(slot.refusal(new Lsn(1))).hasValueSatisfying(reason -> assertThat(reason)
                    .contains("has been read up to " + held.position()));

            ReplicationSlot.drop(connection, "bank_replay");
            assertThat(ReplicationSlot.find(connection, "bank_replay")).isEmpty();
            assertThatThrownBy(() -> ReplicationSlot.create(connection, "Bank Replay", "test_decoding"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("lower-case letters");
        }
    }

    @Test
    void aTableKeepsPositionsAsAFileDoes() throws SQLException {
        try (Connection connection = server.connect()) {
            execute(connection, "CREATE SCHEMA ops");
        }
        TableCheckpointJournal journal = CheckpointJournal.inTable(server::connect, "ops.checkpoints");
        CheckpointEntry first = new CheckpointEntry(
                "bank-core",
                Instant.parse("2026-01-31T20:00:00Z"),
                Kind.BEFORE_START,
                Lsn.parse("4AF/B0"),
                "it's \"so\"");
        CheckpointEntry second = new CheckpointEntry(
                "bank-core", Instant.parse("2026-01-31T20:00:00.000001Z"), Kind.STOP, Lsn.parse("4AF/C0"), "");

        assertThatThrownBy(journal::entries)
                .isInstanceOf(CheckpointJournalException.class)
                .hasMessage("cannot read the checkpoint journal ops.checkpoints");
        journal.createTable();
        journal.append(second);
        journal.append(first);

        assertThat(journal.entries()).containsExactly(first, second);
        assertThat(journal.latest("bank-core", first.at())).contains(first);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
