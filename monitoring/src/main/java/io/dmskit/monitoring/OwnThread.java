package io.dmskit.monitoring;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A daemon thread that does something again and again, whatever is thrown: nothing would be worse than silence. Thread-safe. */
public final class OwnThread implements AutoCloseable {
    /** How long what is under way may take to end. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ScheduledExecutorService executor;
    private volatile @Nullable Thread thread;

    private OwnThread(String name) {
        executor = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread created = new Thread(work, name);
            created.setDaemon(true);
            thread = created;
            return created;
        });
    }

    /**
     * Begins at once.
     *
     * @param name the thread's
     * @param pace from one beginning to the next; what takes longer is begun again as soon as it has ended
     * @param work what it throws goes to the thread's uncaught exception handler, and it goes on
     */
    public static OwnThread repeating(String name, Duration pace, Runnable work) {
        OwnThread own = new OwnThread(name);
        var unused = own.executor.scheduleAtFixedRate(() -> unending(work), 0, pace.toMillis(), TimeUnit.MILLISECONDS);
        return own;
    }

    private static void unending(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            Thread current = Thread.currentThread();
            // What a close interrupts is no failure.
            if (!current.isInterrupted()) {
                current.getUncaughtExceptionHandler().uncaughtException(current, e);
            }
        }
    }

    /** Interrupts what is under way and waits until it has ended, unless it is what closes. */
    @Override
    public void close() {
        executor.shutdownNow();
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            var unused = executor.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
