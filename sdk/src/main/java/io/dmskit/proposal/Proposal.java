package io.dmskit.proposal;

import io.dmskit.catalog.Table;
import io.dmskit.catalog.TableName;
import io.dmskit.endpoint.Engine;
import io.dmskit.settings.FullLoadSettings;
import io.dmskit.settings.Logging;
import io.dmskit.settings.Presets;
import io.dmskit.settings.TaskSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Table mappings and task settings for what a survey found, with the reasons.
 *
 * @param survey what was found
 * @param options what the proposal is for
 * @param tasks one or, where that would be too much, several
 * @param leftOut tables and views that do not go
 */
public record Proposal(Survey survey, ProposalOptions options, List<ProposedTask> tasks, List<LeftOut> leftOut) {
    /** Small tables are over before their place in the queue matters. */
    private static final double WORTH_ORDERING = 0.95;

    private static final int USUAL_SUB_TASKS = FullLoadSettings.MAX_FULL_LOAD_SUB_TASKS.defaultValue();
    private static final int MANY_SUB_TASKS = 16;
    private static final int MANY_TABLES = 100;
    private static final Set<Engine> UPPER_CASE = Set.of(Engine.ORACLE, Engine.DB2, Engine.DB2_ZOS);

    /** Copies the lists. */
    public Proposal {
        tasks = List.copyOf(tasks);
        leftOut = List.copyOf(leftOut);
    }

    /** Decides. */
    public static Proposal of(Survey survey, ProposalOptions options) {
        TableChoice choice = TableChoice.of(survey);
        if (choice.taken().isEmpty()) {
            throw new IllegalArgumentException("there is no table to migrate in these schemas");
        }
        List<ProposedTask> tasks = TaskSplit.of(choice.taken(), survey.references(), options.taskBytes()).stream()
                .map(tables -> task(tables, survey, options))
                .toList();
        return new Proposal(survey, options, tasks, choice.leftOut());
    }

    /** Returns what a person reads before using it: Markdown. */
    public String report() {
        return new ProposalReport(this).write();
    }

    private static ProposedTask task(List<Table> tables, Survey survey, ProposalOptions options) {
        List<String> reasons = new ArrayList<>();
        TaskSettings loading = settings(tables, survey, reasons);
        LobAdvice lobs = LobAdvice.of(tables, survey, options, loading);
        reasons.addAll(lobs.reasons());
        MappingDraft draft = new MappingDraft();
        Map<TableName, Integer> order = loadOrder(tables);
        for (Table table : tables) {
            draft.select(
                    table.name(),
                    order.containsKey(table.name()) ? OptionalInt.of(order.get(table.name())) : OptionalInt.empty());
        }
        if (UPPER_CASE.contains(options.target())) {
            tables.stream().map(table -> table.name().schema()).distinct().forEach(draft::upperCase);
            reasons.add("names become upper case, as " + options.target() + " has them unless they are quoted");
        }
        for (Table table : tables) {
            Survey.Segments segments = survey.segments().get(table.name());
            if (segments != null) {
                draft.divide(table.name(), segments);
            }
            if (lobs.unlimited().contains(table.name())) {
                draft.unlimitedLobs(table.name());
            }
        }
        return new ProposedTask(tables, draft.mappings(), lobs.settings(), reasons);
    }

    /** The largest tables that together hold most of the bytes; the highest number loads first. */
    private static Map<TableName, Integer> loadOrder(List<Table> tables) {
        List<Table> largestFirst = tables.stream()
                .sorted(Comparator.comparingLong(Table::bytes).reversed().thenComparing(Table::name))
                .toList();
        double all = TaskSplit.bytes(tables);
        List<TableName> ordered = new ArrayList<>();
        double covered = 0;
        for (Table table : largestFirst) {
            if (covered >= WORTH_ORDERING * all) {
                break;
            }
            covered += table.bytes();
            ordered.add(table.name());
        }
        Map<TableName, Integer> order = new HashMap<>();
        for (int i = 0; i < ordered.size(); i++) {
            order.put(ordered.get(i), ordered.size() - i);
        }
        return order;
    }

    private static TaskSettings settings(List<Table> tables, Survey survey, List<String> reasons) {
        int most = tables.stream()
                .map(table -> survey.segments().get(table.name()))
                .mapToInt(segments -> segments == null ? 1 : segments.count())
                .max()
                .orElse(1);
        if (tables.size() >= MANY_TABLES && most == 1) {
            TaskSettings many = Presets.MANY_SMALL_TABLES;
            reasons.add("MaxFullLoadSubTasks is " + many.get(FullLoadSettings.MAX_FULL_LOAD_SUB_TASKS)
                    + ", and keys are made" + " after the rows: with " + tables.size()
                    + " small tables the time goes into beginning and ending them");
            return many;
        }
        int subTasks = most > USUAL_SUB_TASKS ? Math.min(MANY_SUB_TASKS, most) : USUAL_SUB_TASKS;
        reasons.add("MaxFullLoadSubTasks is " + subTasks + ": "
                + (subTasks == USUAL_SUB_TASKS
                        ? "DMS's default"
                        : "the most divided table has " + most + " segments, and more than " + MANY_SUB_TASKS
                                + " at once rarely help"));
        return TaskSettings.DEFAULTS
                .with(Logging.ENABLE_LOGGING, true)
                .with(FullLoadSettings.MAX_FULL_LOAD_SUB_TASKS, subTasks);
    }
}
