package io.dmskit.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dmskit.catalog.ConnectionSupplier;
import io.dmskit.checkpoint.CheckpointEntry.Kind;
import io.dmskit.position.BinlogPosition;
import io.dmskit.position.Checkpoint;
import io.dmskit.position.Lsn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointJournalTest {
    private static final CheckpointEntry FIRST = new CheckpointEntry(
            "bank-core", Instant.parse("2026-01-31T20:00:00Z"), Kind.BEFORE_START, Lsn.parse("4AF/B0"), "before start");
    private static final CheckpointEntry SECOND = new CheckpointEntry(
            "bank-core",
            Instant.parse("2026-01-31T21:00:00.5Z"),
            Kind.RECOVERY_CHECKPOINT,
            Checkpoint.parse("checkpoint:V1#1#000004AF/B00000D0#0#0#*#0#0"),
            "stopped by request, \"übrig\"");
    private static final CheckpointEntry OTHER = new CheckpointEntry(
            "shop", Instant.parse("2026-01-31T20:30:00Z"), Kind.STOP, BinlogPosition.parse("bin.000001:4"), "");

    private static final ConnectionSupplier NO_DATABASE = () -> {
        throw new SQLException("there is none");
    };

    private final Path folder;

    CheckpointJournalTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void findsTheLastPositionBeforeAMoment() {
        CheckpointJournal journal = journal();
        List.of(SECOND, FIRST, OTHER).forEach(journal::append);

        assertThat(journal.entries()).containsExactly(FIRST, OTHER, SECOND);
        assertThat(journal.entries("bank-core")).containsExactly(FIRST, SECOND);
        assertThat(journal.latest("bank-core", FIRST.at())).contains(FIRST);
        assertThat(journal.latest("bank-core", FIRST.at().minusNanos(1))).isEmpty();
        assertThat(journal.latest("bank-core", Instant.parse("2026-02-01T00:00:00Z")))
                .contains(SECOND);
        assertThat(journal.latest("bank", SECOND.at())).isEmpty();
    }

    @Test
    void journalsOfOneFileDoNotOverwriteEachOther() {
        CheckpointJournal one = journal();
        CheckpointJournal other = journal();

        IntStream.range(0, 200).parallel().forEach(number -> (number % 2 == 0 ? one : other).append(FIRST));

        assertThat(one.entries()).hasSize(200).containsOnly(FIRST);
    }

    @Test
    void isEmptyBeforeTheFirstEntry() {
        assertThat(journal().entries()).isEmpty();
        assertThat(CheckpointJournal.NONE.entries()).isEmpty();
    }

    @Test
    void passesOverALineThatACrashCutShortAndDoesNotSpoilTheNext() throws IOException {
        journal().append(FIRST);
        journal().append(SECOND);
        byte[] whole = Files.readAllBytes(file());
        int firstLine = new String(whole, StandardCharsets.ISO_8859_1).indexOf('\n') + 1;

        for (int length = firstLine + 1; length < whole.length; length++) {
            Files.write(
                    file(),
                    Arrays.copyOf(whole, length),
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE);
            journal().append(OTHER);

            assertThat(journal().entries())
                    .as("cut after %d bytes", length)
                    .contains(FIRST, OTHER)
                    .hasSize(length == whole.length - 1 ? 3 : 2);
        }
    }

    @Test
    void saysWhichFileCannotBeWritten() throws IOException {
        Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> CheckpointJournal.inFile(folder.resolve("file/journal.jsonl"))
                        .append(FIRST))
                .isInstanceOf(CheckpointJournalException.class)
                .hasMessageContaining("cannot write the checkpoint journal");
    }

    @Test
    void takesOnlyPlainNamesForATable() {
        assertThatThrownBy(() -> CheckpointJournal.inTable(NO_DATABASE, "x; DROP TABLE y"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(CheckpointJournal.inTable(NO_DATABASE, "ops.checkpoints").ddl())
                .startsWith("CREATE TABLE \"ops\".\"checkpoints\" (entry_id CHAR(36) NOT NULL PRIMARY KEY");
    }

    private CheckpointJournal journal() {
        return CheckpointJournal.inFile(file());
    }

    private Path file() {
        return folder.resolve("sub/journal.jsonl");
    }
}
