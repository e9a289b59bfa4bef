package io.dmskit.local.engine.validate;

import io.dmskit.local.engine.TableProgress;
import io.dmskit.local.engine.TableValidation;
import io.dmskit.local.engine.TableValidation.State;
import io.dmskit.mapping.plan.TablePlan;
import io.dmskit.verify.Difference;
import io.dmskit.verify.TableComparison;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The validation of one table: when it is due, and what its comparisons come to. A row fails when two comparisons in a row find it
 * different and untouched by changes; RecordFailureDelayInMinutes, which gives changes time to arrive, is not needed for that. For
 * one thread.
 */
final class TableCheck {
    private static final Duration REST = Duration.ofSeconds(1);

    /** Validation takes at most a tenth of the time, so that a large table under changes is not read without end. */
    private static final int RESTS_PER_COMPARISON = 9;

    private final TableProgress progress;
    private final ValidationPolicy policy;
    private TablePlan plan;
    private Set<Difference> suspects = Set.of();
    private boolean asked = true;
    private boolean unsettled;
    private boolean goingOn;
    private long changesBefore;
    private long changesCompared;
    private long loadsCompared;
    private long beginNanos;
    private long nextNanos;

    TableCheck(TablePlan plan, TableProgress progress, ValidationPolicy policy) {
        this.plan = plan;
        this.progress = progress;
        this.policy = policy;
        show(TableValidation.of(plan.key().isEmpty() ? State.NO_PRIMARY_KEY : State.PENDING_VALIDATION));
    }

    TablePlan plan() {
        return plan;
    }

    /** Goes on by the plan by which changes are applied now. */
    void follow(TablePlan current) {
        plan = current;
    }

    private void show(TableValidation next) {
        progress.validation(next);
    }

    private State state() {
        return progress.validation().state();
    }

    /** Somebody wants it compared now, whatever was found before. */
    void ask() {
        if (state() != State.NO_PRIMARY_KEY) {
            asked = true;
            show(TableValidation.of(State.PENDING_REVALIDATION));
        }
    }

    /** Returns whether the table should be compared now; shows why not if there is something to show. */
    boolean isDue() {
        if (state() == State.NO_PRIMARY_KEY) {
            return false;
        }
        switch (progress.state()) {
            case TABLE_COMPLETED -> {
                noticeLoad();
                return isWanted();
            }
            case TABLE_ERROR -> again(State.TABLE_ERROR);
            default -> again(State.PENDING_VALIDATION);
        }
        return false;
    }

    /** A reload can be over before anybody saw that it went on. */
    private void noticeLoad() {
        if (progress.loads() != loadsCompared) {
            loadsCompared = progress.loads();
            again(State.PENDING_VALIDATION);
        }
    }

    private void again(State meanwhile) {
        asked = true;
        suspects = Set.of();
        if (state() != meanwhile) {
            show(TableValidation.of(meanwhile));
        }
    }

    private boolean isWanted() {
        if (asked) {
            return true;
        }
        boolean changed = progress.appliedChanges() != changesCompared;
        if (state() == State.SUSPENDED_RECORDS || !(changed || unsettled)) {
            return false;
        }
        if (changed && state() == State.VALIDATED) {
            show(TableValidation.of(State.PENDING_REVALIDATION));
        }
        return System.nanoTime() - nextNanos >= 0;
    }

    void begin() {
        asked = false;
        goingOn = true;
        changesBefore = progress.appliedChanges();
        beginNanos = System.nanoTime();
        if (progress.validation().failed() == 0) {
            show(TableValidation.of(State.PREPARING_TABLE));
        }
    }

    boolean isGoingOn() {
        return goingOn;
    }

    /** The comparison was given up, if it still goes on; it is to be made yet. */
    void cancelled() {
        if (goingOn) {
            goingOn = false;
            asked = true;
            show(progress.validation().in(State.PENDING_VALIDATION));
        }
    }

    /** The comparison says nothing: the table was emptied, altered or reloaded meanwhile. */
    void unsettle() {
        unsettled = true;
        rest();
        show(progress.validation().in(State.PENDING_REVALIDATION));
    }

    /** The comparison was not possible. */
    void failed(String problem) {
        unsettled = true;
        rest();
        show(TableValidation.of(State.ERROR, problem));
    }

    /**
     * Takes what a comparison found.
     *
     * @param underWay tells rows that changes touched between the two sides' snapshots
     * @return the rows that fail
     */
    List<Difference> ended(TableComparison comparison, Predicate<Difference> underWay) {
        Set<Difference> certain = new LinkedHashSet<>(comparison.differences());
        certain.removeIf(underWay);
        List<Difference> failed = certain.stream().filter(suspects::contains).toList();
        long pending = comparison.differences().size() - (long) failed.size();
        suspects = certain;
        return settle(failed, pending, comparison);
    }

    /** Takes what a comparison found on a source whose changes are not followed: every difference fails. */
    List<Difference> endedForGood(TableComparison comparison) {
        return settle(comparison.differences(), 0, comparison);
    }

    private List<Difference> settle(List<Difference> failed, long pending, TableComparison comparison) {
        changesCompared = changesBefore;
        unsettled = pending > 0;
        rest();
        if (failed.size() >= policy.mostFailuresOfTable()) {
            long rest = Math.max(comparison.sourceRows(), comparison.targetRows()) - failed.size();
            show(new TableValidation(
                    State.SUSPENDED_RECORDS,
                    "the table has " + failed.size() + " failed records, as many as TableFailureMaxCount allows",
                    0,
                    failed.size(),
                    Math.max(0, rest)));
        } else if (!failed.isEmpty()) {
            show(new TableValidation(State.MISMATCHED_RECORDS, "", pending, failed.size(), 0));
        } else if (pending > 0) {
            show(new TableValidation(State.PENDING_RECORDS, "", pending, 0, 0));
        } else {
            show(TableValidation.of(
                    State.VALIDATED,
                    comparison.notCompared().isEmpty() ? "" : "not compared: " + comparison.notCompared()));
        }
        return failed;
    }

    /** The task has too many failed records: the table is not compared again unless somebody asks. */
    void suspend(String why) {
        if (unsettled || state() == State.MISMATCHED_RECORDS || state() == State.PENDING_VALIDATION) {
            TableValidation now = progress.validation();
            show(new TableValidation(State.SUSPENDED_RECORDS, why, 0, now.failed(), now.suspended() + now.pending()));
        }
    }

    long failures() {
        return progress.validation().failed();
    }

    /** Called when a comparison has ended. */
    private void rest() {
        goingOn = false;
        long now = System.nanoTime();
        long took = now - beginNanos;
        long rest = Math.max(REST.toNanos(), policy.delay().toNanos());
        boolean confirming = !suspects.isEmpty() && progress.validation().failed() == 0;
        nextNanos = now + (confirming ? took : Math.max(rest, took * RESTS_PER_COMPARISON));
    }
}
