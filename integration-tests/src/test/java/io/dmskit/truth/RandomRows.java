package io.dmskit.truth;

import io.dmskit.catalog.Column;
import io.dmskit.catalog.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** Makes up tables' rows and changes to them, as SQL. The values of a table's first column are all different. */
final class RandomRows {
    private static final List<String> WORDS = List.of(
            "", "Al 12", "a", "Jane van Doe", "4111-1111", "b", "z1", "\u00E4\u4E2D", "it''s", "  7 ", "k\\t9", "T");

    private final SplittableRandom random;
    private int next;

    RandomRows(SplittableRandom random) {
        this.random = random;
    }

    /** Returns the statements that make a table. */
    static List<String> create(Table table) {
        List<String> parts = new ArrayList<>();
        for (Column column : table.columns()) {
            parts.add(quoted(column.name()) + " " + column.type() + (column.nullable() ? "" : " NOT NULL"));
        }
        table.primaryKey().ifPresent(key -> parts.add("PRIMARY KEY (" + quoted(key.columns()) + ")"));
        table.uniqueKeys().forEach(key -> parts.add("UNIQUE (" + quoted(key.columns()) + ")"));
        List<String> statements = new ArrayList<>();
        statements.add("CREATE SCHEMA IF NOT EXISTS " + quoted(table.name().schema()));
        statements.add("CREATE TABLE " + name(table) + " (" + String.join(", ", parts) + ")");
        if (table.primaryKey().isEmpty()) {
            statements.add("ALTER TABLE " + name(table) + " REPLICA IDENTITY FULL");
        }
        return statements;
    }

    /** Returns an insert of some rows, or nothing. */
    List<String> insert(Table table, int most) {
        List<String> rows = new ArrayList<>();
        for (int more = random.nextInt(most + 1); more > 0; more--) {
            next++;
            rows.add(table.columns().stream()
                    .map(column -> literal(column, column.equals(table.columns().get(0))))
                    .collect(Collectors.joining(", ", "(", ")")));
        }
        return rows.isEmpty()
                ? List.of()
                : List.of("INSERT INTO " + name(table) + " VALUES " + String.join(", ", rows));
    }

    /** Returns an update and a delete of some rows, which are drawn by a hash of them. */
    List<String> change(Table table) {
        List<String> statements = new ArrayList<>();
        String first = quoted(table.columns().get(0).name());
        String some = " WHERE abs(hashtext(" + first + "::text)) % 5 = ";
        for (Column column : table.columns().subList(1, table.columns().size())) {
            if (random.nextInt(3) == 0
                    && table.key().stream().noneMatch(key -> key.columns().contains(column.name()))) {
                statements.add("UPDATE " + name(table) + " SET " + quoted(column.name()) + " = "
                        + literal(column, false) + some + random.nextInt(5));
            }
        }
        statements.add("DELETE FROM " + name(table) + some + random.nextInt(5));
        return statements;
    }

    private String literal(Column column, boolean different) {
        if (column.nullable() && random.nextInt(4) == 0) {
            return "NULL";
        }
        return "'" + value(column, different) + "'::" + column.type();
    }

    private String value(Column column, boolean different) {
        int number = different ? next * 7 - 200 : random.nextInt(-120, 320);
        String day = "20" + random.nextInt(18, 24) + "-0" + random.nextInt(1, 10) + "-1" + random.nextInt(10);
        String time = "0" + random.nextInt(10) + ":" + random.nextInt(10, 60) + ":0" + random.nextInt(10);
        String word = WORDS.get(random.nextInt(WORDS.size()));
        return switch (column.type()) {
            case "integer", "bigint" -> String.valueOf(number);
            case "numeric(12,2)" -> number + "." + random.nextInt(100);
            case "text", "character varying(40)" -> different ? word + " " + next : word;
            case "date" -> day;
            case "timestamp without time zone" -> day + " " + time + ".25";
            case "timestamp with time zone" -> day + " " + time + "+03";
            case "boolean" -> String.valueOf(random.nextBoolean());
            case "uuid" -> String.format(Locale.ROOT, "00000000-0000-4000-8000-%012d", random.nextInt(1_000_000));
            case "bytea" -> "\\x00ff" + random.nextInt(10, 99);
            case "jsonb" -> "{\"a\": [" + number + ", \"" + word.replace("\\", "") + "\"]}";
            default -> throw new IllegalArgumentException("no values of type " + column.type());
        };
    }

    static String name(Table table) {
        return quoted(table.name().schema()) + "." + quoted(table.name().table());
    }

    static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    private static String quoted(List<String> names) {
        return names.stream().map(RandomRows::quoted).collect(Collectors.joining(", "));
    }
}
