package io.dmskit.cli.language;

import io.dmskit.mapping.ColumnFilter;
import io.dmskit.mapping.DataType;
import io.dmskit.mapping.Rule;
import io.dmskit.mapping.plan.ColumnPlan;
import io.dmskit.mapping.plan.LoadPlan;
import io.dmskit.mapping.plan.MappingPlan;
import io.dmskit.mapping.plan.RemovedColumn;
import io.dmskit.mapping.plan.TablePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A plan in words, the same for a terminal, for programs and for a page.
 *
 * @param name of the migration or the file
 * @param tables the tables that go, in load order
 * @param staying those that do not
 */
public record Explained(String name, List<TableWords> tables, List<Staying> staying) {
    /** Copies the lists. */
    public Explained {
        tables = List.copyOf(tables);
        staying = List.copyOf(staying);
    }

    /**
     * A table that does not go.
     *
     * @param name schema and table
     * @param why in one sentence
     */
    public record Staying(String name, String why) {}

    /**
     * A table that goes.
     *
     * @param source its name on the source
     * @param target its name on the target
     * @param rows the source's estimate; 0 if not known
     * @param bytes on the source's disk; 0 if not known
     * @param key columns of the key on the target; none if it has none
     * @param unique whether the key is a unique index
     * @param filter the rows that go; empty for all
     * @param loadOrder higher loads first; 0 if not given
     * @param segments parts that are loaded at once; none if it is loaded as a whole
     * @param load parallel-load and lob-settings in words; empty for none
     * @param columns its columns on the target, and those that stay
     * @param rules the rules that decided about it as a whole
     */
    public record TableWords(
            String source,
            String target,
            long rows,
            long bytes,
            List<String> key,
            boolean unique,
            String filter,
            int loadOrder,
            List<LoadPlan.Segment> segments,
            String load,
            List<ColumnWords> columns,
            List<Rule> rules) {
        /** Returns the ids of the rules. */
        String ruleIds() {
            return ids(rules);
        }
    }

    /**
     * A column of a table that goes.
     *
     * @param source its name on the source; empty for a computed one
     * @param sourceType the source's own type; empty for a computed one
     * @param target its name on the target; empty if it stays
     * @param targetType DMS's type on the target; empty if it stays
     * @param how how its values come to be
     * @param rules the rules that decided
     */
    public record ColumnWords(
            String source, String sourceType, String target, String targetType, String how, List<Rule> rules) {
        /** Returns the ids of the rules. */
        String ruleIds() {
            return ids(rules);
        }
    }

    /** Puts a plan into words. */
    public static Explained of(String name, MappingPlan plan) {
        return new Explained(
                name,
                plan.tables().stream().map(Explained::table).toList(),
                plan.notSelected().stream()
                        .map(table -> new Staying(table.name().toString(), table.describe()))
                        .toList());
    }

    private static TableWords table(TablePlan plan) {
        return new TableWords(
                plan.source().name().toString(),
                plan.target().toString(),
                plan.source().estimatedRows(),
                plan.source().bytes(),
                plan.key().map(key -> key.columns()).orElse(List.of()),
                plan.keyIsUniqueIndex(),
                plan.filters().stream().map(Explained::filter).collect(Collectors.joining(" and ")),
                plan.loadOrder(),
                plan.load().segments(),
                LoadWords.of(plan.load()),
                columns(plan),
                plan.decidedBy());
    }

    private static List<ColumnWords> columns(TablePlan plan) {
        List<ColumnWords> columns = new ArrayList<>();
        plan.columns().stream().map(Explained::column).forEach(columns::add);
        plan.removed().stream().map(Explained::removed).forEach(columns::add);
        return columns;
    }

    private static ColumnWords column(ColumnPlan plan) {
        String target = plan.type()
                .map(Explained::type)
                .or(() -> plan.sourceType().map(DataType.Name::word))
                .orElse("");
        return new ColumnWords(
                plan.source().map(column -> column.name()).orElse(""),
                plan.source().map(column -> column.type()).orElse(""),
                plan.name(),
                target,
                how(plan),
                plan.decidedBy());
    }

    private static ColumnWords removed(RemovedColumn removed) {
        return new ColumnWords(
                removed.column().name(), removed.column().type(), "", "", "stays behind", List.of(removed.rule()));
    }

    private static String how(ColumnPlan plan) {
        if (plan.origin() instanceof ColumnPlan.Computed computed) {
            return computed.expression().text();
        }
        if (plan.origin() instanceof ColumnPlan.Masked masked) {
            return "masked: " + masked.mask().word();
        }
        return plan.type().isPresent() ? "converted" : "copied";
    }

    private static String type(DataType type) {
        String size = Stream.of(type.length(), type.precision(), type.scale())
                .filter(OptionalInt::isPresent)
                .map(number -> String.valueOf(number.getAsInt()))
                .collect(Collectors.joining(","));
        return type.name().word() + (size.isEmpty() ? "" : "(" + size + ")");
    }

    /** Inclusive conditions are alternatives, negative ones all must hold. */
    static String filter(ColumnFilter filter) {
        List<String> alternatives = conditions(filter, false);
        List<String> parts = new ArrayList<>(conditions(filter, true));
        if (!alternatives.isEmpty()) {
            String any = String.join(" or ", alternatives);
            parts.add(0, alternatives.size() == 1 ? any : "(" + any + ")");
        }
        return String.join(" and ", parts);
    }

    private static List<String> conditions(ColumnFilter filter, boolean negative) {
        return filter.conditions().stream()
                .filter(condition -> condition.operator().negative() == negative)
                .map(condition -> filter.column() + " " + condition(condition))
                .toList();
    }

    private static String condition(ColumnFilter.Condition condition) {
        List<String> operands = condition.operands();
        return switch (condition.operator()) {
            case LTE -> "<= " + operands.get(0);
            case GTE -> ">= " + operands.get(0);
            case EQ -> "= " + operands.get(0);
            case NOTEQ -> "<> " + operands.get(0);
            case BETWEEN -> "between " + operands.get(0) + " and " + operands.get(1);
            case NOTBETWEEN -> "not between " + operands.get(0) + " and " + operands.get(1);
            case NULL -> "is null";
            case NOTNULL -> "is not null";
        };
    }

    static String ids(List<Rule> rules) {
        return rules.stream().map(rule -> String.valueOf(rule.id())).collect(Collectors.joining(", "));
    }

    static String quoted(Rule rule) {
        return "rule " + rule.id() + " (" + rule.describe() + ")";
    }

    static String count(long number) {
        return number == 0 ? "" : String.format(Locale.ROOT, "%,d", number);
    }

    /**
     * Returns the tables of this name or pattern.
     *
     * @param otherwise what to say if there is none
     */
    public Explained only(TablePattern pattern, Supplier<String> otherwise) {
        List<TableWords> going =
                tables.stream().filter(table -> pattern.matches(table.source())).toList();
        List<Staying> left =
                staying.stream().filter(table -> pattern.matches(table.name())).toList();
        return new Explained(
                name,
                going,
                going.isEmpty() && left.isEmpty() ? List.of(new Staying(pattern.text(), otherwise.get())) : left);
    }
}
