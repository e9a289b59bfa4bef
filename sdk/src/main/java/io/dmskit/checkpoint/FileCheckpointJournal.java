package io.dmskit.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dmskit.checkpoint.CheckpointEntry.Kind;
import io.dmskit.document.JsonText;
import io.dmskit.position.CdcStart;
import io.dmskit.position.CdcStartPosition;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A journal in a file of JSON lines. A line is on the disk before {@link #append} returns; one that a crash cut short is passed over
 * when the file is read, and does not spoil the next.
 */
final class FileCheckpointJournal implements CheckpointJournal {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    FileCheckpointJournal(Path file) {
        this.file = file.toAbsolutePath();
    }

    @Override
    public void append(CheckpointEntry entry) {
        // Other processes are kept out by the lock of the file, other journals of this process by that of the class.
        synchronized (FileCheckpointJournal.class) {
            appendAlone(entry);
        }
    }

    private void appendAlone(CheckpointEntry entry) {
        try {
            Files.createDirectories(file.getParent());
            try (FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                FileLock unused = channel.lock();
                String line = (endsWithTornLine(channel) ? "\n" : "") + line(entry) + "\n";
                ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
                long end = channel.size();
                while (bytes.hasRemaining()) {
                    end += channel.write(bytes, end);
                }
                channel.force(true);
            }
        } catch (IOException e) {
            throw new CheckpointJournalException("cannot write the checkpoint journal " + file, e);
        }
    }

    private static boolean endsWithTornLine(FileChannel channel) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        return channel.size() > 0 && channel.read(last, channel.size() - 1) == 1 && last.get(0) != '\n';
    }

    private static String line(CheckpointEntry entry) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("task", entry.task());
        line.put("at", entry.at());
        line.put("kind", entry.kind().name());
        line.put("position", entry.position());
        line.put("note", entry.note());
        return JsonText.compact(line);
    }

    @Override
    public List<CheckpointEntry> entries() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            // Bytes, since a torn line may end within a character.
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            return Arrays.stream(text.split("\n"))
                    .flatMap(line -> read(line).stream())
                    .sorted(Comparator.comparing(CheckpointEntry::at))
                    .toList();
        } catch (IOException e) {
            throw new CheckpointJournalException("cannot read the checkpoint journal " + file, e);
        }
    }

    private static Optional<CheckpointEntry> read(String line) {
        try {
            JsonNode fields = JSON.readTree(line);
            return CdcStart.parse(fields.path("position").asText()) instanceof CdcStartPosition position
                    ? Optional.of(new CheckpointEntry(
                            fields.path("task").asText(),
                            Instant.parse(fields.path("at").asText()),
                            Kind.valueOf(fields.path("kind").asText()),
                            position,
                            fields.path("note").asText()))
                    : Optional.empty();
        } catch (JsonProcessingException | DateTimeException | IllegalArgumentException torn) {
            return Optional.empty();
        }
    }
}
