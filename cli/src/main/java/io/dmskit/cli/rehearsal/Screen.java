package io.dmskit.cli.rehearsal;

import io.dmskit.catalog.TableName;
import io.dmskit.monitoring.Snapshot;
import java.util.Map;

/** Shows how migrations get on. Called from several threads, for several migrations at once. */
public interface Screen {
    /**
     * A migration's task is being watched from now on.
     *
     * @param arn the task's ARN
     * @param expectedRows rows that the load will bring, by the catalog's estimates
     */
    void begin(String migration, String arn, Map<TableName, Long> expectedRows);

    /** A migration has come to another phase, such as {@code replicating}. */
    void phase(String migration, String words);

    /** A migration's task was looked at. */
    void show(String migration, Snapshot snapshot);

    /** A migration's task is no longer watched. */
    void end(String migration);
}
