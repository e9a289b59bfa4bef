package io.dmskit.local.dms;

import io.dmskit.endpoint.Engine;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a task's changes start and stop.
 *
 * @param start native position or checkpoint, as given
 * @param stop {@code server_time:...} or {@code commit_time:...}, as given
 */
record CdcPositions(Optional<String> start, Optional<String> stop) {
    static final CdcPositions NONE = new CdcPositions(Optional.empty(), Optional.empty());

    private static final Pattern LSN = Pattern.compile("[0-9A-Fa-f]{1,8}/[0-9A-Fa-f]{1,8}");
    private static final Pattern STOP = Pattern.compile("(server_time|commit_time): ?(\\S+?)Z?");

    CdcPositions {
        stop.ifPresent(text -> time(matched(text)));
    }

    /**
     * Reads the parameters of a request, all of them optional.
     *
     * @param engine the source's; a PostgreSQL source knows no start by time
     * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Task.CDC.html">Change data capture</a>
     */
    static CdcPositions of(
            Engine engine, @Nullable Instant startTime, @Nullable String startPosition, @Nullable String stopPosition) {
        if (startTime != null && startPosition != null) {
            throw Faults.invalidCombination("CdcStartTime and CdcStartPosition exclude each other; give one of them");
        }
        boolean known = startPosition == null
                || startPosition.startsWith("checkpoint:")
                || LSN.matcher(startPosition).matches();
        if (engine.isPostgres() && (startTime != null || !known)) {
            throw Faults.invalidCombination("a " + engine + " source cannot start at "
                    + (startTime != null ? startTime : "\"" + startPosition + "\"")
                    + "; give CdcStartPosition as an LSN such as 4AF/B00000D0 or as a checkpoint");
        }
        return new CdcPositions(
                Optional.ofNullable(startPosition)
                        .or(() -> Optional.ofNullable(startTime).map(Instant::toString)),
                Optional.ofNullable(stopPosition));
    }

    /** Returns these positions, with those of another request in their place where it gives any. */
    CdcPositions overriddenBy(CdcPositions other) {
        return new CdcPositions(other.start.or(() -> start), other.stop.or(() -> stop));
    }

    /** Returns the commit time after which changes are left, if stopped so. */
    Optional<Instant> stopAtCommitTime() {
        return stopTime("commit_time");
    }

    /** Returns the time of the day at which the task stops, if stopped so. */
    Optional<Instant> stopAtServerTime() {
        return stopTime("server_time");
    }

    private Optional<Instant> stopTime(String kind) {
        return stop.map(CdcPositions::matched)
                .filter(matcher -> matcher.group(1).equals(kind))
                .map(CdcPositions::time);
    }

    private static Matcher matched(String text) {
        Matcher matcher = STOP.matcher(text);
        if (!matcher.matches()) {
            throw refusal(text);
        }
        return matcher;
    }

    private static Instant time(Matcher matcher) {
        try {
            return LocalDateTime.parse(matcher.group(2)).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw refusal(matcher.group());
        }
    }

    private static RuntimeException refusal(String text) {
        return Faults.invalidValue("the parameter CdcStopPosition is \"" + text
                + "\"; it must be server_time:YYYY-MM-DDTHH:MM:SS or commit_time:YYYY-MM-DDTHH:MM:SS, in UTC");
    }
}
