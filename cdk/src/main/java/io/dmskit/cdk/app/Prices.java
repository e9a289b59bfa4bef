package io.dmskit.cdk.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The dated price table of {@code prices.csv}.
 *
 * @param monthly USD a month, by what it is for
 */
record Prices(Map<String, BigDecimal> monthly) {
    /** What the table is, for whoever reads an estimate. */
    static final String MARK =
            "list prices of us-east-1 as of 2026-11 from public tables, not checked against AWS's own";

    private static final BigDecimal HOURS_A_MONTH = BigDecimal.valueOf(730);

    /** Reads the table. */
    static Prices read() {
        Map<String, BigDecimal> monthly = new TreeMap<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Prices.class.getResourceAsStream("prices.csv"), "prices.csv"), UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                String[] fields = line.split(",", -1);
                BigDecimal price = new BigDecimal(fields[2]);
                monthly.put(fields[0], "hour".equals(fields[1]) ? price.multiply(HOURS_A_MONTH) : price);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Prices(monthly);
    }

    /** Returns what one costs a month; absent if the table does not know. */
    Optional<BigDecimal> of(String what) {
        return Optional.ofNullable(monthly.get(what));
    }
}
