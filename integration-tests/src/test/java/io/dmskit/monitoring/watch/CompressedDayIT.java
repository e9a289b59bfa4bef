package io.dmskit.monitoring.watch;

import static io.dmskit.Sql.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.local.database.PostgresServer;
import io.dmskit.monitoring.watch.DayPlan.Step;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A day of trouble in less than a minute: tasks on real databases fail, stop, are mended, deleted and made again, while the API is throttled,
 * broken, silent or refuses credentials, the pager is busy or gone, an instance's storage is full, clocks jump and the monitor's machine sleeps.
 */
class CompressedDayIT {
    private static final Duration WARM = Duration.ofHours(2);

    /** dmskit-local keeps what it has published, as CloudWatch does. */
    private static final long MORE_METRICS = 32L << 20;

    @Test
    void aDayWithoutAMissedFailureADuplicateOrAnyGrowth(@TempDir Path folder) throws Exception {
        long seed = Long.getLong("dmskit.day.seed", new Random().nextLong());
        List<Step> plan = DayPlan.of(seed);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (PostgresServer source = PostgresServer.start("old");
                PostgresServer target = PostgresServer.start("new")) {
            run(source, "CREATE SCHEMA bank; CREATE TABLE bank.accounts (id int PRIMARY KEY, n int)");
            run(target, "CREATE SCHEMA bank; CREATE TABLE bank.accounts (id int PRIMARY KEY, n int)");
            HttpClient http = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .executor(threads)
                    .build();
            // Databases live in the machine's time: commits are never earlier than what the world takes for now.
            Instant start = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(DayPlan.LENGTH.plusHours(6));
            try (Day day = new Day(start, source, target, folder.resolve("alerts.jsonl"), http)) {
                day.instance(DayPlan.INSTANCE);
                day.instance(DayPlan.SMALL_INSTANCE);
                DayPlan.TASKS.forEach(name -> day.create(name, DayPlan.INSTANCE));
                DayPlan.STORED.forEach(name -> day.create(name, DayPlan.SMALL_INSTANCE));
                Usage warm = Usage.now();
                boolean isWarm = false;
                for (Step step : plan) {
                    if (!isWarm && step.at().compareTo(WARM) > 0) {
                        day.liveUntil(start.plus(WARM));
                        warm = Usage.now();
                        isWarm = true;
                    }
                    day.liveUntil(start.plus(step.at()));
                    step.deed().in(day);
                }
                day.liveUntil(start.plus(DayPlan.LENGTH));

                Usage end = Usage.now();
                DayTold.Verdict told = DayTold.of(day);
                assertThat(told.problems()).as("seed %d", seed).isEmpty();
                assertThat(told.failures()).as("seed %d", seed).isGreaterThan(20);
                assertThat(day.pager.events())
                        .as(
                                "what credentials that have expired look like; the same watch has gone on with those that were renewed")
                        .anyMatch(event -> event.subject().equals("dms")
                                && event.text().contains("security token included in the request is expired"));
                assertThat(end.threads())
                        .as("threads at hour 2: %s, at hour 24", warm.threads())
                        .hasSizeLessThanOrEqualTo(warm.threads().size() + 2);
                assertThat(end.monitoring())
                        .as("bytes of the monitoring's own instances at hour 2: %d, at hour 24", warm.monitoring())
                        .isLessThan(2 * warm.monitoring());
                assertThat(end.heap())
                        .as("bytes at hour 2: %d, at hour 24, a day of dmskit-local's metrics included", warm.heap())
                        .isLessThan(warm.heap() + MORE_METRICS);
                System.out.printf(
                        "seed %d: %d polls, %d troubles told, the slowest after %s; at hour 2 %s, at hour 24 %s%n",
                        seed, day.looks.size(), told.failures(), told.slowest(), warm.describe(), end.describe());
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
