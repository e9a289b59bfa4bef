package io.dmskit.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.mapping.NaiveEvaluator;
import io.dmskit.mapping.NaivePlan;
import io.dmskit.mapping.RandomMigration;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * Random rules over random sources, run through dmskit-local between real databases, land every row exactly where and as the
 * guide says: names, columns, types, keys, filtered rows, masks and computed values; loaded, and in part changed while the task
 * replicates.
 *
 * <p>The long run: {@code mvn -pl integration-tests -am verify -Dit.test=PlanIsTrueIT -Dtest=none
 * -Dsurefire.failIfNoSpecifiedTests=false -Ddmskit.migrations=200}. A failure names its seed; {@code -Ddmskit.seed=N} begins there.
 */
class PlanIsTrueIT {
    private static final int MIGRATIONS = Integer.getInteger("dmskit.migrations", 12);
    private static final long FIRST = Long.getLong("dmskit.seed", 0);
    /** One in so many goes on replicating after its load. */
    private static final int CHANGING_EVERY = 4;

    @Test
    void everyRowLandsAsPlanned() throws Exception {
        int carriedOut = 0;
        int tables = 0;
        long rows = 0;
        long seed = FIRST;
        try (TruthRig rig = new TruthRig()) {
            for (; carriedOut < MIGRATIONS; seed++) {
                RandomMigration migration = RandomMigration.toCarryOut(seed);
                NaivePlan plan = NaiveEvaluator.plan(migration);
                if (plan.refusals().isEmpty() && !plan.tables().isEmpty()) {
                    TruthRun run = new TruthRun(rig, migration, plan, carriedOut % CHANGING_EVERY == 0);
                    rows += run.carryOut();
                    tables += plan.tables().size();
                    carriedOut++;
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%d schemas x mappings (seeds %d to %d): %,d tables, %,d rows as planned%n",
                carriedOut,
                FIRST,
                seed - 1,
                tables,
                rows);
        assertThat(rows).isPositive();
    }
}
