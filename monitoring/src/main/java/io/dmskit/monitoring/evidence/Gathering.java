package io.dmskit.monitoring.evidence;

import io.dmskit.monitoring.judge.Evidence;
import io.dmskit.monitoring.judge.Unread;
import io.dmskit.task.TaskSnapshot;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Asks one inquiry of every task, at its own pace and in its own threads, and knows the newest answers. Thread-safe. */
final class Gathering implements EvidenceSource, AutoCloseable {
    /** Looks wait for each other; an answer that has not come after that time is told to be missing. */
    private static final Duration LATE = Duration.ofMinutes(10);

    private static final Pattern SECRET =
            Pattern.compile("(\\w*(?:password|pwd|secret))=[^&;\\s]+", Pattern.CASE_INSENSITIVE);
    private static final Duration FORGOTTEN = Duration.ofHours(1);

    private final Inquiry inquiry;
    private final Duration pace;
    private final InstantSource clock;
    private final ExecutorService threads;
    private final Map<String, Answers> answers = new ConcurrentHashMap<>();

    /** What was answered about one task. */
    private static final class Answers {
        private Evidence newest = Evidence.NONE;
        private List<String> lines = new ArrayList<>();
        private @Nullable Instant asked;
        private @Nullable Instant underWay;
        private @Nullable Unread unread;
        private volatile Instant wanted;

        Answers(Instant wanted) {
            this.wanted = wanted;
        }
    }

    Gathering(Inquiry inquiry, Duration pace, int threads, InstantSource clock) {
        this.inquiry = inquiry;
        this.pace = pace;
        this.clock = clock;
        this.threads = Executors.newFixedThreadPool(threads, work -> {
            Thread created = new Thread(work, "dmskit-evidence");
            created.setDaemon(true);
            return created;
        });
    }

    @Override
    public Evidence find(TaskSnapshot task) {
        Instant now = clock.instant();
        forget(now.minus(FORGOTTEN));
        boolean concerns = concerns(task);
        Answers known =
                concerns ? answers.computeIfAbsent(task.arn(), any -> new Answers(now)) : answers.get(task.arn());
        if (known == null) {
            return Evidence.NONE;
        }
        synchronized (known) {
            known.wanted = now;
            if (concerns) {
                askIfDue(task, known, now);
            }
            return take(known, now);
        }
    }

    /** Whoever says how databases are opened may fail too, and then does so when they are asked. */
    private boolean concerns(TaskSnapshot task) {
        try {
            return inquiry.concerns(task);
        } catch (RuntimeException e) {
            return true;
        }
    }

    /** Tasks that nobody has asked for since then are not there any more. */
    private void forget(Instant before) {
        answers.entrySet().removeIf(one -> {
            boolean gone = one.getValue().wanted.isBefore(before);
            if (gone) {
                inquiry.forget(one.getKey());
            }
            return gone;
        });
    }

    private void askIfDue(TaskSnapshot task, Answers known, Instant now) {
        boolean due = known.asked == null || !now.isBefore(known.asked.plus(pace));
        if (!due || known.underWay != null) {
            return;
        }
        try {
            threads.execute(() -> ask(task, known));
            known.underWay = now;
        } catch (RejectedExecutionException e) {
            // It is over: what is known stays known.
        }
    }

    private Evidence take(Answers known, Instant now) {
        Evidence found = known.newest.and(Evidence.ofLog(known.lines));
        known.lines = new ArrayList<>();
        return Optional.ofNullable(known.unread)
                .or(() -> late(known, now))
                .map(unread -> found.and(Evidence.of(unread)))
                .orElse(found);
    }

    private Optional<Unread> late(Answers known, Instant now) {
        return Optional.ofNullable(known.underWay)
                .filter(begun -> !now.isBefore(begun.plus(LATE)))
                .map(begun -> new Unread(inquiry.what(), begun, "no answer yet"));
    }

    private void ask(TaskSnapshot task, Answers known) {
        Evidence found = Evidence.NONE;
        String problem = "the look has broken off";
        try {
            found = inquiry.ask(task);
            problem = "";
        } catch (SQLException | RuntimeException e) {
            problem = problem(e);
        } finally {
            keep(known, found, problem);
        }
    }

    private void keep(Answers known, Evidence found, String problem) {
        Instant now = clock.instant();
        synchronized (known) {
            known.newest =
                    new Evidence(found.applyExceptions(), List.of(), found.slot(), found.binaryLogs(), found.unread());
            known.lines.addAll(found.logLines());
            Instant since = known.unread == null ? now : known.unread.since();
            known.unread = problem.isEmpty() ? null : new Unread(inquiry.what(), since, problem);
            known.asked = now;
            known.underWay = null;
        }
    }

    /** Drivers go on for lines, and may quote the address that they were given. */
    private static String problem(Exception e) {
        String first =
                String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
        return SECRET.matcher(first).replaceAll("$1=...");
    }

    /** Ends the looks; what was found stays known. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
