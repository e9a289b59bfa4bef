package io.dmskit.cutover;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A journal in a file of JSON lines: {@code {"at":"...","state":"DRAIN","detail":"..."}}. Thread-safe. */
public final class FileJournal implements Journal {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    /**
     * Creates a journal; the file and its folder come into being with the first entry.
     *
     * @param file is appended to
     */
    public FileJournal(Path file) {
        this.file = file;
    }

    /** {@inheritDoc} DSYNC: the line is on the disk before the cutover goes on. */
    @Override
    public synchronized void write(JournalEntry entry) {
        ObjectNode line = JSON.createObjectNode()
                .put("at", entry.at().toString())
                .put("state", entry.state().name())
                .put("detail", entry.detail());
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(
                    file,
                    line + "\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND,
                    StandardOpenOption.DSYNC);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the cutover journal " + file, e);
        }
    }

    /**
     * Reads a journal, leaving out a last line that a crash cut short.
     *
     * @throws UncheckedIOException if the file cannot be read
     */
    public List<JournalEntry> entries() {
        List<JournalEntry> entries = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                JsonNode fields = JSON.readTree(line);
                entries.add(new JournalEntry(
                        Instant.parse(fields.path("at").asText()),
                        CutoverState.valueOf(fields.path("state").asText()),
                        fields.path("detail").asText()));
            }
        } catch (JsonProcessingException e) {
            return entries;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the cutover journal " + file, e);
        }
        return entries;
    }
}
