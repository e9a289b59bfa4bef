package io.dmskit.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.mapping.plan.NaiveEvaluator;
import io.dmskit.mapping.plan.NaivePlan;
import io.dmskit.mapping.plan.RandomMigration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * Random rules over random sources, run through dmskit-local between real databases, land every row exactly where and as the
 * guide says: names, columns, types, keys, filtered rows, masks and computed values; loaded, and in part changed while the task
 * replicates.
 *
 * <p>The long run: {@code mvn -pl integration-tests -am verify -Dit.test=PlanIsTrueIT -Dtest=none
 * -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false -Ddmskit.migrations=200}. A failure names its
 * seed; {@code -Ddmskit.seed=N} begins there.
 */
class PlanIsTrueIT {
    private static final int MIGRATIONS = Integer.getInteger("dmskit.migrations", 12);
    private static final long FIRST = Long.getLong("dmskit.seed", 0);
    /** One in so many goes on replicating after its load. */
    private static final int CHANGING_EVERY = 4;

    private static final int MOST_FAILURES = 5;

    @Test
    void everyRowLandsAsPlanned() throws Exception {
        int carriedOut = 0;
        int tables = 0;
        long rows = 0;
        long seed = FIRST;
        List<String> failures = new ArrayList<>();
        try (TruthRig rig = new TruthRig()) {
            for (; carriedOut < MIGRATIONS && failures.size() < MOST_FAILURES; seed++) {
                RandomMigration migration = RandomMigration.toCarryOut(seed);
                NaivePlan plan = NaiveEvaluator.plan(migration);
                if (!canBeCarriedOut(plan)) {
                    continue;
                }
                try {
                    rows += new TruthRun(rig, migration, plan, seed % CHANGING_EVERY == 0).carryOut();
                    tables += plan.tables().size();
                } catch (AssertionError e) {
                    failures.add(String.valueOf(e.getMessage()));
                }
                carriedOut++;
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%d schemas x mappings (seeds %d to %d): %,d tables, %,d rows as planned, %d failed%n",
                carriedOut,
                FIRST,
                seed - 1,
                tables,
                rows,
                failures.size());
        assertThat(failures).isEmpty();
        assertThat(rows).isPositive();
    }

    /** A table of which no column is left is refused when the task starts. */
    private static boolean canBeCarriedOut(NaivePlan plan) {
        return plan.refusals().isEmpty()
                && !plan.tables().isEmpty()
                && plan.tables().stream().noneMatch(table -> table.columns().isEmpty());
    }
}
