package io.dmskit.mapping.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dmskit.catalog.Catalog;
import io.dmskit.catalog.Column;
import io.dmskit.catalog.Key;
import io.dmskit.catalog.Table;
import io.dmskit.mapping.Precedence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Carries out table mappings as the guide describes them, the slow and simple way: straight from the JSON, every rule asked about
 * every object. Knows nothing of the classes it is compared with; where the guide is silent it takes the choices that
 * {@link Selection} and {@link Precedence} document.
 */
public final class NaiveEvaluator {
    private final List<JsonNode> rules = new ArrayList<>();
    private final Catalog catalog;
    private final Optional<String> targetSchema;
    private final List<String> refusals = new ArrayList<>();

    private NaiveEvaluator(String mappings, Catalog catalog, Optional<String> targetSchema) {
        try {
            new ObjectMapper().readTree(mappings).get("rules").forEach(rules::add);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
        rules.sort(Comparator.comparingLong(NaiveEvaluator::id));
        this.catalog = catalog;
        this.targetSchema = targetSchema;
    }

    /** Returns what the rules do. */
    public static NaivePlan plan(RandomMigration migration) {
        return new NaiveEvaluator(migration.mappings(), migration.catalog(), migration.targetSchema()).plan();
    }

    private NaivePlan plan() {
        refusals.addAll(NaiveChecks.of(rules));
        List<NaivePlan.Landing> landings = new ArrayList<>();
        for (Table table : catalog.tables()) {
            if (isSelected(table)) {
                landings.add(landing(table));
            }
        }
        landings.sort(Comparator.comparingInt((NaivePlan.Landing landing) -> -landing.order())
                .thenComparing(landing -> landing.source().name()));
        refuseClashes(landings);
        return new NaivePlan(landings, refusals);
    }

    /** Tables that the source itself keeps apart by case alone are its own affair, until a rule changes the name of one. */
    private void refuseClashes(List<NaivePlan.Landing> landings) {
        for (int i = 0; i < landings.size(); i++) {
            for (int j = 0; j < i; j++) {
                NaivePlan.Landing one = landings.get(i);
                NaivePlan.Landing other = landings.get(j);
                boolean changed = renames(one.source()) || renames(other.source());
                String name = one.schema() + "." + one.table();
                String otherName = other.schema() + "." + other.table();
                if (changed ? fold(name).equals(fold(otherName)) : name.equals(otherName)) {
                    refusals.add("two tables become " + name);
                }
            }
        }
    }

    private boolean renames(Table table) {
        return first(table, "table")
                .filter(rule -> !is(rule, "rule-action", "define-primary-key"))
                .isPresent();
    }

    private boolean isSelected(Table table) {
        boolean explicit = selections(table, "explicit").size() > 0;
        boolean included = selections(table, "include").size() > 0;
        boolean excluded = selections(table, "exclude").size() > 0;
        return explicit || (included && !excluded);
    }

    private List<JsonNode> selections(Table table, String action) {
        List<JsonNode> matching = new ArrayList<>();
        for (JsonNode rule : rules) {
            if (!is(rule, "rule-type", "selection") || !is(rule, "rule-action", action)) {
                continue;
            }
            JsonNode locator = rule.get("object-locator");
            String type = text(locator, "table-type").orElse("table");
            boolean view = table.kind() == Table.Kind.VIEW;
            boolean rightKind = type.equals("all") || type.equals("view") == view;
            boolean exact = action.equals("explicit");
            String schema = locator.get("schema-name").asText();
            String name = locator.get("table-name").asText();
            boolean named = exact
                    ? schema.equals(table.name().schema())
                            && name.equals(table.name().table())
                    : NaivePattern.inSelection(schema, table.name().schema())
                            && NaivePattern.inSelection(name, table.name().table());
            if (rightKind && named) {
                matching.add(rule);
            }
        }
        return matching;
    }

    private NaivePlan.Landing landing(Table table) {
        List<NaivePlan.Target> columns = columns(table);
        Optional<JsonNode> schemaRule = first(table, "schema");
        Optional<JsonNode> tableRule = first(table, "table");
        String own = table.name().schema();
        String schema =
                schemaRule.map(rule -> NaiveNames.apply(rule, own, table, "")).orElse(targetSchema.orElse(own));
        String name = tableRule
                .map(rule -> NaiveNames.apply(rule, table.name().table(), table, ""))
                .orElse(table.name().table());
        if (schema.isEmpty() || name.isEmpty()) {
            refusals.add("no name is left for " + table.name());
        }
        int order = selected(table).stream()
                .mapToInt(rule -> rule.path("load-order").asInt(0))
                .max()
                .orElse(0);
        Optional<JsonNode> keyRule = tableRule.filter(rule -> is(rule, "rule-action", "define-primary-key"));
        List<String> key = keyRule.map(rule -> defined(rule, columns)).orElseGet(() -> kept(table, columns));
        boolean unique = keyRule.map(rule -> is(rule.get("primary-key-def"), "origin", "unique-index"))
                .orElse(!key.isEmpty() && table.primaryKey().isEmpty());
        return new NaivePlan.Landing(table, schema, name, columns, key, unique, filters(table), order, ranges(table));
    }

    private List<JsonNode> selected(Table table) {
        List<JsonNode> both = new ArrayList<>(selections(table, "include"));
        both.addAll(selections(table, "explicit"));
        return both;
    }

    private List<NaivePlan.Filter> filters(Table table) {
        List<List<NaivePlan.Filter>> sets = new ArrayList<>();
        for (JsonNode rule : selections(table, "include")) {
            List<NaivePlan.Filter> filters = new ArrayList<>();
            rule.path("filters").forEach(filter -> filters.add(filter(filter)));
            if (!filters.isEmpty() && !sets.contains(filters)) {
                sets.add(filters);
            }
        }
        if (sets.size() > 1) {
            refusals.add("two sets of filters for " + table.name());
        }
        List<NaivePlan.Filter> filters = sets.isEmpty() ? List.of() : sets.get(0);
        for (NaivePlan.Filter filter : filters) {
            if (table.column(filter.column()).isEmpty()) {
                refusals.add("no column " + filter.column() + " to filter " + table.name());
            }
        }
        return filters;
    }

    private static NaivePlan.Filter filter(JsonNode filter) {
        List<List<String>> conditions = new ArrayList<>();
        for (JsonNode condition : filter.get("filter-conditions")) {
            List<String> parts = new ArrayList<>();
            parts.add(condition.get("filter-operator").asText().replace("ste", "lte"));
            for (String operand : List.of("value", "start-value", "end-value")) {
                text(condition, operand).ifPresent(parts::add);
            }
            conditions.add(parts);
        }
        return new NaivePlan.Filter(filter.get("column-name").asText(), conditions);
    }

    private Optional<String> ranges(Table table) {
        for (JsonNode rule : rules) {
            JsonNode load = rule.path("parallel-load");
            if (is(rule, "rule-type", "table-settings")
                    && is(
                            rule.get("object-locator"),
                            "schema-name",
                            table.name().schema())
                    && is(rule.get("object-locator"), "table-name", table.name().table())
                    && is(load, "type", "ranges")) {
                for (JsonNode column : load.get("columns")) {
                    if (table.column(column.asText()).isEmpty()) {
                        refusals.add("no column " + column.asText() + " for ranges of " + table.name());
                    }
                }
                return Optional.of(texts(load.get("columns")) + " "
                        + texts(load.get("boundaries")).stream().collect(Collectors.joining(" ")));
            }
        }
        return Optional.empty();
    }

    private List<NaivePlan.Target> columns(Table table) {
        boolean only = rules.stream().anyMatch(rule -> is(rule, "rule-action", "include-column") && isFor(rule, table));
        List<NaivePlan.Target> columns = new ArrayList<>();
        List<Boolean> touched = new ArrayList<>();
        for (Column column : table.columns()) {
            Optional<JsonNode> rule = columnRule(table, column);
            boolean included = rules.stream()
                    .anyMatch(
                            one -> is(one, "rule-action", "include-column") && isFor(one, table) && names(one, column));
            boolean removed =
                    rule.filter(one -> is(one, "rule-action", "remove-column")).isPresent();
            if (removed || (only && !included)) {
                continue;
            }
            Optional<String> type = rule.filter(one -> is(one, "rule-action", "change-data-type"))
                    .map(one -> type(one.get("data-type")));
            String name = rule.map(one -> NaiveNames.apply(one, column.name(), table, column.name()))
                    .orElse(column.name());
            Optional<String> mask = mask(table, column.name());
            columns.add(new NaivePlan.Target(name, Optional.of(column.name()), type, Optional.empty(), mask));
            touched.add(rule.isPresent() || mask.isPresent());
        }
        add(table, columns, touched);
        refuseClashes(table, columns, touched);
        return columns;
    }

    private void add(Table table, List<NaivePlan.Target> columns, List<Boolean> touched) {
        for (JsonNode rule : rules) {
            if (is(rule, "rule-action", "add-column") && isFor(rule, table)) {
                String name = rule.get("value").asText();
                Optional<String> expression = text(rule, "expression");
                if (table.columns().stream()
                        .anyMatch(column -> fold(column.name()).equals(fold(name)))) {
                    refusals.add("column " + name + " is there already in " + table.name());
                }
                for (String read : expression.map(NaiveNames::columnsOf).orElse(List.of())) {
                    if (table.column(read).isEmpty()) {
                        refusals.add("no column " + read + " to compute from in " + table.name());
                    }
                }
                Optional<String> mask = mask(table, name);
                if (mask.equals(Optional.of("data-masking-digits-randomize"))) {
                    refusals.add("digits of " + name + " at random, which SQLite cannot");
                }
                columns.add(new NaivePlan.Target(
                        name,
                        Optional.empty(),
                        Optional.of(type(rule.get("data-type"))),
                        Optional.of(expression.orElse("NULL")),
                        mask));
                touched.add(true);
            }
        }
    }

    /** Columns that the source itself keeps apart by case alone are its own affair. */
    private void refuseClashes(Table table, List<NaivePlan.Target> columns, List<Boolean> touched) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().isEmpty()) {
                refusals.add("no name is left for " + columns.get(i).from() + " of " + table.name());
            }
            for (int j = 0; j < i; j++) {
                boolean changed = touched.get(i) || touched.get(j);
                if (changed
                        && fold(columns.get(i).name())
                                .equals(fold(columns.get(j).name()))) {
                    refusals.add("two columns of " + table.name() + " become "
                            + columns.get(i).name());
                }
            }
        }
    }

    private List<String> defined(JsonNode rule, List<NaivePlan.Target> columns) {
        List<String> names = texts(rule.get("primary-key-def").get("columns"));
        for (String name : names) {
            if (columns.stream().noneMatch(column -> column.name().equals(name))) {
                refusals.add("no column " + name + " for the key");
            }
        }
        return names;
    }

    /** Returns the source's key when every column of it lands, unmasked. */
    private static List<String> kept(Table table, List<NaivePlan.Target> columns) {
        List<String> names = new ArrayList<>();
        for (String wanted : table.key().map(Key::columns).orElse(List.of())) {
            columns.stream()
                    .filter(column -> column.from().equals(Optional.of(wanted))
                            && column.mask().isEmpty())
                    .forEach(column -> names.add(column.name()));
        }
        return names.size() == table.key().map(key -> key.columns().size()).orElse(0) ? names : List.of();
    }

    /** Returns the rule of the lowest id that changes the schema or table. */
    private Optional<JsonNode> first(Table table, String target) {
        return rules.stream()
                .filter(rule -> is(rule, "rule-type", "transformation") && is(rule, "rule-target", target))
                .filter(rule -> NaivePattern.inTransformation(
                        rule.get("object-locator").get("schema-name").asText(),
                        table.name().schema()))
                .filter(rule -> target.equals("schema") || isFor(rule, table))
                .findFirst();
    }

    /** Returns the rule of the lowest id that changes the column; masks and include-column stand beside it. */
    private Optional<JsonNode> columnRule(Table table, Column column) {
        return rules.stream()
                .filter(rule -> is(rule, "rule-type", "transformation") && is(rule, "rule-target", "column"))
                .filter(rule -> !action(rule).startsWith("data-masking"))
                .filter(rule -> !Set.of("add-column", "include-column", "add-before-image-columns")
                        .contains(action(rule)))
                .filter(rule -> isFor(rule, table) && names(rule, column))
                .findFirst();
    }

    private Optional<String> mask(Table table, String column) {
        return rules.stream()
                .filter(rule -> action(rule).startsWith("data-masking") && isFor(rule, table))
                .filter(rule -> NaivePattern.inTransformation(
                        rule.get("object-locator").get("column-name").asText(), column))
                .findFirst()
                .map(rule -> action(rule)
                        + text(rule, "value").map(value -> " " + value).orElse(""));
    }

    private static boolean isFor(JsonNode rule, Table table) {
        JsonNode locator = rule.get("object-locator");
        return NaivePattern.inTransformation(
                        locator.path("schema-name").asText(), table.name().schema())
                && NaivePattern.inTransformation(
                        locator.path("table-name").asText(), table.name().table());
    }

    private static boolean names(JsonNode rule, Column column) {
        JsonNode locator = rule.get("object-locator");
        Optional<String> type = text(locator, "data-type");
        return NaivePattern.inTransformation(locator.path("column-name").asText(), column.name())
                && (type.isEmpty() || NaiveTypes.of(column).contains(type.get()));
    }

    private static String type(JsonNode type) {
        return type.get("type").asText()
                + text(type, "length").map(length -> " length " + length).orElse("")
                + text(type, "precision")
                        .map(precision -> " precision " + precision)
                        .orElse("")
                + text(type, "scale").map(scale -> " scale " + scale).orElse("");
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static long id(JsonNode rule) {
        return rule.get("rule-id").asLong();
    }

    static String action(JsonNode rule) {
        return rule.path("rule-action").asText();
    }

    static boolean is(JsonNode node, String key, String value) {
        return node.path(key).asText().equals(value);
    }

    static Optional<String> text(JsonNode node, String key) {
        JsonNode value = node.path(key);
        return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value.asText());
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.isArray() ? texts(item).toString() : item.asText()));
        return texts;
    }
}
