package io.dmskit.cli.language;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dmskit.document.InvalidDocumentException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceTest {
    private final Path directory;

    SourceTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void readsStandardInput() {
        Source source = Source.read("-", new ByteArrayInputStream("{}\nsecond".getBytes(UTF_8)));

        assertThat(source).isEqualTo(new Source("stdin", "{}\nsecond"));
        assertThat(source.lines()).containsExactly("{}", "second");
    }

    @Test
    void saysWhatIsWrongWithAFile() throws IOException {
        refuses(directory.resolve("none"), "there is no such file");
        refuses(directory, "this is a directory");
        refuses(write(new byte[] {0x1f, (byte) 0x8b, 8, 0}), "binary");
        refuses(write(new byte[] {'a', 0, 'b'}), "binary");
        refuses(write("{}".getBytes(UTF_16)), "UTF-16");
        refuses(write(new byte[33 * 1024 * 1024]), "larger than 32 MB");
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(directory.resolve("file"), bytes);
    }

    private static void refuses(Path file, String reason) {
        assertThatThrownBy(() -> Source.read(file.toString(), InputStream.nullInputStream()))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessageStartingWith(file + ":1:1: ")
                .hasMessageContaining(reason)
                .hasMessageEndingWith("[MF005]");
    }
}
