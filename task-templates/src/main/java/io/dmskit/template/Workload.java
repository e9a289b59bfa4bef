package io.dmskit.template;

import io.dmskit.catalog.ConnectionSupplier;
import java.sql.SQLException;
import java.util.List;

/** What goes on in a source database during a rehearsal, and what must hold when it is over. Stateless; found by {@link Workloads}. */
public interface Workload {
    /** Returns the name, as a migration file gives it. */
    String name();

    /**
     * Begins to write, with several threads and a connection each. Where an earlier run of the same workload has left off, its
     * story goes on; it is not told twice.
     *
     * @param source opens connections to the source
     * @throws SQLException if the source does not look as the workload expects
     */
    RunningWorkload start(ConnectionSupplier source) throws SQLException;

    /** Returns what must hold after the cutover. */
    List<BusinessCheck> checks();
}
