package io.dmskit.local.aws;

import io.dmskit.local.wire.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A filter pattern of terms: all of them must be there, none of those after {@code -}, and one of those after {@code ?}. Terms with
 * other characters than letters, digits and {@code _} stand between quotes, which is not asked for here.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html">Filter pattern syntax</a>
 */
final class LogPattern implements Predicate<String> {
    private static final Pattern TERM = Pattern.compile("([-?]?)(?:\"([^\"]*)\"|(\\S+))");

    private final List<String> all = new ArrayList<>();
    private final List<String> none = new ArrayList<>();
    private final List<String> any = new ArrayList<>();

    private LogPattern() {}

    static LogPattern of(@Nullable String text) {
        String given = text == null ? "" : text.strip();
        if (given.startsWith("{") || given.startsWith("[") || given.startsWith("%")) {
            throw new Fault(
                    "InvalidParameterException",
                    "dmskit-local filters by terms; patterns of JSON, of columns and of regular expressions are not"
                            + " evaluated: " + given);
        }
        LogPattern pattern = new LogPattern();
        Matcher term = TERM.matcher(given);
        while (term.find()) {
            String word = term.group(2) == null ? term.group(3) : term.group(2);
            List<String> terms =
                    switch (term.group(1)) {
                        case "-" -> pattern.none;
                        case "?" -> pattern.any;
                        default -> pattern.all;
                    };
            terms.add(word);
        }
        return pattern;
    }

    @Override
    public boolean test(String message) {
        return all.stream().allMatch(message::contains)
                && none.stream().noneMatch(message::contains)
                && (any.isEmpty() || any.stream().anyMatch(message::contains));
    }
}
