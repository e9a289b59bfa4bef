package io.dmskit.document;

import java.util.List;
import java.util.SplittableRandom;

/** Damages the text of a document without regard for its grammar. */
final class TextMutator {
    private static final List<String> TOKENS = List.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\\",
            "\\u0000",
            "\\ud800",
            "null",
            "true",
            "-",
            "1e999999999",
            "NaN",
            "//",
            "/*",
            "'",
            "\n",
            "\t",
            "\u0000",
            "\uFEFF",
            "\u202E",
            "\uD800",
            "\uDC00",
            "\u0130",
            "\u2018",
            "&a",
            "*a",
            "!!x",
            "${a}",
            "---\n",
            "%",
            "? ");

    private final List<String> words;
    private final SplittableRandom random;

    TextMutator(List<String> words, SplittableRandom random) {
        this.words = words;
        this.random = random;
    }

    String mutate(String text) {
        String mutated = text;
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            mutated = once(mutated);
        }
        return mutated;
    }

    private String once(String text) {
        int at = random.nextInt(text.length() + 1);
        int end = Math.min(text.length(), at + 1 + random.nextInt(40));
        return switch (random.nextInt(6)) {
            case 0 -> text.substring(0, at);
            case 1 -> text.substring(0, at) + text.substring(end);
            case 2 -> text.substring(0, end) + text.substring(at, end) + text.substring(end);
            case 3 ->
                text.substring(0, at) + (char) random.nextInt(0x250) + text.substring(Math.min(text.length(), at + 1));
            case 4 -> text.substring(0, at) + DocumentMutator.oneOf(words, random) + text.substring(at);
            default -> text.substring(0, at) + DocumentMutator.oneOf(TOKENS, random) + text.substring(at);
        };
    }
}
