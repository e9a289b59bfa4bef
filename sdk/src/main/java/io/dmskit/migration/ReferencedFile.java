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
public final class ReferencedFile {
    private ReferencedFile() {}

    /**
     * Returns the text of a file.
     *
     * @param code the code of the finding if there is none
     * @throws InvalidDocumentException if there is no such file, or no text in it
     */
    public static String text(Path file, String code) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw unreadable(file, code, "there is no such file");
        } catch (CharacterCodingException e) {
            throw unreadable(file, code, "the file is not in UTF-8");
        } catch (IOException e) {
            throw unreadable(
                    file, code, "the file cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static InvalidDocumentException unreadable(Path file, String code, String why) {
        Location location = new Location(file.toString(), 1, 1);
        return new InvalidDocumentException(List.of(new Finding(code, Severity.ERROR, "", location, why)));
    }
}
