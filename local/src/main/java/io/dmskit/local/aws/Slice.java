package io.dmskit.local.aws;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param items what is on it
 * @param nextToken names the next page, null on the last one
 */
record Slice<T>(List<T> items, @Nullable String nextToken) {
    static <T> Slice<T> of(List<T> all, @Nullable String token, @Nullable Integer limit, int most) {
        if (limit != null && (limit < 1 || limit > most)) {
            throw CloudWatchLogs.invalid("limit is " + limit + "; allowed are 1 to " + most);
        }
        int from = Math.min(all.size(), offset(token));
        int to = Math.min(all.size(), from + (limit == null ? most : limit));
        return new Slice<>(all.subList(from, to), to < all.size() ? "after-" + to : null);
    }

    private static int offset(@Nullable String token) {
        if (token == null) {
            return 0;
        }
        if (!token.matches("after-\\d{1,9}")) {
            throw CloudWatchLogs.invalid("The specified nextToken is invalid.");
        }
        return Integer.parseInt(token.substring("after-".length()));
    }
}
