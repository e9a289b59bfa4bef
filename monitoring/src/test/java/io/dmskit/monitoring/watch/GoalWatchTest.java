package io.dmskit.monitoring.watch;

import static io.dmskit.monitoring.Snapshots.changed;
import static io.dmskit.monitoring.Snapshots.table;
import static io.dmskit.monitoring.watch.Rounds.START;
import static io.dmskit.monitoring.watch.Rounds.one;
import static io.dmskit.monitoring.watch.Standing.State.ON_THE_WAY;
import static io.dmskit.monitoring.watch.Standing.State.OUT_OF_REACH;
import static io.dmskit.monitoring.watch.Standing.State.REACHED;
import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.monitoring.TableProgress;
import io.dmskit.monitoring.judge.ServiceFailure;
import io.dmskit.settings.MigrationType;
import io.dmskit.task.TableState.LoadState;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GoalWatchTest {
    private static final TableProgress DONE = changed("LEDGER", 10, 0, 0, 0);
    private static final TableProgress LOADING = table("CARDS", LoadState.FULL_LOAD, 5, 10, 1);
    private static final TableProgress SUSPENDED = table("CARDS", LoadState.ERROR, 5, 10, 0);

    private static GoalWatch watch(Goal goal, String... named) {
        return new GoalWatch(goal, Set.of(named), name -> Duration.ofSeconds(5));
    }

    private static Standing see(Goal goal, Rounds.One... some) {
        return watch(goal).see(Rounds.of(some).round());
    }

    @Test
    void isLoadedWhenEveryTableOfEveryReplicationIs() {
        assertThat(see(Goal.LOADED, one("bank").tables(DONE, LOADING)))
                .isEqualTo(new Standing(ON_THE_WAY, "0 of 1 loaded; bank: 1 of 2 tables loaded"));
        assertThat(see(Goal.LOADED, one("bank").tables(DONE), one("store").tables(DONE)))
                .isEqualTo(new Standing(REACHED, "2 of 2 loaded"));
        assertThat(see(Goal.LOADED, one("bank").tables(DONE), one("store").status("starting"))
                        .state())
                .isEqualTo(ON_THE_WAY);
    }

    @Test
    void whatOnlyReplicatesHasNothingToLoad() {
        Rounds.One cdc = one("bank").type(MigrationType.CDC).tables(table("CARDS", LoadState.BEFORE_LOAD, 0, 0, 0));

        assertThat(see(Goal.LOADED, cdc).state()).isEqualTo(REACHED);
    }

    @Test
    void aTableThatWasGivenUpIsNotLoadedAnyMore() {
        assertThat(see(Goal.LOADED, one("bank").tables(DONE, SUSPENDED)))
                .isEqualTo(new Standing(OUT_OF_REACH, "bank: goes on without BANKING.CARDS (Table error)"));
    }

    @Test
    void aFullLoadThatHasEndedIsLoadedAndAFailureIsNot() {
        Rounds.One done = one("bank")
                .type(MigrationType.FULL_LOAD)
                .stopped("stopped", "Stop Reason FULL_LOAD_ONLY_FINISHED")
                .tables(DONE);
        Rounds.One failed =
                one("bank").stopped("failed", "Stop Reason FATAL_ERROR").tables(DONE);
        Rounds.One early = one("bank").stopped("stopped", "Stop Reason NORMAL").tables(DONE, LOADING);

        assertThat(see(Goal.LOADED, done).state()).isEqualTo(REACHED);
        assertThat(see(Goal.LOADED, failed).state()).isEqualTo(OUT_OF_REACH);
        assertThat(see(Goal.LOADED, early)).isEqualTo(new Standing(OUT_OF_REACH, "bank: stopped by request"));
    }

    @Test
    void tablesOfAnEarlierRunDoNotCount() {
        GoalWatch watch = watch(Goal.LOADED);

        assertThat(watch.see(Rounds.of(one("bank").tables(DONE).tablesReadAt(START))
                                .round())
                        .text())
                .isEqualTo("0 of 1 loaded; bank: its tables have not been read yet");
        assertThat(watch.see(Rounds.of(one("bank").tables(DONE)).round()).state())
                .isEqualTo(REACHED);
    }

    @Test
    void whatIsNamedMustBeThere() {
        GoalWatch watch = watch(Goal.LOADED, "bank", "Store");

        assertThat(watch.see(Rounds.of(one("bank").tables(DONE)).round()))
                .isEqualTo(new Standing(ON_THE_WAY, "1 of 2 loaded; store: not there yet"));
        assertThat(watch.see(Rounds.of(one("bank").tables(DONE), one("store").tables(DONE))
                                .round())
                        .state())
                .isEqualTo(REACHED);
        assertThat(watch(Goal.LOADED).see(Rounds.of().round()))
                .as("nothing is never all of it")
                .isEqualTo(new Standing(ON_THE_WAY, "nothing is there yet"));
    }

    @Test
    void whatIsGoneNeverGetsThere() {
        GoalWatch watch = watch(Goal.STOPPED);
        watch.see(Rounds.of(one("bank").tables(DONE)).round());

        assertThat(watch.see(Rounds.of().round()))
                .isEqualTo(new Standing(OUT_OF_REACH, "bank: it is not there any more"));
    }

    @Test
    void isCaughtUpWhenThreeLatenciesInARowAreLowAndNothingWaits() {
        assertThat(see(
                                Goal.CAUGHT_UP,
                                one("bank").tables(DONE).latencies(1, 2, 1).waiting(0))
                        .state())
                .isEqualTo(REACHED);
        assertThat(see(
                        Goal.CAUGHT_UP,
                        one("bank").tables(DONE).latencies(9, 2, 1).waiting(0)))
                .isEqualTo(new Standing(ON_THE_WAY, "0 of 1 caught-up; bank: target latency 1.0 s, 0 changes wait"));
        assertThat(see(Goal.CAUGHT_UP, one("bank").tables(DONE).latencies(2, 1).waiting(0))
                        .state())
                .as("two points are not three")
                .isEqualTo(ON_THE_WAY);
        assertThat(see(
                                Goal.CAUGHT_UP,
                                one("bank").tables(DONE).latencies(1, 2, 1).waiting(7))
                        .state())
                .isEqualTo(ON_THE_WAY);
        assertThat(see(
                                Goal.CAUGHT_UP,
                                one("bank").tables(DONE).latencies(5, 5, 5).waiting(0))
                        .state())
                .as("below is not at")
                .isEqualTo(ON_THE_WAY);
    }

    @Test
    void nobodyIsCaughtUpWhoseLatencyIsNotKnown() {
        Rounds.One silent = one("bank").tables(DONE).waiting(0);
        Rounds.One old = one("bank")
                .tables(DONE)
                .latencies(1, 1, 1, -1, -1, -1, -1, -1, -1)
                .waiting(0);

        assertThat(see(Goal.CAUGHT_UP, silent).text()).endsWith("its latency is not known");
        assertThat(see(Goal.CAUGHT_UP, old).text()).endsWith("its latency is not known");
        assertThat(watch(Goal.CAUGHT_UP)
                        .see(Rounds.of(one("bank")
                                        .tables(DONE)
                                        .latencies(1, 1, 1)
                                        .waiting(0))
                                .failures(new ServiceFailure(ServiceFailure.CLOUD_WATCH, START, "rate exceeded"))
                                .round())
                        .text())
                .endsWith("CloudWatch does not answer, its latency is not known");
    }

    @Test
    void nobodyIsCaughtUpBeforeTheLoadIsDone() {
        assertThat(see(
                                Goal.CAUGHT_UP,
                                one("bank")
                                        .tables(DONE, LOADING)
                                        .latencies(0, 0, 0)
                                        .waiting(0))
                        .state())
                .isEqualTo(ON_THE_WAY);
        assertThat(see(Goal.CAUGHT_UP, one("bank").type(MigrationType.FULL_LOAD).tables(DONE))
                        .state())
                .isEqualTo(OUT_OF_REACH);
    }

    @Test
    void allHaveToStopBeforeOneThatEndedBadlyCounts() {
        Rounds.One good = one("bank").stopped("stopped", "Stop Reason NORMAL").tables(DONE);
        Rounds.One bad =
                one("store").stopped("failed", "Stop Reason FATAL_ERROR").tables(DONE);

        assertThat(see(Goal.STOPPED, good).state()).isEqualTo(REACHED);
        assertThat(see(Goal.STOPPED, bad, one("bank").tables(DONE)).state()).isEqualTo(ON_THE_WAY);
        assertThat(see(Goal.STOPPED, bad, good).state()).isEqualTo(OUT_OF_REACH);
    }

    @Test
    void saysNothingWhileNobodyAnswers() {
        Standing standing = watch(Goal.LOADED)
                .see(Rounds.of(one("bank").tables(DONE))
                        .failures(new ServiceFailure(ServiceFailure.DMS, START, "rate exceeded"))
                        .round());

        assertThat(standing).isEqualTo(new Standing(ON_THE_WAY, "DMS does not answer"));
    }
}
