package io.dmskit.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.JavaProcess;
import io.dmskit.checkpoint.CheckpointEntry.Kind;
import io.dmskit.position.Scn;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledJournalIT {
    private static final int CERTAIN = 50;

    @Test
    void everyEntryThatWasKeptBeforeAKillIsThereAfterIt(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("journal.jsonl");
        long kept;
        try (JavaProcess writer = JavaProcess.of(Writer.class, file.toString()).start()) {
            long unused =
                    writer.await("entries", said -> Optional.of(kept(said)).filter(entries -> entries > CERTAIN));
            writer.kill();
            kept = kept(writer.out());
        }

        CheckpointJournal journal = CheckpointJournal.inFile(file);
        CheckpointEntry next = Writer.entry(1_000_000);
        journal.append(next);

        assertThat(journal.entries())
                .contains(next)
                .containsAll(
                        LongStream.rangeClosed(1, kept).mapToObj(Writer::entry).toList());
    }

    /** The number of the last whole line. */
    private static long kept(String said) {
        return said.substring(0, said.lastIndexOf('\n') + 1).lines().count();
    }

    /** Writes until it is killed, and says after each entry that it is kept. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) {
            CheckpointJournal journal = CheckpointJournal.inFile(Path.of(arguments[0]));
            for (long number = 1; number < Long.MAX_VALUE; number++) {
                journal.append(entry(number));
                System.out.println(number);
            }
        }

        static CheckpointEntry entry(long number) {
            return new CheckpointEntry(
                    "bank-core", Instant.ofEpochSecond(number), Kind.STOP, new Scn(number), "entry " + number);
        }
    }
}
