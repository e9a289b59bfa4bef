package io.dmskit.cli.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FindingCodeTest {
    private static final Pattern LITERAL = Pattern.compile("\"((?:TM|X|MF|CD|CF)[0-9]{1,3}b?)\"");

    @Test
    void everyCodeThatTheSdkReportsIsListed() throws IOException {
        List<String> reported;
        try (Stream<Path> files = Files.walk(Path.of("../sdk/src/main/java"))) {
            reported = files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> LITERAL.matcher(text(file)).results())
                    .map((MatchResult match) -> match.group(1))
                    .distinct()
                    .toList();
        }

        assertThat(reported).hasSizeGreaterThan(100);
        assertThat(FindingCode.all())
                .extracting(FindingCode::code)
                .doesNotHaveDuplicates()
                .containsAll(reported);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
