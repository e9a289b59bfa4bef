package io.dmskit.cli.control;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads durations as migration files write them: a whole number and a unit, such as 90s, 30m, 6h or 2d. */
public final class DurationWord implements ITypeConverter<Duration> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "ms", ChronoUnit.MILLIS,
            "s", ChronoUnit.SECONDS,
            "m", ChronoUnit.MINUTES,
            "h", ChronoUnit.HOURS,
            "d", ChronoUnit.DAYS);

    @Override
    public Duration convert(String word) {
        Matcher matcher = FORM.matcher(word);
        ChronoUnit unit = matcher.matches() ? UNITS.get(matcher.group(2)) : null;
        if (unit == null) {
            throw new TypeConversionException("\"" + word + "\" is no duration: write a whole number and a unit (ms, s,"
                    + " m, h, d), such as 90s or 6h");
        }
        return Duration.of(Long.parseLong(matcher.group(1)), unit);
    }
}
