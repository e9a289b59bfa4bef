package io.dmskit.monitoring.terminal;

import io.dmskit.monitoring.Phase;
import io.dmskit.monitoring.Snapshot;
import io.dmskit.monitoring.TableProgress;
import io.dmskit.monitoring.watch.WatchedReplication;
import java.time.Duration;
import java.util.Optional;

/**
 * How long a load will still take. Two reckonings differ, that of all rows at the speed of the whole and that of the slowest table: both are
 * said. Rows are estimates of the source; where a table has brought more than was expected, they are known to be wrong, and nothing is said.
 */
final class TimeLeft {
    private static final String UNKNOWN = "time left unknown";

    private TimeLeft() {}

    static String of(WatchedReplication one) {
        Snapshot snapshot = one.snapshot();
        if (snapshot.phase() != Phase.FULL_LOAD) {
            return "";
        }
        Optional<Duration> whole = snapshot.remaining();
        Optional<Duration> slowest = one.loadAhead();
        if (snapshot.tables().stream().anyMatch(TimeLeft::isPastExpected) || (whole.isEmpty() && slowest.isEmpty())) {
            return UNKNOWN;
        }
        Duration some = whole.or(() -> slowest).orElseThrow();
        Duration other = slowest.or(() -> whole).orElseThrow();
        Duration less = some.compareTo(other) < 0 ? some : other;
        Duration more = some.compareTo(other) < 0 ? other : some;
        return isAsGoodAs(less, more)
                ? "about " + rounded(more) + " left"
                : rounded(less) + " to " + rounded(more) + " left";
    }

    private static boolean isPastExpected(TableProgress table) {
        return !table.state().completed()
                && table.expectedRows().isPresent()
                && table.state().fullLoadRows() > table.expectedRows().getAsLong();
    }

    /** A tenth is less than anybody can know of it. */
    private static boolean isAsGoodAs(Duration less, Duration more) {
        return less.toMillis() >= more.toMillis() * 0.9;
    }

    private static String rounded(Duration duration) {
        return Texts.duration(Duration.ofSeconds(Math.max(1, Math.round(duration.toMillis() / 1000.0))));
    }
}
