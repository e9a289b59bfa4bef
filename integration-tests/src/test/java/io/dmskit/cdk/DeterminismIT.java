package io.dmskit.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two JVMs make the same bytes: their maps are salted differently, so what depends on an order of chance differs. */
class DeterminismIT {
    private static final int JVMS = 3;

    @ParameterizedTest
    @CsvSource({"bank, never, refuse", "stores, on-deploy, stop-and-resume"})
    void everyJvmMakesTheSameBytes(String template, String start, String update, @TempDir Path folder)
            throws Exception {
        Path one = folder.resolve("one");
        SynthesisedTemplates.synthesise(template, one, Map.of("start", start, "update", update));
        assertThat(files(one)).isNotEmpty();

        for (int jvm = 1; jvm < JVMS; jvm++) {
            Path other = folder.resolve("other" + jvm);
            SynthesisedTemplates.synthesise(template, other, Map.of("start", start, "update", update));

            assertThat(files(other)).isEqualTo(files(one));
            for (String name : files(one)) {
                assertThat(other.resolve(name)).hasSameBinaryContentAs(one.resolve(name));
            }
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
