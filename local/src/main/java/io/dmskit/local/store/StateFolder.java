package io.dmskit.local.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The folder that state is in: this user's alone, and of one store at a time. */
final class StateFolder implements AutoCloseable {
    private static final String LOCK = "lock";

    /** What is in a folder that state alone is in, SQLite's files beside its own included. */
    private static final Set<String> OWN = Set.of(LOCK, "state.db", "state.db-wal", "state.db-shm", "state.db-journal");

    /**
     * The folders that this process holds. A lock is the process's: had a second store opened the lock file and closed it again, the
     * first one's lock would be gone.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final Path held;
    private final FileChannel lock;

    private StateFolder(Path folder, Path held, FileChannel lock) {
        this.folder = folder;
        this.held = held;
        this.lock = lock;
    }

    static StateFolder lock(Path folder) {
        try {
            makePrivate(folder);
            Path real = folder.toRealPath();
            if (!HELD.add(real)) {
                throw inUse(folder, Long.toString(ProcessHandle.current().pid()));
            }
            try {
                return new StateFolder(folder, real, lockFile(folder));
            } catch (IOException | RuntimeException e) {
                HELD.remove(real);
                throw e;
            }
        } catch (IOException e) {
            throw new StoreException("the state folder " + folder + " cannot be used (" + e + "); take another one", e);
        }
    }

    private static FileChannel lockFile(Path folder) throws IOException {
        FileChannel channel = FileChannel.open(
                folder.resolve(LOCK),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            if (channel.tryLock() == null) {
                throw inUse(folder, text(channel));
            }
            channel.truncate(0)
                    .write(ByteBuffer.wrap(
                            Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static StoreException inUse(Path folder, String owner) {
        return new StoreException("the state folder " + folder + " is in use by another dmskit-local"
                + (owner.isEmpty() ? "" : " (process " + owner + ")")
                + "; end that one, or take another folder");
    }

    /** A folder that was there before and holds other things stays as open as it is: the state file in it is private by itself. */
    private static void makePrivate(Path folder) throws IOException {
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
            if (holdsNothingElse(folder)) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
        }
    }

    private static boolean holdsNothingElse(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).allMatch(OWN::contains);
        }
    }

    private static String text(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(32);
        int read = channel.read(bytes, 0);
        return read < 0 ? "" : new String(bytes.array(), 0, read, StandardCharsets.US_ASCII);
    }

    /** Returns a file of this folder, made for this user alone if it is missing. */
    Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        return file;
    }

    /** Gives the folder free. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new StoreException("the state folder " + folder + " cannot be given free", e);
        } finally {
            HELD.remove(held);
        }
    }
}
