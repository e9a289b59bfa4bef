package io.dmskit.monitoring;

import io.dmskit.cutover.ReplicationControl;
import io.dmskit.task.ReplicationHandle;
import java.time.Duration;
import java.util.Optional;

/**
 * A task as the cutover needs it: its latency from the monitor, stop and resume from its handle.
 *
 * @param task the task
 * @param monitor watches it
 */
public record MonitoredTask(ReplicationHandle task, TaskMonitor monitor) implements ReplicationControl {
    @Override
    public Optional<Duration> targetLatency() {
        return monitor.latest().flatMap(Snapshot::targetLatency);
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
