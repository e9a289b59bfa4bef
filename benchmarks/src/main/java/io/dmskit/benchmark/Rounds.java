package io.dmskit.benchmark;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Times contenders in turn, so that a machine that slows down slows all of them, and prints medians and ratios. */
final class Rounds {
    private final long rows;
    private final Map<String, List<Duration>> times = new LinkedHashMap<>();

    Rounds(long rows) {
        this.rows = rows;
    }

    void time(String name, Contender contender) throws Exception {
        Instant began = Instant.now();
        contender.work();
        Duration took = Duration.between(began, Instant.now());
        times.computeIfAbsent(name, first -> new ArrayList<>()).add(took);
        System.err.printf(Locale.ROOT, "  %-24s %6.1f s%n", name, took.toMillis() / 1000.0);
    }

    /** The first contender is us; the ratio says how many times as fast we are. */
    void print(String title) {
        System.out.println(title);
        String us = times.keySet().iterator().next();
        times.forEach((name, durations) -> System.out.printf(
                Locale.ROOT,
                "  %-24s %,10.0f rows/s median %s%n",
                name,
                rows / seconds(durations),
                name.equals(us)
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "  dmskit / %s = %.2f",
                                name,
                                seconds(durations) / seconds(times.getOrDefault(us, durations)))));
    }

    /** The same for work that is not counted in rows. */
    void printSeconds(String title) {
        System.out.println(title);
        String us = times.keySet().iterator().next();
        times.forEach((name, durations) -> System.out.printf(
                Locale.ROOT,
                "  %-24s %6.1f s median %s%n",
                name,
                seconds(durations),
                name.equals(us)
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "  %s / %s = %.2f",
                                name,
                                us,
                                seconds(durations) / seconds(times.getOrDefault(us, durations)))));
    }

    private static double seconds(List<Duration> durations) {
        List<Duration> sorted = durations.stream().sorted().toList();
        return sorted.get(sorted.size() / 2).toMillis() / 1000.0;
    }
}
