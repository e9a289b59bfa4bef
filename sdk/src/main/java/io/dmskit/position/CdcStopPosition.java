package io.dmskit.position;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a change stream is to stop.
 *
 * @param clock whose time counts
 * @param time UTC, to the second
 * @see <a href="https://docs.aws.amazon.com/dms/latest/APIReference/API_StartReplicationTask.html">CdcStopPosition</a>
 */
public record CdcStopPosition(Clock clock, Instant time) {
    private static final Pattern FORM = Pattern.compile("\\s*(server_time|commit_time)\\s*:\\s*(\\S+?)Z?\\s*");

    /** Whose time counts. */
    public enum Clock {
        /** The clock of the replication instance's server. */
        SERVER_TIME,
        /** The commit time of the source's transactions. */
        COMMIT_TIME
    }

    /** Cuts the time to the second, which is all that DMS takes. */
    public CdcStopPosition {
        time = time.truncatedTo(ChronoUnit.SECONDS);
    }

    /**
     * Reads {@code server_time:2018-02-09T12:12:12} or {@code commit_time: 2018-02-09T12:12:12}, with or without the blank.
     *
     * @throws IllegalArgumentException if the text is no such position
     */
    public static CdcStopPosition parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw invalid(text);
        }
        Clock clock = Clock.valueOf(matcher.group(1).toUpperCase(Locale.ROOT));
        return UtcText.find(matcher.group(2))
                .map(time -> new CdcStopPosition(clock, time))
                .orElseThrow(() -> invalid(text));
    }

    private static IllegalArgumentException invalid(String text) {
        return new IllegalArgumentException(
                "stop position is \"" + text
                        + "\": it must be server_time: or commit_time: and a UTC time, such as server_time:2018-02-09T12:12:12");
    }

    /** Returns the position as the API takes it. */
    @Override
    public String toString() {
        return clock.name().toLowerCase(Locale.ROOT) + ":" + UtcText.of(time);
    }
}
