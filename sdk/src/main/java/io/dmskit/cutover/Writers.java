package io.dmskit.cutover;

import java.time.Duration;

/** Whatever writes to the source: applications, jobs, a rehearsal's workload. */
public interface Writers {
    /**
     * Stops all writing and returns when the last transaction has ended.
     *
     * @param limit how long that may take; throws when it takes longer
     */
    void stop(Duration limit);

    /** Lets them write to the source again; also after a {@link #stop} that failed halfway. */
    void start();
}
