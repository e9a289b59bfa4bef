package io.dmskit.local.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTest {
    private final Path parent;

    ScratchTest(@TempDir Path parent) {
        this.parent = parent;
    }

    @Test
    void fillsADirectoryOnce() throws IOException {
        Path kept = parent.resolve("kept");

        Scratch.once(kept, directory -> Files.writeString(directory.resolve("by"), "first"));
        Scratch.once(kept, directory -> Files.writeString(directory.resolve("by"), "second"));

        assertThat(kept.resolve("by")).hasContent("first");
    }

    @Test
    void takesTheDirectoryOfWhoeverWasFaster() throws IOException {
        Path kept = parent.resolve("kept");

        Scratch.once(kept, directory -> {
            Files.writeString(directory.resolve("by"), "us");
            Files.writeString(Files.createDirectory(kept).resolve("by"), "them");
        });

        assertThat(kept.resolve("by")).hasContent("them");
        assertThat(parent).isDirectoryNotContaining("glob:**kept.*");
    }

    @Test
    void leavesNothingHalfFilled() {
        Path kept = parent.resolve("kept");

        assertThatThrownBy(() -> Scratch.once(kept, directory -> {
                    Files.writeString(directory.resolve("half"), "");
                    throw new IOException("no space left on device");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("no space left on device");
        assertThat(parent).isEmptyDirectory();
    }
}
