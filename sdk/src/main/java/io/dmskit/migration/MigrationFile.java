package io.dmskit.migration;

import io.dmskit.document.InvalidDocumentException;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads migrations from a YAML file.
 *
 * <p>A file with {@code each: {store: ["0001", "0002"]}} describes one migration per value: {@code ${store}} is replaced in
 * every text of the file and of the table mappings it names.
 */
public final class MigrationFile {
    private MigrationFile() {}

    /**
     * Reads a file and everything it refers to.
     *
     * @return one migration, or one per value of {@code each}
     * @throws InvalidDocumentException with every error of the file and of the documents it names: unknown keys (with the nearest
     *     known one), wrong units, missing files
     */
    public static List<Migration> read(Path file) {
        throw new AssertionError("to be written");
    }
}
