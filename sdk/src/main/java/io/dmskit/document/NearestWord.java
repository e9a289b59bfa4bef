package io.dmskit.document;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what a mistyped word was meant to be. */
public final class NearestWord {
    private NearestWord() {}

    /** Returns the known word nearest to {@code word} if at most a third of its letters, and no more than three, differ. */
    public static Optional<String> to(String word, Collection<String> known) {
        int limit = limit(word);
        return known.stream()
                .filter(candidate -> Math.abs(candidate.length() - word.length()) <= limit)
                .filter(candidate -> distance(word, candidate) <= limit)
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
    }

    /** Returns {@code , did you mean "near"?} or, when nothing is near, {@code ; allowed: a, b, c}. */
    public static String hint(String word, Collection<String> known) {
        return to(word, known)
                .map(near -> ", did you mean \"" + near + "\"?")
                .orElseGet(() -> "; allowed: " + String.join(", ", known));
    }

    /** Returns how many letters may differ for another word to count as near: a third of its own, one to three. */
    public static int limit(String word) {
        return Math.min(3, Math.max(1, word.length() / 3));
    }

    /** Returns Levenshtein's distance; case and the choice between hyphen and underscore count for nothing. */
    public static int distance(String left, String right) {
        String a = normal(left);
        String b = normal(right);
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }

    private static String normal(String word) {
        return word.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
