package io.dmskit.mapping;

import io.dmskit.document.ArrayNode;
import io.dmskit.document.Findings;
import io.dmskit.document.NearestWord;
import io.dmskit.document.Node;
import io.dmskit.mapping.ColumnFilter.Condition;
import io.dmskit.mapping.ColumnFilter.Operator;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads the filters of a selection rule. */
final class FilterReader {
    private static final List<String> OPERATORS =
            List.of("lte", "ste", "gte", "eq", "noteq", "between", "notbetween", "null", "notnull");
    private static final List<String> OPERANDS = List.of("value", "start-value", "end-value");

    private final Findings findings;

    FilterReader(Findings findings) {
        this.findings = findings;
    }

    /** Returns the filters that could be read. */
    List<ColumnFilter> filters(Node node) {
        if (!(node instanceof ArrayNode array)) {
            findings.error("TM030", node, "filters is " + node.kind() + ": it must be an array");
            return List.of();
        }
        List<ColumnFilter> filters = new ArrayList<>();
        for (Node item : array.items()) {
            SelectionReader.object(findings, item, "TM030", "a filter")
                    .flatMap(this::filter)
                    .ifPresent(filters::add);
        }
        return filters;
    }

    private Optional<ColumnFilter> filter(Fields fields) {
        fields.allowOnly("filters", Set.of("filter-type", "column-name", "filter-conditions"));
        String type = fields.text("filter-type").orElse("");
        if (!type.equals("source")) {
            findings.error("TM030", fields.at("filter-type"), "filter-type is \"" + type + "\": it must be source");
        }
        Optional<String> column = fields.word("column-name");
        if (column.isEmpty()) {
            findings.error("TM035", fields.node(), "a filter needs a column-name");
        }
        List<Node> items = fields.items("filter-conditions");
        if (items.isEmpty()) {
            findings.error("TM035", fields.at("filter-conditions"), "a filter needs at least one filter-condition");
        }
        List<Condition> conditions = new ArrayList<>();
        for (Node item : items) {
            SelectionReader.object(findings, item, "TM030", "a filter-condition")
                    .flatMap(this::condition)
                    .ifPresent(conditions::add);
        }
        mixture(fields, conditions);
        return column.map(name -> new ColumnFilter(name, conditions));
    }

    private Optional<Condition> condition(Fields fields) {
        fields.allowOnly("filter-conditions", Set.of("filter-operator", "value", "start-value", "end-value"));
        Optional<String> word = fields.text("filter-operator");
        if (word.isEmpty() || !OPERATORS.contains(word.get())) {
            findings.error(
                    "TM033",
                    fields.at("filter-operator"),
                    word.map(found -> "unknown filter-operator \"" + found + "\"")
                                    .orElse("filter-operator is missing")
                            + "; allowed: " + String.join(", ", OPERATORS)
                            + word.flatMap(found -> NearestWord.to(found, OPERATORS))
                                    .map(near -> "; did you mean \"" + near + "\"?")
                                    .orElse(""));
            return Optional.empty();
        }
        Operator operator = word.get().equals("ste")
                ? Operator.LTE
                : Operator.valueOf(word.get().toUpperCase(Locale.ROOT));
        return operands(fields, operator).map(operands -> new Condition(operator, operands));
    }

    private Optional<List<String>> operands(Fields fields, Operator operator) {
        List<String> wanted =
                switch (operator.operands()) {
                    case 0 -> List.of();
                    case 1 -> List.of("value");
                    default -> List.of("start-value", "end-value");
                };
        List<String> given = OPERANDS.stream()
                .filter(key -> fields.node().get(key).isPresent())
                .toList();
        boolean complete = given.containsAll(wanted) && !(wanted.isEmpty() && !given.isEmpty());
        if (!complete) {
            String needs = wanted.isEmpty() ? "no value" : String.join(" and ", wanted);
            findings.error("TM034", fields.node(), operator.word() + " takes " + needs);
            return Optional.empty();
        }
        List<String> operands = new ArrayList<>();
        wanted.forEach(key -> fields.text(key).ifPresent(operands::add));
        if (operands.size() != wanted.size()) {
            return Optional.empty();
        }
        if (operands.size() == 2) {
            range(fields, operands.get(0), operands.get(1));
        }
        return Optional.of(operands);
    }

    private void range(Fields fields, String start, String end) {
        Optional<BigDecimal> low = Numbers.decimal(start);
        Optional<BigDecimal> high = Numbers.decimal(end);
        if (low.isPresent() && high.isPresent() && low.get().compareTo(high.get()) > 0) {
            findings.error("TM037", fields.node(), "start-value " + start + " is above end-value " + end);
        }
    }

    /** Says what DMS makes of negative conditions beside a null condition. */
    private void mixture(Fields fields, List<Condition> conditions) {
        boolean isNull = conditions.stream().anyMatch(condition -> condition.operator() == Operator.NULL);
        boolean negative =
                conditions.stream().anyMatch(condition -> condition.operator().negative());
        if (isNull && negative) {
            boolean inclusive = conditions.stream()
                    .map(Condition::operator)
                    .anyMatch(operator -> operator != Operator.NULL && !operator.negative());
            findings.warning(
                    "TM036",
                    fields.node(),
                    inclusive
                            ? "a negative condition beside null: rows with NULL are not replicated"
                            : "a negative condition beside null keeps no row at all");
        }
    }
}
