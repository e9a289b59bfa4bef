package io.dmskit.local.dms;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One page of a longer answer.
 *
 * @param items what is on it
 * @param marker asks for the next one; null on the last
 */
record Page<T>(List<T> items, @Nullable String marker) {
    private static final int DEFAULT_SIZE = 100;

    /**
     * How many items a page may hold.
     *
     * @param min least that may be asked for
     * @param max most that may be asked for
     */
    record Size(int min, int max) {
        /** Nearly all operations. */
        static final Size USUAL = new Size(20, 100);

        /**
         * DescribeTableStatistics.
         *
         * @see <a
         *     href="https://docs.aws.amazon.com/dms/latest/APIReference/API_DescribeTableStatistics.html">DescribeTableStatistics</a>
         */
        static final Size OF_STATISTICS = new Size(20, 500);

        int checked(@Nullable Integer asked) {
            if (asked == null) {
                return DEFAULT_SIZE;
            }
            if (asked < min || asked > max) {
                throw Faults.invalidValue(
                        "the parameter MaxRecords is " + asked + "; allowed are " + min + " to " + max);
            }
            return asked;
        }
    }

    /**
     * Returns the page that was asked for. The marker holds the last item's key, so that pages neither repeat nor lose items
     * while others come and go.
     *
     * @param sorted all items, by their keys
     * @param key tells items apart
     */
    static <T> Page<T> of(
            List<T> sorted, Function<T, String> key, Size size, @Nullable Integer maxRecords, @Nullable String marker) {
        int length = size.checked(maxRecords);
        int from = marker == null || marker.isEmpty() ? 0 : firstAfter(sorted, key, decode(marker));
        int to = Math.min(sorted.size(), from + length);
        return new Page<>(
                List.copyOf(sorted.subList(from, to)),
                to < sorted.size() ? encode(key.apply(sorted.get(to - 1))) : null);
    }

    private static <T> int firstAfter(List<T> sorted, Function<T, String> key, String last) {
        return IntStream.range(0, sorted.size())
                .filter(index -> key.apply(sorted.get(index)).compareTo(last) > 0)
                .findFirst()
                .orElse(sorted.size());
    }

    private static String encode(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String marker) {
        try {
            return new String(Base64.getUrlDecoder().decode(marker), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Faults.invalidValue("the parameter Marker is not one that an earlier answer gave");
        }
    }
}
