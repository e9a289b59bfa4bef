package io.dmskit.mapping.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.dmskit.catalog.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What name actions make of a name. */
final class NaiveNames {
    /** A quoted text, which is passed over, or a column reference. */
    private static final Pattern REFERENCE = Pattern.compile("'[^']*'|\\$(\\w+)|\\$\\{([^}]*)\\}");

    private NaiveNames() {}

    static String apply(JsonNode rule, String name, Table table, String column) {
        return NaiveEvaluator.text(rule, "expression")
                .map(expression -> computed(expression, table, column))
                .orElseGet(() -> of(rule, name));
    }

    /** Returns the new name by a rule without an expression. */
    static String of(JsonNode rule, String name) {
        String value = rule.path("value").asText();
        String old = rule.path("old-value").asText();
        return switch (NaiveEvaluator.action(rule)) {
            case "rename" -> value;
            case "convert-lowercase" -> name.toLowerCase(Locale.ROOT);
            case "convert-uppercase" -> name.toUpperCase(Locale.ROOT);
            case "add-prefix" -> value + name;
            case "add-suffix" -> name + value;
            case "remove-prefix" -> name.startsWith(value) ? name.substring(value.length()) : name;
            case "remove-suffix" -> name.endsWith(value) ? name.substring(0, name.length() - value.length()) : name;
            case "replace-prefix" -> name.startsWith(old) ? value + name.substring(old.length()) : name;
            case "replace-suffix" ->
                name.endsWith(old) ? name.substring(0, name.length() - old.length()) + value : name;
            default -> name;
        };
    }

    /** Understands the few shapes that {@link RandomMappings} writes. */
    private static String computed(String expression, Table table, String column) {
        String result = "";
        for (String part : expression.split("\\|\\|", -1)) {
            Matcher function = Pattern.compile("(lower|upper)\\((.*)\\)").matcher(part);
            boolean called = function.matches();
            String value = variable(called ? function.group(2) : part, table, column);
            result += called ? cased(function.group(1), value) : value;
        }
        return result;
    }

    private static String variable(String part, Table table, String column) {
        return switch (part) {
            case "$AR_M_SOURCE_SCHEMA" -> table.name().schema();
            case "$AR_M_SOURCE_TABLE_NAME" -> table.name().table();
            case "$AR_M_SOURCE_COLUMN_NAME" -> column;
            default -> part.substring(1, part.length() - 1);
        };
    }

    /** SQLite knows upper and lower case of ASCII only. */
    private static String cased(String function, String value) {
        StringBuilder cased = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            cased.append(c > 127 ? c : function.equals("lower") ? Character.toLowerCase(c) : Character.toUpperCase(c));
        }
        return cased.toString();
    }

    /** Returns the source columns that an expression reads. */
    static List<String> columnsOf(String expression) {
        List<String> columns = new ArrayList<>();
        Matcher reference = REFERENCE.matcher(expression);
        while (reference.find()) {
            Optional.ofNullable(reference.group(1))
                    .or(() -> Optional.ofNullable(reference.group(2)))
                    .filter(name -> !name.startsWith("AR_"))
                    .ifPresent(columns::add);
        }
        return columns;
    }
}
