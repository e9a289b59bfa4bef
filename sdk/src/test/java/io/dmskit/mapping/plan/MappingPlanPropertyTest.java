package io.dmskit.mapping.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.catalog.Column;
import io.dmskit.document.Finding;
import io.dmskit.document.Severity;
import io.dmskit.mapping.ColumnFilter;
import io.dmskit.mapping.DataType;
import io.dmskit.mapping.InvalidMappingException;
import io.dmskit.mapping.MappingDocument;
import io.dmskit.mapping.Transformation;
import io.dmskit.mapping.TransformationRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * The plan says what an independent evaluator says, of random sources and rules: names, columns, types, keys, filters, masks,
 * order and ranges; and both refuse the same ones.
 *
 * <p>The long run: {@code mvn -pl sdk test -Dtest=MappingPlanPropertyTest -Ddmskit.cases=100000}. A failure names its seed;
 * {@code -Ddmskit.seed=N} begins there.
 */
class MappingPlanPropertyTest {
    private static final long CASES = Long.getLong("dmskit.cases", 3_000);
    private static final long FIRST = Long.getLong("dmskit.seed", 0);

    @Test
    void agreesWithTheNaiveEvaluator() {
        List<Answer> answers = LongStream.range(FIRST, FIRST + CASES)
                .parallel()
                .mapToObj(RandomMigration::ofAnything)
                .map(MappingPlanPropertyTest::answer)
                .toList();

        Map<Kind, Long> counts =
                answers.stream().collect(Collectors.groupingBy(Answer::kind, TreeMap::new, Collectors.counting()));
        System.out.printf(
                Locale.ROOT, "plan against the naive evaluator, %,d cases from seed %d: %s%n", CASES, FIRST, counts);
        assertThat(answers.stream()
                        .flatMap(answer -> answer.disagreement().stream())
                        .limit(5))
                .isEmpty();
        assertThat(counts)
                .containsKeys(Kind.DOCUMENT_REFUSED, Kind.SOURCE_REFUSED, Kind.NOTHING_SELECTED, Kind.PLANNED);
    }

    /** What both answered. */
    private enum Kind {
        DOCUMENT_REFUSED,
        SOURCE_REFUSED,
        NOTHING_SELECTED,
        PLANNED,
        DISAGREED
    }

    /**
     * What came of one migration.
     *
     * @param kind what both said
     * @param disagreement or in what they differ
     */
    private record Answer(Kind kind, Optional<String> disagreement) {
        static Answer both(Kind kind) {
            return new Answer(kind, Optional.empty());
        }

        static Answer differ(RandomMigration migration, String how, Object naive) {
            return new Answer(
                    Kind.DISAGREED,
                    Optional.of("seed " + migration.seed() + ": " + how + "\nnaive evaluator: " + naive + "\n"
                            + migration));
        }
    }

    private static Answer answer(RandomMigration migration) {
        NaivePlan naive = NaiveEvaluator.plan(migration);
        MappingDocument document = MappingDocument.read("mappings.json", migration.mappings());
        List<Finding> errors = document.findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .toList();
        List<String> codes =
                naive.refusals().stream().filter(text -> text.startsWith("TM0")).toList();
        if (!errors.isEmpty() || !codes.isEmpty()) {
            boolean same = !errors.isEmpty()
                    && codes.containsAll(errors.stream().map(Finding::code).toList());
            return same
                    ? Answer.both(Kind.DOCUMENT_REFUSED)
                    : Answer.differ(migration, "lint: " + errors, naive.refusals());
        }
        try {
            MappingPlan plan = MappingPlan.of(document.valid(), migration.catalog(), migration.targetSchema());
            String planned = describe(plan);
            if (!naive.refusals().isEmpty() || !planned.equals(naive.describe())) {
                return Answer.differ(migration, "plan:\n" + planned, naive.refusals() + "\n" + naive.describe());
            }
            return Answer.both(plan.tables().isEmpty() ? Kind.NOTHING_SELECTED : Kind.PLANNED);
        } catch (InvalidMappingException e) {
            return naive.refusals().isEmpty()
                    ? Answer.differ(migration, "plan refused: " + e.problems(), naive.describe())
                    : Answer.both(Kind.SOURCE_REFUSED);
        }
    }

    private static String describe(MappingPlan plan) {
        List<NaivePlan.Landing> landings = new ArrayList<>();
        for (TablePlan table : plan.tables()) {
            landings.add(new NaivePlan.Landing(
                    table.source(),
                    table.target().schema(),
                    table.target().table(),
                    table.columns().stream()
                            .map(MappingPlanPropertyTest::target)
                            .toList(),
                    table.key().map(key -> key.columns()).orElse(List.of()),
                    table.keyIsUniqueIndex(),
                    table.filters().stream()
                            .map(MappingPlanPropertyTest::filter)
                            .toList(),
                    table.loadOrder(),
                    table.ranges()
                            .map(ranges -> ranges.columns() + " "
                                    + ranges.boundaries().stream()
                                            .map(Object::toString)
                                            .collect(Collectors.joining(" ")))));
        }
        return new NaivePlan(landings, List.of()).describe();
    }

    private static NaivePlan.Target target(ColumnPlan column) {
        Optional<TransformationRule> added = rule(column, Transformation.AddColumn.class);
        return new NaivePlan.Target(
                column.name(),
                column.source().map(Column::name),
                column.type().map(MappingPlanPropertyTest::type),
                added.map(rule ->
                        ((Transformation.AddColumn) rule.action()).expression().text()),
                rule(column, Transformation.Masking.class).map(rule -> mask(rule.action())));
    }

    /** Returns the rule of this kind that decided; a mask is taken from where the values come from, if it shows there. */
    private static Optional<TransformationRule> rule(ColumnPlan column, Class<? extends Transformation> kind) {
        boolean masked =
                column.origin() instanceof ColumnPlan.Masked || column.source().isEmpty();
        return column.decidedBy().stream()
                .filter(TransformationRule.class::isInstance)
                .map(TransformationRule.class::cast)
                .filter(rule -> kind.isInstance(rule.action()) && masked)
                .findFirst();
    }

    private static String mask(Transformation action) {
        return action instanceof Transformation.DigitsMask digits ? action.word() + " " + digits.mask() : action.word();
    }

    private static String type(DataType type) {
        return type.name().word()
                + number(" length ", type.length())
                + number(" precision ", type.precision())
                + number(" scale ", type.scale());
    }

    private static String number(String label, OptionalInt number) {
        return number.isPresent() ? label + number.getAsInt() : "";
    }

    private static NaivePlan.Filter filter(ColumnFilter filter) {
        List<List<String>> conditions = new ArrayList<>();
        for (ColumnFilter.Condition condition : filter.conditions()) {
            List<String> parts = new ArrayList<>(List.of(condition.operator().word()));
            parts.addAll(condition.operands());
            conditions.add(parts);
        }
        return new NaivePlan.Filter(filter.column(), conditions);
    }
}
