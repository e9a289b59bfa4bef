package io.dmskit.cli.language;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dmskit.document.Finding;
import io.dmskit.document.InvalidDocumentException;
import io.dmskit.document.Location;
import io.dmskit.document.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * The text of a document.
 *
 * @param name the file as the user named it; {@code stdin} for standard input
 * @param text what is in it
 */
public record Source(String name, String text) {
    /** How the user names standard input. */
    public static final String STANDARD_INPUT = "-";

    /** Code of a file that cannot be read. */
    static final String UNREADABLE = "MF005";

    /** Far above the 2 MB that DMS accepts, and far below what would fill the memory. */
    private static final int LARGEST = 32 * 1024 * 1024;

    /**
     * Reads a file or standard input.
     *
     * @param argument a path, or {@link #STANDARD_INPUT}
     * @param input standard input
     * @throws InvalidDocumentException if there is no such file, or no text in it, with the reason
     */
    public static Source read(String argument, InputStream input) {
        String name = argument.equals(STANDARD_INPUT) ? "stdin" : argument;
        try {
            return new Source(
                    name, text(name, argument.equals(STANDARD_INPUT) ? some(input) : some(Path.of(argument))));
        } catch (NoSuchFileException e) {
            throw unreadable(name, "there is no such file");
        } catch (IOException e) {
            throw unreadable(name, "the file cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static byte[] some(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw unreadable(file.toString(), "this is a directory: name the files in it");
        }
        try (InputStream stream = Files.newInputStream(file)) {
            return some(stream);
        }
    }

    private static byte[] some(InputStream stream) throws IOException {
        return stream.readNBytes(LARGEST + 1);
    }

    private static String text(String name, byte[] bytes) {
        if (bytes.length > LARGEST) {
            throw unreadable(
                    name, "larger than 32 MB: DMS accepts table mappings of at most 2 MB, so this is something else");
        }
        if (startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE)) {
            throw unreadable(name, "the file is in UTF-16: save it in UTF-8");
        }
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            if (text.indexOf('\0') >= 0) {
                throw unreadable(name, "the file is binary, not text");
            }
            return text;
        } catch (CharacterCodingException e) {
            throw unreadable(name, "the file is binary, or text that is not in UTF-8");
        }
    }

    private static boolean startsWith(byte[] bytes, int first, int second) {
        return bytes.length >= 2 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
    }

    private static InvalidDocumentException unreadable(String name, String why) {
        return new InvalidDocumentException(
                List.of(new Finding(UNREADABLE, Severity.ERROR, "", new Location(name, 1, 1), why)));
    }

    /** Returns its lines, without their ends. */
    List<String> lines() {
        return text.lines().toList();
    }
}
