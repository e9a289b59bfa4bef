package io.dmskit.mapping;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How two operands or boundaries, which the document gives as text, are ordered on the source. Numbers and ISO dates are sure;
 * words of letters and digits follow their alphabet in nearly every collation; of everything else only equality is known.
 */
enum ValueOrder {
    ASCENDING,
    EQUAL,
    DESCENDING,
    /** Against the alphabet, but the source's collation may see it otherwise. */
    LIKELY_DESCENDING,
    UNKNOWN;

    private static final Pattern DATE =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}([ T][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?)?");
    private static final Pattern WORD = Pattern.compile("[A-Za-z][0-9A-Za-z]*");

    /** Compares tuples, the first value being the most significant. */
    static ValueOrder of(List<String> lower, List<String> upper) {
        for (int i = 0; i < lower.size() && i < upper.size(); i++) {
            ValueOrder order = of(lower.get(i), upper.get(i));
            if (order != EQUAL) {
                return order;
            }
        }
        return EQUAL;
    }

    static ValueOrder of(String lower, String upper) {
        Optional<java.math.BigDecimal> a = Numbers.decimal(lower);
        Optional<java.math.BigDecimal> b = Numbers.decimal(upper);
        if (a.isPresent() && b.isPresent()) {
            return of(a.get().compareTo(b.get()));
        }
        if (lower.equals(upper)) {
            return EQUAL;
        }
        if (DATE.matcher(lower).matches() && DATE.matcher(upper).matches()) {
            return of(lower.replace('T', ' ').compareTo(upper.replace('T', ' ')));
        }
        if (WORD.matcher(lower).matches() && WORD.matcher(upper).matches()) {
            int order = lower.toLowerCase(Locale.ROOT).compareTo(upper.toLowerCase(Locale.ROOT));
            return order < 0 ? ASCENDING : order == 0 ? UNKNOWN : LIKELY_DESCENDING;
        }
        return UNKNOWN;
    }

    private static ValueOrder of(int order) {
        return order < 0 ? ASCENDING : order == 0 ? EQUAL : DESCENDING;
    }

    /** Returns whether the second value surely does not come after the first. */
    boolean isDescending() {
        return this == DESCENDING || this == EQUAL;
    }
}
