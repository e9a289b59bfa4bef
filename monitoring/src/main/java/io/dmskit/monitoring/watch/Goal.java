package io.dmskit.monitoring.watch;

import java.util.Locale;

/** What somebody waits for until it is so of everything that is watched. */
public enum Goal {
    /**
     * Every table is loaded: the replication runs or has ended well, each of its tables is completed, and the service counts none that is
     * loading or waits. One that only replicates has nothing to load, and is there when it runs. A table that was given up, or an end
     * before that, puts it out of reach.
     */
    LOADED,
    /**
     * It replicates, every table is loaded, and three points of CDCLatencyTarget in a row since its start are below a limit, with no change waiting
     * (CDCIncomingChanges) at the last. That is no proof that the target has everything: DMS's latency is also 0 while it reads nothing;
     * only a marker row proves it, as the cutover writes it. A table that was given up, or an end, puts it out of reach.
     */
    CAUGHT_UP,
    /** Everything has ended. If one ended badly, the goal is out of reach once all have ended. */
    STOPPED;

    /** Returns the word of the command line, such as {@code caught-up}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
