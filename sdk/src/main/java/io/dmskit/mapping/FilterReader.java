package io.dmskit.mapping;

import io.dmskit.document.ArrayNode;
import io.dmskit.document.Findings;
import io.dmskit.document.NearestWord;
import io.dmskit.document.Node;
import io.dmskit.mapping.ColumnFilter.Condition;
import io.dmskit.mapping.ColumnFilter.Operator;
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

    private FilterReader(Findings findings) {
        this.findings = findings;
    }

    /** Returns the filters of a selection rule that could be read. */
    static List<ColumnFilter> filters(Fields rule) {
        FilterReader reader = new FilterReader(rule.findings());
        List<ColumnFilter> filters = new ArrayList<>();
        if (rule.at("filters") instanceof ArrayNode) {
            rule.objects("filters", "TM030", "a filter")
                    .forEach(fields -> reader.filter(fields).ifPresent(filters::add));
        } else {
            Node node = rule.at("filters");
            reader.findings.error("TM030", node, "filters is " + node.kind() + ": it must be an array");
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
        if (!fields.has("filter-conditions")) {
            findings.error("TM035", fields.at("filter-conditions"), "a filter needs at least one filter-condition");
        }
        List<Condition> conditions = new ArrayList<>();
        fields.objects("filter-conditions", "TM030", "a filter-condition")
                .forEach(item -> condition(item).ifPresent(conditions::add));
        mixture(fields, conditions);
        return column.filter(name -> !conditions.isEmpty()).map(name -> new ColumnFilter(name, conditions));
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
        List<String> given =
                OPERANDS.stream().filter(key -> fields.peek(key).isPresent()).toList();
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
        ValueOrder order = ValueOrder.of(start, end);
        if (order == ValueOrder.DESCENDING) {
            findings.error("TM037", fields.node(), "start-value " + start + " is above end-value " + end);
        } else if (order == ValueOrder.LIKELY_DESCENDING) {
            findings.warning(
                    "TM037",
                    fields.node(),
                    "start-value " + start + " comes after end-value " + end + " in the alphabet: no row passes if the"
                            + " source sorts so too");
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
