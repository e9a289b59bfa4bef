package io.dmskit.migration;

import io.dmskit.document.Finding;
import io.dmskit.document.InvalidDocumentException;
import io.dmskit.document.Location;
import io.dmskit.document.Severity;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Reads the text of a file in UTF-8, or says why not. */
final class ReferencedFile {
    private ReferencedFile() {}

    /**
     * Returns the text of a file.
     *
     * @throws InvalidDocumentException if there is no such file, or no text in it
     */
    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw unreadable(file, "there is no such file");
        } catch (CharacterCodingException e) {
            throw unreadable(file, "the file is not in UTF-8");
        } catch (IOException e) {
            throw unreadable(file, "the file cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static InvalidDocumentException unreadable(Path file, String why) {
        Location location = new Location(file.toString(), 1, 1);
        return new InvalidDocumentException(
                List.of(new Finding(MigrationReader.FILE, Severity.ERROR, "", location, why)));
    }
}
