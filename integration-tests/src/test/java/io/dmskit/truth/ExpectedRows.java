package io.dmskit.truth;

import io.dmskit.catalog.Column;
import io.dmskit.mapping.plan.NaivePlan;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What should be in a target table, given the source's rows as text. */
final class ExpectedRows {
    private final NaivePlan.Landing landing;
    private final SqliteTruth sqlite;

    ExpectedRows(NaivePlan.Landing landing, SqliteTruth sqlite) {
        this.landing = landing;
        this.sqlite = sqlite;
    }

    /** Returns the target rows in no order, each column by {@link #comparable}. */
    List<List<String>> of(List<List<@Nullable String>> sourceRows) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        for (List<@Nullable String> source : sourceRows) {
            if (passes(source)) {
                List<@Nullable String> row = new ArrayList<>();
                for (NaivePlan.Target target : landing.columns()) {
                    row.add(value(target, source));
                }
                rows.add(comparable(landing, row));
            }
        }
        return rows;
    }

    /** Returns a row with digits drawn at random made equal, and NULL told from text. */
    static List<String> comparable(NaivePlan.Landing landing, List<@Nullable String> row) {
        List<String> comparable = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            String value = row.get(i);
            boolean drawn = landing.columns().get(i).mask().equals(Optional.of("data-masking-digits-randomize"));
            comparable.add(value == null ? "NULL" : "'" + (drawn ? value.replaceAll("[0-9]", "0") : value) + "'");
        }
        return comparable;
    }

    private boolean passes(List<@Nullable String> source) {
        for (NaivePlan.Filter filter : landing.filters()) {
            Column column = landing.source().column(filter.column()).orElseThrow();
            if (!NaiveFilter.keeps(filter, column, source.get(index(filter.column())))) {
                return false;
            }
        }
        return true;
    }

    private @Nullable String value(NaivePlan.Target target, List<@Nullable String> source) throws SQLException {
        if (target.expression().isPresent()) {
            return sqlite.evaluate(target.expression().get(), landing.source(), source);
        }
        String value = source.get(index(target.from().orElseThrow()));
        return value == null || target.mask().isEmpty()
                ? value
                : masked(target.mask().get(), value);
    }

    private static String masked(String mask, String value) {
        if (mask.startsWith("data-masking-digits-mask ")) {
            String character = mask.substring(mask.length() - 1);
            return value.chars()
                    .mapToObj(c -> c >= '0' && c <= '9' ? character : String.valueOf((char) c))
                    .reduce("", String::concat);
        }
        return mask.equals("data-masking-hash-mask") ? sha256(value).toUpperCase(java.util.Locale.ROOT) : value;
    }

    static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private int index(String column) {
        return landing.source()
                .columns()
                .indexOf(landing.source().column(column).orElseThrow());
    }
}
