package io.dmskit.document;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Documents that other people wrote, outside of this repository: the folder that the system property {@code dmskit.corpus} names,
 * else {@code shared/corpus} beside the repository.
 */
public final class Corpus {
    private Corpus() {}

    /** Returns the JSON files of a part of the corpus, sorted; none, with one loud line, if there is no corpus. */
    public static List<Path> files(String part) throws IOException {
        Path folder = Path.of(System.getProperty("dmskit.corpus", "../../shared/corpus"), part);
        if (!Files.isDirectory(folder)) {
            System.err.println("SKIPPED: there is no corpus at " + folder + "; name its folder by -Ddmskit.corpus=DIR");
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }
}
