package io.dmskit.document;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * Feeds mutated documents to a reader on every core. Each document has a number and depends on that alone. A document fails when
 * the reader throws, when it takes more processor time or memory than its length allows, or when it does not come back.
 */
final class FuzzRun {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long PROCESSOR_NANOS = Duration.ofSeconds(5).toNanos();
    /** Allocated while reading, writing and reading again, garbage included. */
    private static final long BYTES = 64L * 1024 * 1024;

    private static final long BYTES_PER_CHARACTER = 1_000;

    private static final int MOST_FAILURES = 20;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final String subject;
    private final DocumentMutator mutator;
    private final Predicate<String> reader;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong slowestNanos = new AtomicLong();
    private final AtomicLong mostBytes = new AtomicLong();
    private final AtomicLong longest = new AtomicLong();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();

    /**
     * Creates a run.
     *
     * @param subject for messages
     * @param seeds good documents
     * @param reader says whether it accepts a text
     */
    FuzzRun(String subject, List<String> seeds, Predicate<String> reader) {
        this.subject = subject;
        this.mutator = new DocumentMutator(seeds);
        this.reader = reader;
    }

    /** Returns how many documents were accepted. */
    long accepted() {
        return accepted.get();
    }

    /**
     * Reads {@code count} documents from number {@code first} on and prints what came of it.
     *
     * @throws AssertionError naming the documents that failed
     */
    void over(long first, long count) {
        next.set(first);
        int cores = Runtime.getRuntime().availableProcessors();
        CountDownLatch running = new CountDownLatch(cores);
        List<Worker> workers = new ArrayList<>();
        for (int i = 0; i < cores; i++) {
            Worker worker = new Worker(first + count, running);
            workers.add(worker);
            worker.start();
        }
        long began = System.nanoTime();
        watch(workers, running);
        System.out.printf(
                Locale.ROOT,
                "fuzz: %,d %s in %,d s: %,d accepted, %,d refused, %d failed; longest %,d characters,"
                        + " slowest %,d ms of processor, most memory %,d MB%n",
                count,
                subject,
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began),
                accepted.get(),
                count - accepted.get() - failures.size(),
                failures.size(),
                longest.get(),
                TimeUnit.NANOSECONDS.toMillis(slowestNanos.get()),
                mostBytes.get() >> 20);
        if (!failures.isEmpty()) {
            throw new AssertionError(String.join("\n\n", failures));
        }
    }

    /** Waits for the workers; a document that does not come back is named with where it hangs. */
    private void watch(List<Worker> workers, CountDownLatch running) {
        try {
            while (!running.await(1, TimeUnit.SECONDS)) {
                for (Worker worker : workers) {
                    worker.failWhenLost();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private final class Worker extends Thread {
        private final long end;
        private final CountDownLatch running;
        private volatile long document = -1;
        private volatile long began = System.nanoTime();

        Worker(long end, CountDownLatch running) {
            super("fuzz");
            setDaemon(true);
            this.end = end;
            this.running = running;
        }

        @Override
        public void run() {
            long number = next.getAndIncrement();
            while (number < end && failures.size() < MOST_FAILURES) {
                began = System.nanoTime();
                document = number;
                try {
                    read(number);
                } catch (RuntimeException | Error e) {
                    failed(number, e + stack(e.getStackTrace()));
                }
                number = next.getAndIncrement();
            }
            document = -1;
            running.countDown();
        }

        private void read(long number) {
            String text = text(number);
            long bytesBefore = THREADS.getCurrentThreadAllocatedBytes();
            long nanosBefore = THREADS.getCurrentThreadCpuTime();
            if (reader.test(text)) {
                accepted.incrementAndGet();
            }
            long nanos = THREADS.getCurrentThreadCpuTime() - nanosBefore;
            long bytes = THREADS.getCurrentThreadAllocatedBytes() - bytesBefore;
            slowestNanos.accumulateAndGet(nanos, Math::max);
            mostBytes.accumulateAndGet(bytes, Math::max);
            longest.accumulateAndGet(text.length(), Math::max);
            if (nanos > PROCESSOR_NANOS || bytes > BYTES + BYTES_PER_CHARACTER * text.length()) {
                throw new AssertionError("took " + (nanos >> 20) + " ms of processor and " + (bytes >> 20) + " MB");
            }
        }

        private String text(long number) {
            return mutator.next(new SplittableRandom(number * 31 + subject.hashCode()));
        }

        private void failed(long number, String why) {
            String text = text(number);
            failures.add(subject + " " + number + " (-Ddmskit.fuzz.seed=" + number + "): " + why + "\n" + text.length()
                    + " characters: " + text.substring(0, Math.min(2_000, text.length())));
        }

        void failWhenLost() {
            long number = document;
            if (number >= 0 && System.nanoTime() - began > PATIENCE.toNanos()) {
                throw new AssertionError(subject + " " + number + " (-Ddmskit.fuzz.seed=" + number
                        + ") does not come back" + stack(getStackTrace()));
            }
        }
    }

    private static String stack(StackTraceElement[] frames) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(12, frames.length); i++) {
            text.append("\n    at ").append(frames[i]);
        }
        return text.toString();
    }
}
