package io.dmskit.cli.rehearsal;

import io.dmskit.monitoring.Snapshot;

/** Shows how migrations get on. Called from several threads, for several migrations at once. */
public interface Screen {
    /** A migration's task is being watched from now on. */
    void begin(String migration);

    /** A migration has come to another phase, such as {@code replicating}. */
    void phase(String migration, String words);

    /** A migration's task was looked at. */
    void show(String migration, Snapshot snapshot);

    /** A migration's task is no longer watched. */
    void end(String migration);
}
