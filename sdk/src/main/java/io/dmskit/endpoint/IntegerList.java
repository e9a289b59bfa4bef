package io.dmskit.endpoint;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Several numbers as the value of one setting.
 *
 * @param numbers in their order
 */
public record IntegerList(List<Integer> numbers) {
    /** Copies the list. */
    public IntegerList {
        numbers = List.copyOf(numbers);
    }

    /** Returns a list of these numbers. */
    public static IntegerList of(Integer... numbers) {
        return new IntegerList(Arrays.asList(numbers));
    }

    /** Returns the numbers with commas between them. */
    @Override
    public String toString() {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
