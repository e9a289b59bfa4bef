package io.dmskit.mapping.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Choices at random. */
final class Chance {
    private final SplittableRandom random;

    Chance(SplittableRandom random) {
        this.random = random;
    }

    /** Returns true once in {@code times}. */
    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    /** Returns a number from {@code least} to {@code most}. */
    int from(int least, int most) {
        return (int) random.nextLong(least, most + 1L);
    }

    @SafeVarargs
    final <T> T of(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Returns some of them, all different, in any order. */
    <T> List<T> some(int count, List<T> choices) {
        List<T> mixed = mixed(choices);
        return List.copyOf(mixed.subList(0, Math.min(count, mixed.size())));
    }

    /** Returns all of them in any order. */
    <T> List<T> mixed(List<T> choices) {
        List<T> mixed = new ArrayList<>(choices);
        for (int i = mixed.size(); i > 1; i--) {
            java.util.Collections.swap(mixed, i - 1, random.nextInt(i));
        }
        return mixed;
    }
}
