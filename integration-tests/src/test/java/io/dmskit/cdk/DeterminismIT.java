package io.dmskit.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two JVMs make the same bytes: their maps are salted differently, so what depends on an order of chance differs. */
class DeterminismIT {
    @ParameterizedTest
    @ValueSource(strings = {"bank", "stores"})
    void twoJvmsMakeTheSameBytes(String template, @TempDir Path folder) throws Exception {
        Path one = folder.resolve("one");
        Path other = folder.resolve("other");

        SynthesisedTemplates.synthesise(template, one);
        SynthesisedTemplates.synthesise(template, other);

        assertThat(files(one)).isNotEmpty().isEqualTo(files(other));
        for (String name : files(one)) {
            assertThat(other.resolve(name)).hasSameBinaryContentAs(one.resolve(name));
        }
    }

    /** The templates and what is deployed with them; the tree of constructs is for tools and holds absolute paths. */
    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".template.json") || name.endsWith(".assets.json"))
                    .sorted()
                    .toList();
        }
    }
}
