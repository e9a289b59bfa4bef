package io.dmskit.monitoring.watch;

import static java.util.stream.Collectors.groupingBy;

import io.dmskit.monitoring.judge.ServiceFailure;
import io.dmskit.monitoring.watch.Day.Hindrance;
import io.dmskit.monitoring.watch.Day.Look;
import io.dmskit.monitoring.watch.Day.Trouble;
import io.dmskit.monitoring.watch.Pager.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What a pager got in a day, held against what was done: each failure told once and in time, nothing told that did not happen. */
final class DayTold {
    /** What the machine that runs the test does to itself is not known here. */
    private static final Set<String> OF_MACHINE = Set.of("instance-cpu", "instance-memory", "instance-swap");

    /** Storage that is free again has to be seen free for a while. */
    private static final Duration HYSTERESIS = Duration.ofMinutes(45);

    private static final String API = "api-unreachable";

    private final Day day;
    private final List<Event> events;
    private final List<String> problems = new ArrayList<>();
    private Duration slowest = Duration.ZERO;
    private int failures;

    private DayTold(Day day) {
        this.day = day;
        this.events = day.pager.events();
    }

    /**
     * Finds out what is wrong with what was told.
     *
     * @param problems what is, or nothing
     * @param failures how many troubles were told
     * @param slowest the longest that took, as far as nothing hindered it
     */
    record Verdict(List<String> problems, int failures, Duration slowest) {}

    static Verdict of(Day day) {
        DayTold told = new DayTold(day);
        told.nothingTwice();
        told.everyTroubleOnce();
        told.everySilenceOnce();
        return new Verdict(told.problems, told.failures, told.slowest);
    }

    private void nothingTwice() {
        events.stream()
                .collect(groupingBy(event -> event.incident() + (event.resolves() ? " over" : " " + event.number())))
                .forEach((name, same) -> {
                    if (same.size() > 1) {
                        problems.add("delivered " + same.size() + " times: " + same.get(0));
                    }
                });
    }

    private void everyTroubleOnce() {
        List<Event> left = new ArrayList<>(events.stream()
                .filter(Event::opens)
                .filter(event ->
                        !OF_MACHINE.contains(event.kind()) && !event.kind().equals(API))
                .toList());
        for (Trouble trouble : seen()) {
            List<Event> opened = left.stream()
                    .filter(event -> event.arn().equals(trouble.arn())
                            && event.kind().equals(trouble.kind())
                            && !event.at().isBefore(trouble.from()))
                    .filter(event ->
                            looksBetween(trouble.to().orElse(Instant.MAX), event.at()) == 0 || inTime(trouble, event))
                    .limit(1)
                    .toList();
            if (opened.isEmpty()) {
                problems.add("not told: " + trouble);
                continue;
            }
            Event first = opened.get(0);
            left.remove(first);
            failures++;
            requireInTime("told", trouble, trouble.from(), first);
            resolved(first)
                    .ifPresentOrElse(
                            over -> trouble.to().ifPresent(end -> requireInTime("over", trouble, end, over)),
                            () -> problems.add("never over: " + trouble));
        }
        left.forEach(event -> problems.add("told and not so: " + event));
    }

    /** A trouble that no look has seen is none; two without a good look in between are one. */
    private List<Trouble> seen() {
        List<Trouble> all = new ArrayList<>();
        day.troubles.stream()
                .filter(one -> looksBetween(one.from(), one.to().orElse(Instant.MAX)) > 0)
                .forEach(one -> {
                    Optional<Trouble> before = all.stream()
                            .filter(known -> known.arn().equals(one.arn())
                                    && known.kind().equals(one.kind())
                                    && looksBetween(known.to().orElseThrow(), one.from()) == 0)
                            .findFirst();
                    before.ifPresent(all::remove);
                    all.add(before.map(known -> new Trouble(one.arn(), one.name(), one.kind(), known.from(), one.to()))
                            .orElse(one));
                });
        return all;
    }

    private long looksBetween(Instant from, Instant to) {
        return day.looks.stream()
                .filter(Look::good)
                .filter(look -> !look.at().isBefore(from) && look.at().isBefore(to))
                .count();
    }

    private Optional<Event> resolved(Event opened) {
        return events.stream()
                .filter(event -> event.incident().equals(opened.incident()) && event.resolves())
                .findFirst();
    }

    private boolean inTime(Trouble trouble, Event event) {
        return took(trouble.from(), event.at()).compareTo(limit()) <= 0;
    }

    private void requireInTime(String what, Trouble trouble, Instant since, Event event) {
        Duration took = took(since, event.at());
        boolean storage = trouble.kind().equals("instance-storage") && event.resolves();
        if (took.compareTo(storage ? HYSTERESIS : limit()) > 0) {
            problems.add(what + " " + took + " after it could be: " + trouble + " by " + event);
        }
        if (!storage && took.compareTo(slowest) > 0) {
            slowest = took;
        }
    }

    private static Duration limit() {
        return Day.INTERVAL.plusSeconds(1);
    }

    /** Returns how long it took from when it was so, or since the last hindrance was over. */
    private Duration took(Instant since, Instant told) {
        Predicate<Instant> within = moment -> moment.isAfter(since) && !moment.isAfter(told);
        Instant clear = day.hindrances.stream()
                .flatMap(one -> one.to().stream())
                .filter(within)
                .max(Instant::compareTo)
                .orElse(since);
        return Duration.between(clear, told);
    }

    /** While statuses cannot be read, that is told once, and none of what follows from it. */
    private void everySilenceOnce() {
        long silences = day.hindrances.stream()
                .filter(one -> isWeather(one) && day.looks.stream().anyMatch(look -> !look.good() && covers(one, look)))
                .count();
        Map<String, List<Event>> byService = events.stream()
                .filter(event -> event.opens() && event.kind().equals(API))
                .collect(groupingBy(Event::arn));
        List<Event> dms = byService.getOrDefault(ServiceFailure.DMS, List.of());
        if (dms.size() != silences) {
            problems.add(silences + " silences, and told are " + dms);
        }
        byService.forEach((service, told) -> {
            if (!service.equals(ServiceFailure.DMS)) {
                problems.add("a consequence is told: " + told);
            }
        });
        dms.stream().filter(event -> resolved(event).isEmpty()).forEach(event -> problems.add("never over: " + event));
    }

    private static boolean isWeather(Hindrance one) {
        return !one.what().equals("pager") && !one.what().equals("asleep");
    }

    private static boolean covers(Hindrance one, Look look) {
        return !look.at().isBefore(one.from())
                && one.to().filter(end -> end.isBefore(look.at())).isEmpty();
    }
}
