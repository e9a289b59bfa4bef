package io.dmskit.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.checkpoint.CheckpointEntry.Kind;
import io.dmskit.position.Scn;
import io.dmskit.task.Poller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledJournalIT {
    private static final int CERTAIN = 50;

    @Test
    void everyEntryThatWasKeptBeforeAKillIsThereAfterIt(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("journal.jsonl");
        Path said = folder.resolve("said");
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        file.toString())
                .redirectOutput(said.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Poller.every(Duration.ofMillis(20))
                .until(
                        "entries",
                        () -> Optional.of(writer).filter(running -> kept(said) > CERTAIN),
                        Duration.ofMinutes(1));
        writer.destroyForcibly();
        assertThat(writer.waitFor(1, TimeUnit.MINUTES)).isTrue();
        long kept = kept(said);

        CheckpointJournal journal = CheckpointJournal.inFile(file);
        CheckpointEntry next = Writer.entry(1_000_000);
        journal.append(next);

        assertThat(journal.entries())
                .contains(next)
                .containsAll(
                        LongStream.rangeClosed(1, kept).mapToObj(Writer::entry).toList());
    }

    /** The number of the last whole line. */
    private static long kept(Path said) {
        try {
            String text = Files.readString(said);
            return text.substring(0, text.lastIndexOf('\n') + 1).lines().count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
