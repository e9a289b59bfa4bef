package io.dmskit.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A table of tests is worth something as long as they are there. */
class MonitoringTrapsTest {
    private static final Path HOUSE = Path.of("..");
    private static final Path TRAPS = HOUSE.resolve("docs/monitoring-traps.md");
    private static final Pattern NAMED = Pattern.compile("`(\\w+(?:Test|IT))\\.(\\w+)`");

    @Test
    void everyTestThatATrapNamesIsThere() throws IOException {
        Map<String, String> sources = sources();
        List<String> gone = new ArrayList<>();
        Matcher named = NAMED.matcher(Files.readString(TRAPS));
        int found = 0;
        while (named.find()) {
            found++;
            if (!isTest(sources.getOrDefault(named.group(1), ""), named.group(2))) {
                gone.add(named.group());
            }
        }

        assertThat(gone).isEmpty();
        assertThat(found).isGreaterThan(150);
    }

    @Test
    void everyTrapAndEveryRuleNamesATest() throws IOException {
        assertThat(Files.readAllLines(TRAPS))
                .filteredOn(
                        line -> line.startsWith("| ") && !line.startsWith("| trap |") && !line.startsWith("| rule |"))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(NAMED.matcher(row).find()).as(row).isTrue());
    }

    /** Annotations with texts and tables in them may stand between the first one and the method. */
    private static boolean isTest(String source, String method) {
        Matcher declared =
                Pattern.compile("\\bvoid " + Pattern.quote(method) + "\\(").matcher(source);
        if (!declared.find()) {
            return false;
        }
        String before = source.substring(0, declared.start());
        int test = Math.max(
                before.lastIndexOf("    @Test\n"),
                Math.max(before.lastIndexOf("    @ParameterizedTest"), before.lastIndexOf("    @Property")));
        return test >= 0 && !before.substring(test).contains("\n    }\n");
    }

    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        try (Stream<Path> modules = Files.list(HOUSE)) {
            for (Path tests : modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(tests)) {
                    for (Path file : files.filter(one -> one.toString().endsWith(".java"))
                            .toList()) {
                        sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
                    }
                }
            }
        }
        return sources;
    }
}
