package io.dmskit.monitoring.history;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The file of a watch record, which one process writes at a time. Lines are only added, or all of them replaced by way of another file.
 * A line that a kill cut short is passed over, and does not spoil the next.
 *
 * <p>Not thread-safe.
 */
final class RecordFile implements AutoCloseable {
    private final Path file;
    private final FileChannel lock;

    // No channel: an interrupt of a thread that writes would close it.
    private RandomAccessFile content;
    private int lines;

    private RecordFile(Path file, FileChannel lock, RandomAccessFile content, int lines) {
        this.file = file;
        this.lock = lock;
        this.content = content;
        this.lines = lines;
    }

    /**
     * Takes the file, which need not be there.
     *
     * @throws IOException if another process has it, or if it is something else
     */
    static RecordFile open(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        FileChannel lock = lock(file);
        try {
            List<String> found = lines(file);
            RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw");
            RecordFile opened = new RecordFile(file, lock, content, found.size());
            opened.endLine();
            if (found.isEmpty()) {
                opened.append(List.of(RecordLine.HEADER));
            }
            return opened;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static FileChannel lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(
                file.resolveSibling(file.getFileName() + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock held = channel.tryLock();
            if (held != null) {
                return channel;
            }
        } catch (OverlappingFileLockException heldByThisProcess) {
            // As below.
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw new IOException("the watch record " + file + " is being written by another watch");
    }

    /** Returns the lines of a file after its header; none if it is not there. */
    private static List<String> lines(Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        // Bytes, since a line that was cut short may end within a character.
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        List<String> found = text.lines().toList();
        if (!found.isEmpty() && text.indexOf('\n') >= 0 && !found.get(0).equals(RecordLine.HEADER)) {
            throw new IOException("the file " + file + " is no watch record of this version, and is left as it is");
        }
        return found;
    }

    /** Returns what is in a file. */
    static List<RecordLine> read(Path file) throws IOException {
        return lines(file).stream()
                .map(RecordLine::read)
                .flatMap(Optional::stream)
                .toList();
    }

    private void endLine() throws IOException {
        long end = content.length();
        if (end > 0) {
            content.seek(end - 1);
            if (content.read() != '\n') {
                content.write('\n');
            }
        }
        content.seek(content.length());
    }

    int lines() {
        return lines;
    }

    List<RecordLine> read() throws IOException {
        return read(file);
    }

    /** Adds lines in one write; they outlive the process. */
    void append(List<String> added) throws IOException {
        content.seek(content.length());
        content.write(bytes(added));
        lines += added.size();
    }

    /** Replaces all lines. */
    void replace(List<RecordLine> all) throws IOException {
        List<String> texts = new ArrayList<>(all.size() + 1);
        texts.add(RecordLine.HEADER);
        all.forEach(line -> texts.add(line.text()));
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.write(fresh, bytes(texts));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        RandomAccessFile old = content;
        content = new RandomAccessFile(file.toFile(), "rw");
        lines = texts.size();
        old.close();
    }

    private static byte[] bytes(List<String> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line).append('\n'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            content.close();
        }
    }
}
