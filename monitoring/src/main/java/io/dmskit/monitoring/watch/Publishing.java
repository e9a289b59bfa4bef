package io.dmskit.monitoring.watch;

import io.dmskit.monitoring.OwnThread;
import io.dmskit.monitoring.alert.ConditionMetrics;
import io.dmskit.monitoring.alert.Delivery;
import io.dmskit.monitoring.judge.Condition;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Puts conditions as metrics beside the watch, which does not wait for it; of rounds that wait, the newest is put. */
final class Publishing implements AutoCloseable {
    private final ConditionMetrics metrics;
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(1),
            work -> {
                Thread created = new Thread(work, "dmskit-condition-metrics");
                created.setDaemon(true);
                return created;
            },
            new ThreadPoolExecutor.DiscardOldestPolicy());

    Publishing(ConditionMetrics metrics) {
        this.metrics = metrics;
    }

    void put(Instant at, List<String> watched, List<Condition> conditions, Consumer<String> failed) {
        thread.execute(() -> {
            Delivery delivery = metrics.put(at, watched, conditions);
            if (delivery instanceof Delivery.Failed failure) {
                failed.accept("conditions were not put as metrics: " + failure.reason());
            } else if (delivery instanceof Delivery.Rejected refusal) {
                failed.accept("conditions were not put as metrics: " + refusal.reason());
            }
        });
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            var unused = thread.awaitTermination(OwnThread.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
