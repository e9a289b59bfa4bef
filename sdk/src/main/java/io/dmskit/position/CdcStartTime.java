package io.dmskit.position;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A start at the changes committed from this time on. PostgreSQL sources do not know it.
 *
 * @param time UTC, to the second
 * @see <a href="https://docs.aws.amazon.com/dms/latest/APIReference/API_StartReplicationTask.html">CdcStartTime</a>
 */
public record CdcStartTime(Instant time) implements CdcStart {
    /** Cuts the time to the second, which is all that the text holds. */
    public CdcStartTime {
        time = time.truncatedTo(ChronoUnit.SECONDS);
    }

    /**
     * Reads {@code 2018-03-08T12:12:12}, with or without a {@code Z}.
     *
     * @throws IllegalArgumentException if the text is no such time
     */
    public static CdcStartTime parse(String text) {
        return find(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "start time is \"" + text + "\": it must be a UTC time, such as 2018-03-08T12:12:12"));
    }

    static Optional<CdcStartTime> find(String text) {
        return UtcText.find(text.strip()).map(CdcStartTime::new);
    }

    /** Returns the time as the API takes it. */
    @Override
    public String toString() {
        return UtcText.of(time);
    }
}
