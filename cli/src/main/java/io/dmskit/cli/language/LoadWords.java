package io.dmskit.cli.language;

import io.dmskit.mapping.plan.LoadPlan;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a table is loaded, in words. */
final class LoadWords {
    private LoadWords() {}

    static String of(LoadPlan load) {
        return Stream.of(
                        load.describe(),
                        load.lob().map(lob -> "LOBs " + lob.mode().word()).orElse(""))
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(", "));
    }
}
