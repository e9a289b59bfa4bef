package io.dmskit.template;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A migration to copy and change: a folder with a migration file and everything it names.
 *
 * @param name folder name, as {@code dmskit rehearse} takes it
 * @param description one line for lists
 * @param files names of its files; {@link #MIGRATION_FILE} is among them
 */
public record Template(String name, String description, List<String> files) {
    /** The file that describes the migration. */
    public static final String MIGRATION_FILE = "migration.yaml";

    /** Copies the list. */
    public Template {
        files = List.copyOf(files);
    }

    /**
     * Copies all files into a directory, which is made if it is not there.
     *
     * @return the migration file among the copies
     * @throws FileAlreadyExistsException if one of them is there already; then nothing is copied
     */
    public Path copyTo(Path directory) throws IOException {
        for (String file : files) {
            if (Files.exists(directory.resolve(file))) {
                throw new FileAlreadyExistsException(directory.resolve(file).toString());
            }
        }
        Files.createDirectories(directory);
        for (String file : files) {
            try (InputStream content = open(file)) {
                Files.copy(content, directory.resolve(file));
            }
        }
        return directory.resolve(MIGRATION_FILE);
    }

    /**
     * Opens one of the files; the caller closes it.
     *
     * @throws FileNotFoundException if the template has no such file
     */
    public InputStream open(String file) throws IOException {
        InputStream content = Template.class.getResourceAsStream("/templates/" + name + "/" + file);
        if (content == null) {
            throw new FileNotFoundException("template " + name + " has no file " + file + ": it has " + files);
        }
        return content;
    }
}
