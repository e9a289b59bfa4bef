package io.dmskit.local.database;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** Directories that come into being whole, or not at all, and go with everything in them. */
final class Scratch {
    private Scratch() {}

    /** Fills a new directory. */
    interface Filler {
        void fill(Path directory) throws IOException;
    }

    /** Makes a directory that other accounts may enter and read but not change. */
    static Path readableDirectory(Path parent, String prefix) throws IOException {
        Path directory = Files.createTempDirectory(parent, prefix);
        return Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /**
     * Returns a directory, filling it first if it is not there. Two processes may do so at once: each fills its own, one
     * rename wins.
     */
    static Path once(Path directory, Filler filler) throws IOException {
        if (Files.isDirectory(directory)) {
            return directory;
        }
        Path parent = directory.getParent();
        if (parent == null) {
            throw new IllegalArgumentException("a cached directory needs a parent: " + directory);
        }
        Path fresh = readableDirectory(parent, directory.getFileName() + ".");
        try {
            filler.fill(fresh);
            Files.move(fresh, directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            // Was somebody else faster? Theirs is as good as ours.
            if (!Files.isDirectory(directory)) {
                throw e;
            }
        } finally {
            delete(fresh);
        }
        return directory;
    }

    /** Deletes a directory and everything in it. */
    static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
