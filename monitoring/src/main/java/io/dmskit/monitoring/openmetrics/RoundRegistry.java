package io.dmskit.monitoring.openmetrics;

import static java.util.Objects.requireNonNull;

import io.dmskit.monitoring.judge.ServiceFailure;
import io.dmskit.monitoring.openmetrics.Sample.Series;
import io.dmskit.monitoring.watch.Round;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps a registry as the newest round is: what is not in it any more has no series any more. Used by one thread at a time. */
final class RoundRegistry {
    private final MeterRegistry registry;
    private final int tablesAtMost;
    private final Map<Series, Held> held = new HashMap<>();
    private long rounds;
    private @Nullable Instant looked;

    /** A value that a meter reads; the registry does not keep it alive. */
    private static final class Held {
        private double value;
        private @Nullable Meter meter;

        double value() {
            return value;
        }
    }

    RoundRegistry(MeterRegistry registry, int tablesAtMost) {
        this.registry = registry;
        this.tablesAtMost = tablesAtMost;
    }

    void put(Round round) {
        rounds++;
        if (!RoundSamples.fails(round, ServiceFailure.DMS)) {
            looked = round.at();
        }
        List<Sample> samples = new ArrayList<>(RoundSamples.of(round, tablesAtMost));
        samples.add(Sample.of(Family.ROUNDS, Tags.empty(), (double) rounds));
        Optional.ofNullable(looked)
                .ifPresent(at -> samples.add(Sample.of(Family.LOOKED, Tags.empty(), at.toEpochMilli() / 1000.0)));
        put(samples);
    }

    private void put(List<Sample> samples) {
        Set<Series> there = new HashSet<>();
        samples.forEach(sample -> there.add(sample.series()));
        held.entrySet().removeIf(entry -> !there.contains(entry.getKey()) && remove(entry.getValue()));
        samples.forEach(sample -> held.computeIfAbsent(sample.series(), this::register).value = sample.value());
    }

    private boolean remove(Held gone) {
        registry.remove(requireNonNull(gone.meter));
        return true;
    }

    private Held register(Series series) {
        Held value = new Held();
        Family family = series.family();
        value.meter = family.isCounter()
                ? FunctionCounter.builder(family.id(), value, Held::value)
                        .description(family.description())
                        .tags(series.labels())
                        .register(registry)
                : Gauge.builder(family.id(), value, Held::value)
                        .description(family.description())
                        .tags(series.labels())
                        .register(registry);
        return value;
    }
}
