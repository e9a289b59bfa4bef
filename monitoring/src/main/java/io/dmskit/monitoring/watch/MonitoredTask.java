package io.dmskit.monitoring.watch;

import io.dmskit.cutover.ReplicationControl;
import io.dmskit.task.ReplicationHandle;
import java.time.Duration;
import java.util.Optional;

/**
 * A task as the cutover needs it: its latency from a watch, stop and resume from its handle.
 *
 * @param task the task
 * @param watch has begun to look, and looks at this task among others
 */
public record MonitoredTask(ReplicationHandle task, FleetWatch watch) implements ReplicationControl {
    @Override
    public Optional<Duration> targetLatency() {
        return watch.latest().flatMap(round -> round.replication(task.arn())).flatMap(seen -> seen.snapshot()
                .targetLatency());
    }

    @Override
    public void stop(Duration limit) {
        task.stop(limit);
    }

    @Override
    public void resume(Duration limit) {
        task.resume();
        task.awaitRunning(limit);
    }
}
