package io.dmskit.monitoring.alert.file;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Lines at the end of a file. It is opened for each line, so that whoever rotates logs may take it away. A line that a kill has cut short is ended before the next.
 */
final class LogFile implements Consumer<String> {
    private final Path file;

    LogFile(Path file) {
        this.file = file;
    }

    @Override
    public void accept(String line) {
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
            long end = content.length();
            boolean cutShort = end > 0 && lastByte(content, end) != '\n';
            content.seek(end);
            content.write(((cutShort ? "\n" : "") + line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int lastByte(RandomAccessFile content, long end) throws IOException {
        content.seek(end - 1);
        return content.read();
    }
}
