package io.dmskit.monitoring.watch;

import io.dmskit.monitoring.watch.Day.Weather;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** What is done in a day: at random, and the same for the same seed. */
final class DayPlan {
    static final Duration LENGTH = Duration.ofHours(24);
    static final List<String> TASKS = List.of("bank-0", "bank-1", "bank-2", "bank-3");
    static final List<String> STORED = List.of("store-0", "store-1");
    private static final List<Weather> WEATHERS = List.of(Weather.values());
    static final String INSTANCE = "one";
    static final String SMALL_INSTANCE = "two";

    /** The last that happens is over then, and everybody has been told. */
    private static final Duration QUIET = Duration.ofMinutes(23 * 60 + 15);

    private final Random random;
    private final List<Step> steps = new ArrayList<>();

    /** Something that is done. */
    interface Deed {
        void in(Day day) throws Exception;
    }

    /** When what is done. */
    record Step(Duration at, String what, Deed deed) {}

    private DayPlan(long seed) {
        random = new Random(seed);
    }

    static List<Step> of(long seed) {
        DayPlan plan = new DayPlan(seed);
        TASKS.forEach(plan::troubles);
        plan.storage(Duration.ofHours(6));
        plan.storage(Duration.ofHours(18));
        plan.weather();
        plan.pager();
        plan.clock(Duration.ofHours(5), Duration.ofMinutes(3), Duration.ofMinutes(40));
        plan.clock(Duration.ofHours(9), Duration.ofMinutes(-20), Duration.ofMinutes(50));
        plan.clock(Duration.ofHours(15), Duration.ofMinutes(-8), Duration.ofMinutes(30));
        plan.sleep(Duration.ofHours(12), Duration.ofMinutes(35));
        plan.sleep(Duration.ofHours(20), Duration.ofMinutes(12));
        return plan.steps.stream().sorted(Comparator.comparing(Step::at)).toList();
    }

    /** Well for long enough not to be called a loop, then in trouble for a while, then mended in one way or another. */
    private void troubles(String task) {
        Duration at = seconds(10 * 60, 40 * 60);
        while (at.compareTo(QUIET.minusMinutes(45)) < 0) {
            switch (random.nextInt(3)) {
                case 0 -> add(at, task + " fails", day -> day.fail(task, false));
                case 1 -> add(at, task + " fails recoverably", day -> day.fail(task, true));
                default -> add(at, task + " is stopped", day -> day.stop(task));
            }
            at = at.plus(seconds(90, 20 * 60));
            if (random.nextBoolean()) {
                add(at, task + " is resumed", day -> day.resume(task));
            } else {
                add(at, task + " is deleted", day -> day.delete(task));
                at = at.plus(seconds(1, 180));
                add(at, task + " is made again", day -> day.create(task, INSTANCE));
            }
            at = at.plus(seconds(31 * 60, 90 * 60));
        }
    }

    private void storage(Duration at) {
        String[] fault = new String[1];
        add(at.plus(seconds(1, 300)), "storage is full", day -> fault[0] = day.fill(SMALL_INSTANCE, STORED));
        add(at.plus(seconds(10 * 60, 30 * 60)), "storage is free", day -> day.free(fault[0], SMALL_INSTANCE, STORED));
    }

    private void weather() {
        int number = random.nextInt(4);
        for (Duration at = seconds(20 * 60, 60 * 60); at.compareTo(QUIET.minusMinutes(20)) < 0; ) {
            Weather weather = WEATHERS.get(number++ % WEATHERS.size());
            Duration end = at.plus(weather == Weather.SILENT ? seconds(60, 5 * 60) : seconds(40, 14 * 60));
            add(at, weather + " begins", day -> day.begin(weather));
            add(end, weather + " ends", Day::clearUp);
            at = end.plus(seconds(20 * 60, 60 * 60));
        }
    }

    private void pager() {
        boolean gone = random.nextBoolean();
        for (Duration at = seconds(30 * 60, 90 * 60); at.compareTo(QUIET.minusMinutes(20)) < 0; ) {
            boolean refuses = gone;
            add(at, refuses ? "the pager is gone" : "the pager is busy", day -> day.silencePager(refuses));
            at = at.plus(seconds(20, 12 * 60));
            add(at, "the pager is back", Day::pagerIsBack);
            at = at.plus(seconds(20 * 60, 90 * 60));
            gone = !gone;
        }
    }

    private void clock(Duration at, Duration wrong, Duration lasts) {
        add(at, "clock is wrong by " + wrong, day -> day.clockIsWrongBy(wrong));
        add(at.plus(lasts), "clock is right", day -> day.clockIsWrongBy(Duration.ZERO));
    }

    private void sleep(Duration at, Duration how) {
        add(at, "the monitor's machine sleeps", day -> day.sleep(how));
    }

    private void add(Duration at, String what, Deed deed) {
        steps.add(new Step(at, what, deed));
    }

    private Duration seconds(int least, int most) {
        return Duration.ofSeconds(least + random.nextInt(most - least));
    }
}
