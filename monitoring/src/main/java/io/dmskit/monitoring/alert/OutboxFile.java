package io.dmskit.monitoring.alert;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedByInterruptException;
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

/**
 * A file of lines that one process has at a time. Lines are only added, or all of them replaced at once by way of another file, so that
 * a kill leaves either what was or what is to be. A line that it cut short has no line feed at its end and is not read.
 *
 * <p>Not thread-safe.
 */
final class OutboxFile implements AutoCloseable {
    /** The first line, which names the form of the others. */
    static final String HEADER = "{\"dmskit\":\"alert-outbox\",\"version\":1}";

    private final Path file;
    private final FileChannel lock;
    private final List<String> found;

    // No channel: an interrupt of a thread that writes would close it for all others.
    private RandomAccessFile content;
    private long end;
    private int lines;

    private OutboxFile(Path file, FileChannel lock, List<String> found, RandomAccessFile content) throws IOException {
        this.file = file;
        this.lock = lock;
        this.found = found;
        this.content = content;
        this.end = content.length();
    }

    /**
     * Takes the file, which need not be there.
     *
     * @throws AlertingException if another has it, if it is something else, or if it cannot be read or written
     */
    static OutboxFile open(Path path) {
        Path file = path.toAbsolutePath();
        try {
            Files.createDirectories(file.getParent());
            FileChannel lock = lock(file);
            try {
                List<String> found = read(file);
                return new OutboxFile(file, lock, found, content(file));
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new AlertingException("the outbox " + file + " cannot be used (" + e + ")", e);
        }
    }

    /**
     * Returns the lines of a file that another may have.
     *
     * @throws AlertingException if there is none, if it is something else, or if it cannot be read
     */
    static List<String> look(Path file) {
        if (!Files.exists(file)) {
            throw new AlertingException("there is no outbox " + file, null);
        }
        try {
            return read(file);
        } catch (IOException e) {
            throw new AlertingException("the outbox " + file + " cannot be read (" + e + ")", e);
        }
    }

    private static FileChannel lock(Path file) throws IOException {
        FileChannel lock = FileChannel.open(
                file.resolveSibling(file.getFileName() + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock held = lock.tryLock();
            if (held != null) {
                return lock;
            }
        } catch (OverlappingFileLockException heldByThisProcess) {
            // As below.
        } catch (IOException e) {
            lock.close();
            throw e;
        }
        lock.close();
        throw new AlertingException("the outbox " + file + " is in use; end what uses it, or take another one", null);
    }

    private static List<String> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        // Bytes, since a line that was cut short may end within a character.
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        if (text.isEmpty()) {
            return List.of();
        }
        List<String> whole =
                text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        if (whole.isEmpty() || !whole.get(0).equals(HEADER)) {
            throw new AlertingException(
                    "the file " + file + " is no outbox of this version, and is left as it is; take another one", null);
        }
        return whole.subList(1, whole.size());
    }

    private static RandomAccessFile content(Path file) throws IOException {
        return new RandomAccessFile(file.toFile(), "rw");
    }

    /** Returns the lines that were there when it was opened. */
    List<String> found() {
        return found;
    }

    /** Returns how many lines were added since all were replaced. */
    int lines() {
        return lines;
    }

    /** Adds lines, in one write where the system lets it; when it returns they outlive the process, and the machine if asked. */
    void append(List<String> added, boolean force) throws IOException {
        byte[] bytes = bytes(added);
        try {
            content.seek(end);
            content.write(bytes);
            if (force) {
                content.getFD().sync();
            }
        } catch (IOException e) {
            // Half a line must not spoil the next one.
            content.setLength(end);
            throw e;
        }
        end += bytes.length;
        lines += added.size();
    }

    /** Replaces all lines. */
    void replace(List<String> all) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        List<String> withHeader = new ArrayList<>(all.size() + 1);
        withHeader.add(HEADER);
        withHeader.addAll(all);
        try (FileOutputStream written = new FileOutputStream(fresh.toFile())) {
            written.write(bytes(withHeader));
            written.getFD().sync();
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        RandomAccessFile old = content;
        content = content(file);
        end = content.length();
        lines = 0;
        old.close();
        forceFolder();
    }

    private void forceFolder() throws IOException {
        try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        } catch (ClosedByInterruptException interrupted) {
            // The file is whole either way; only a machine that fails right now would still have the old one.
        }
    }

    private static byte[] bytes(List<String> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line).append('\n'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        try {
            content.close();
        } finally {
            lock.close();
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
