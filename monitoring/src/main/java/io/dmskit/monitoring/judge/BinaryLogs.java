package io.dmskit.monitoring.judge;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The binary logs that a MySQL or MariaDB source still has. The server does not tell how old they are.
 *
 * @param kept how long it keeps them; zero if it purges them as soon as it can, nothing if it keeps them for ever
 * @param files names, the oldest first; empty if they are not known
 */
public record BinaryLogs(Optional<Duration> kept, List<String> files) {
    /** Copies the list. */
    public BinaryLogs {
        files = List.copyOf(files);
    }
}
