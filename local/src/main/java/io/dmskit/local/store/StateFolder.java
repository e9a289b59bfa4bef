package io.dmskit.local.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The folder that state is in: this user's alone, and of one process at a time. */
final class StateFolder implements AutoCloseable {
    private final Path folder;
    private final FileChannel lock;

    private StateFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    static StateFolder lock(Path folder) {
        try {
            makePrivate(folder);
            FileChannel channel = FileChannel.open(
                    folder.resolve("lock"),
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            if (tryLock(channel) == null) {
                String owner = text(channel);
                channel.close();
                throw new StoreException("the state folder " + folder + " is in use by another dmskit-local"
                        + (owner.isEmpty() ? "" : " (process " + owner + ")")
                        + "; end that one, or take another folder");
            }
            channel.truncate(0)
                    .write(ByteBuffer.wrap(
                            Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return new StateFolder(folder, channel);
        } catch (IOException e) {
            throw new StoreException("the state folder " + folder + " cannot be used (" + e + "); take another one", e);
        }
    }

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
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
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
        }
    }
}
