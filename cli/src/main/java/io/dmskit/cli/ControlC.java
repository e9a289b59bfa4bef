package io.dmskit.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C into an interrupt of the thread that works, and keeps the process alive until that thread has put everything away.
 */
final class ControlC {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CountDownLatch putAway = new CountDownLatch(1);
    private final Thread hook;

    /**
     * Does something that Ctrl-C interrupts.
     *
     * @param work puts away whatever it has begun before it returns or throws
     */
    static <T> T interrupts(Callable<T> work) throws Exception {
        ControlC watch = new ControlC();
        try {
            return work.call();
        } finally {
            watch.end();
        }
    }

    private ControlC() {
        Thread worker = Thread.currentThread();
        hook = new Thread(() -> interrupt(worker), "control-c");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void interrupt(Thread worker) {
        worker.interrupt();
        try {
            putAway.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void end() {
        putAway.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyShuttingDown) {
            // The hook is what waits for this.
        }
    }
}
