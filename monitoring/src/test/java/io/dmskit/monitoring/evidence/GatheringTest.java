package io.dmskit.monitoring.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.monitoring.judge.Evidence;
import io.dmskit.monitoring.judge.Unread;
import io.dmskit.settings.MigrationType;
import io.dmskit.task.Poller;
import io.dmskit.task.ReplicationKind;
import io.dmskit.task.TaskSnapshot;
import io.dmskit.task.TaskStatistics;
import io.dmskit.task.TaskStatus;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Looks are the test's own; the clock is its hand's. */
class GatheringTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicInteger looks = new AtomicInteger();
    private volatile Instant now = Instant.parse("2026-11-20T08:00:00Z");
    private volatile Look look = () -> Evidence.NONE;
    private volatile boolean concerns = true;
    private final Gathering gathering = new Gathering(new Asked(), MINUTE, 1, () -> now);

    /** What a look finds. */
    private interface Look {
        Evidence at() throws SQLException, InterruptedException;
    }

    private final class Asked implements Inquiry {
        @Override
        public String what() {
            return "the source";
        }

        @Override
        public boolean concerns(TaskSnapshot task) {
            return concerns;
        }

        @Override
        public Evidence ask(TaskSnapshot task) throws SQLException {
            try {
                return look.at();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SQLException("interrupted", e);
            } finally {
                looks.incrementAndGet();
            }
        }

        @Override
        public void forget(String arn) {
            // Nothing is known.
        }
    }

    @AfterEach
    void close() {
        over.countDown();
        gathering.close();
    }

    @Test
    void asksOnceInItsPace() {
        look = () -> Evidence.ofExceptions(looks.get());
        await(() -> Optional.of(find()).filter(found -> found.applyExceptions().isPresent()));
        for (int i = 0; i < 10; i++) {
            find();
        }
        now = now.plus(MINUTE);
        find();

        awaitLooks(2);
        assertThat(looks).hasValue(2);
    }

    @Test
    void aLineComesOnceEvenWhenTheTaskIsNotLookedAtAnyMore() {
        look = () -> Evidence.ofLog(List.of("a line"));
        find();
        awaitLooks(1);
        concerns = false;

        assertThat(awaitLines()).containsExactly("a line");
        assertThat(find().logLines()).isEmpty();
    }

    @Test
    void answersAtOnceWhileALookHangsAndSaysSinceWhen() {
        look = () -> {
            over.await();
            return Evidence.NONE;
        };
        Instant begun = now;

        assertThat(find()).isEqualTo(Evidence.NONE);
        now = now.plus(MINUTE);
        assertThat(find()).isEqualTo(Evidence.NONE);
        now = now.plus(MINUTE.multipliedBy(9));
        assertThat(find().unread()).containsExactly(new Unread("the source", begun, "no answer yet"));
        assertThat(looks).as("nobody asks a second time meanwhile").hasValue(0);
    }

    @Test
    void aFailureKeepsItsBeginningAndNoSecret() {
        look = () -> {
            throw new SQLException(
                    "no driver for jdbc:x://h/d?user=u&password=hunter2&sslPassword=hunter3; why\nat line 2");
        };
        Instant begun = now;
        awaitUnread();
        now = now.plus(MINUTE);
        find();
        awaitLooks(2);

        assertThat(awaitUnread())
                .isEqualTo(new Unread(
                        "the source", begun, "no driver for jdbc:x://h/d?user=u&password=...&sslPassword=...; why"));
    }

    @Test
    void nothingIsAskedAfterTheEnd() {
        gathering.close();

        assertThat(find()).isEqualTo(Evidence.NONE);
        assertThat(looks).hasValue(0);
    }

    private Evidence find() {
        return gathering.find(new TaskSnapshot(
                ReplicationKind.TASK,
                "arn:aws:dms:eu-central-1:000000000000:task:CPSTBQ",
                "bank",
                Optional.of(MigrationType.CDC),
                TaskStatus.RUNNING,
                Optional.empty(),
                Optional.empty(),
                TaskStatistics.NONE,
                Optional.empty(),
                Optional.of(now),
                Optional.empty(),
                "",
                "",
                ""));
    }

    private void awaitLooks(int count) {
        await(() -> Optional.of(true).filter(any -> looks.get() >= count));
    }

    private List<String> awaitLines() {
        return await(() -> Optional.of(find().logLines()).filter(lines -> !lines.isEmpty()));
    }

    private Unread awaitUnread() {
        return await(() -> find().unread().stream().findFirst());
    }

    private static <T> T await(Supplier<Optional<T>> goal) {
        return Poller.every(Duration.ofMillis(5)).until("it", goal, Duration.ofSeconds(30));
    }
}
