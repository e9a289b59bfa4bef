package io.dmskit.monitoring.terminal;

import static io.dmskit.monitoring.Snapshots.changed;
import static io.dmskit.monitoring.Snapshots.table;
import static io.dmskit.monitoring.judge.ConditionKind.API_UNREACHABLE;
import static io.dmskit.monitoring.judge.ConditionKind.FAILED;
import static io.dmskit.monitoring.judge.ConditionKind.STALLED;
import static io.dmskit.monitoring.judge.ConditionKind.TABLE_ERROR;
import static io.dmskit.monitoring.judge.ConditionKind.TARGET_LAG;
import static io.dmskit.monitoring.judge.ConditionSeverity.INFO;
import static io.dmskit.monitoring.judge.ConditionSeverity.PAGE;
import static io.dmskit.monitoring.judge.ConditionSeverity.WARN;
import static io.dmskit.monitoring.watch.Rounds.START;
import static io.dmskit.monitoring.watch.Rounds.one;
import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.monitoring.alert.SinkState;
import io.dmskit.monitoring.judge.LagForecast;
import io.dmskit.monitoring.watch.Round;
import io.dmskit.monitoring.watch.Rounds;
import io.dmskit.task.TableState.LoadState;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundViewTest {
    private static final Terminal PLAIN = new Terminal(100, 24, true, false, false);
    private static final Instant NOW = START.plus(Duration.ofMinutes(30));

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private static String drawn(Terminal terminal, Round round) {
        return String.join("\n", new RoundLines(terminal).of(round)) + "\n";
    }

    @Test
    void drawsOneThatLoadsWithItsTables() {
        Rounds.One bank = one("bank-core")
                .speed(1000)
                .loadAhead(Duration.ofMinutes(12))
                .tables(
                        table("CUSTOMERS", LoadState.COMPLETED, 100_000, 90_000, 0),
                        table("LEDGER", LoadState.FULL_LOAD, 400_000, 800_000, 1000));

        assertThat(drawn(PLAIN, Rounds.of(bank).round())).isEqualTo("""
                task bank-core  full-load-and-cdc  running since 2026-11-20T08:00:00Z  2026-11-20T08:30:00Z
                full load  55 %  500,000 of about 900,000 rows  1,000/s  6 min 40 s to 12 min 00 s left
                  BANKING.CUSTOMERS                    #################### 100 %      100,000 rows
                  BANKING.LEDGER                       ##########..........  50 %      400,000 1,000/s
                1,200 calls in 1 h 00 min, budget 2.0/s, 3 throttled, 5,600 metrics, $1.34 a day
                """);
    }

    @Test
    void saysThatTheTimeLeftIsNotKnownWhenTheExpectedRowsAreWrong() {
        Rounds.One bank = one("bank-core")
                .speed(1000)
                .loadAhead(Duration.ofMinutes(12))
                .tables(table("LEDGER", LoadState.FULL_LOAD, 900_000, 800_000, 1000));

        assertThat(drawn(PLAIN, Rounds.of(bank).round())).contains("1,000/s  time left unknown\n");
    }

    @Test
    void drawsALagWithItsGapsItsForecastAndWhatToDo() {
        Rounds.One bank = one("bank-core")
                .latencies(0, 0, 5, 60, 120, -1, -1, 400)
                .waiting(1200)
                .lagAhead(new LagForecast(Duration.ofSeconds(400), 93.4))
                .condition(TARGET_LAG, PAGE, "is 6 min 40 s behind")
                .tables(changed("LEDGER", 800_000, 1200, 300, 5));

        assertThat(drawn(PLAIN, Rounds.of(bank).round())).isEqualTo("""
                task bank-core  full-load-and-cdc  running since 2026-11-20T08:00:00Z  2026-11-20T08:30:00Z
                replicating  source latency 0 s  target latency 6 min 40 s  applied 1,505 changes, 0/s  waiting 1..
                lag __.:-  #  at most 6 min 40 s, growing by 93 s a minute: at this rate it is never caught up
                PAGE bank-core target-lag: is 6 min 40 s behind
                     to do: look into the log
                  BANKING.LEDGER                       +1,200 ~300 -5
                1,200 calls in 1 h 00 min, budget 2.0/s, 3 throttled, 5,600 metrics, $1.34 a day
                """);
    }

    @Test
    void aSteadyLagOfASecondDoesNotLookHigh() {
        assertThat(drawn(
                        new Terminal(100, 24, true, false, true),
                        Rounds.of(one("bank-core").latencies(1, 1, 0, 1)).round()))
                .contains("lag \u2582\u2582\u2581\u2582  at most 1 s\n");
    }

    @Test
    void drawsTwelveTheWorstFirst() {
        List<Rounds.One> all = new ArrayList<>();
        for (int i = 1; i <= 8; i++) {
            all.add(one("store-" + i).latencies(i, i).waiting(0).tables(changed("SALES", 10, i, 0, 0)));
        }
        all.add(one("bank-core").latencies(90).condition(TARGET_LAG, WARN, "is 1 min 30 s behind"));
        all.add(one("archive")
                .speed(5000)
                .tables(table("NOTICES", LoadState.FULL_LOAD, 25, 100, 5000))
                .loadAhead(Duration.ofHours(2)));
        all.add(one("crm")
                .stopped("failed", "Stop Reason FATAL_ERROR")
                .condition(FAILED, PAGE, "failed: out of memory"));
        all.add(one("wiki").status("ready"));

        assertThat(drawn(PLAIN, Rounds.of(all).round())).isEqualTo("""
                08:30:00Z 12 replications: 1 page, 1 warn, 10 well; 1 loading 5,000/s; 9 replicating, at most 1 m..
                PAGE crm        failed                                            failed: failed: out of memory
                WARN bank-core  lag 1 min 30 s  #  0/s                            target-lag: is 1 min 30 s behind
                     archive    loading 25 %  5,000/s  1 s to 2 h 00 min left
                     store-8    lag 8 s  **  0/s
                     store-7    lag 7 s  ++  0/s
                     store-6    lag 6 s  ++  0/s
                     store-5    lag 5 s  ==  0/s
                     store-4    lag 4 s  --  0/s
                     store-3    lag 3 s  --  0/s
                     store-2    lag 2 s  ::  0/s
                     store-1    lag 1 s  ..  0/s
                     wiki       ready
                1,200 calls in 1 h 00 min, budget 2.0/s, 3 throttled, 5,600 metrics, $1.34 a day
                """);
    }

    @Test
    void cutsAThousandToTheHeightAndSaysWhatIsLeftOut() {
        List<Rounds.One> all = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            Rounds.One task = one("task-" + i).latencies(1).waiting(0);
            all.add(i % 100 == 7 ? task.condition(STALLED, WARN, "nothing has moved for 12 min 00 s") : task);
        }

        List<String> lines = new RoundLines(new Terminal(60, 12, true, false, false))
                .of(Rounds.of(all)
                        .condition(Rounds.condition(API_UNREACHABLE, INFO, "cloudwatch", "cloudwatch", "is silent"))
                        .round());

        assertThat(String.join("\n", lines)).isEqualTo("""
                08:30:00Z 1,000 replications: 10 warn, 990 well; 1,000 re..
                info cloudwatch api-unreachable: is silent; to do: look i..
                WARN task-107  lag 1 s  .  0/s  stalled: nothing has move..
                WARN task-207  lag 1 s  .  0/s  stalled: nothing has move..
                WARN task-307  lag 1 s  .  0/s  stalled: nothing has move..
                WARN task-407  lag 1 s  .  0/s  stalled: nothing has move..
                WARN task-507  lag 1 s  .  0/s  stalled: nothing has move..
                WARN task-607  lag 1 s  .  0/s  stalled: nothing has move..
                WARN task-7    lag 1 s  .  0/s  stalled: nothing has move..
                and 993 more: 3 warn, 990 well
                1,200 calls in 1 h 00 min, budget 2.0/s, 3 throttled, 5,6..""");
    }

    @ParameterizedTest
    @CsvSource({"40, 8", "60, 12", "80, 24", "132, 50"})
    void neverScrolls(int columns, int rows) {
        Terminal terminal = new Terminal(columns, rows, true, false, true);
        String text = "goes on without table a.b, " + "and with a very long message of a database ".repeat(9);
        Rounds.One bank = one("a-name-that-is-as-long-as-a-name-of-a-task-can-be-and-even-longer-than-that")
                .latencies(1, 2, 3)
                .waiting(1_234_567_890L)
                .condition(TABLE_ERROR, PAGE, text)
                .condition(TARGET_LAG, WARN, text)
                .tables(changed("LEDGER", 1, 1, 1, 1), changed("CARDS", 1, 1, 1, 1));
        List<Rounds.One> several = List.of(bank, one("store").condition(STALLED, INFO, text), one("crm"));

        for (Round round : List.of(
                Rounds.of(bank).troubles(text).round(),
                Rounds.of(several)
                        .sinks(new SinkState("pager", 3, 0, Optional.of(NOW), Optional.of(text), Optional.empty()))
                        .round())) {
            assertThat(new RoundLines(terminal).of(round))
                    .hasSizeLessThan(rows)
                    .allMatch(line -> line.length() < columns);
        }
    }

    @Test
    void textFromOutsideIsOnlyText() {
        Rounds.One bank = one("bank").condition(FAILED, PAGE, "died\n\u001b[2Jgone\u202e");

        assertThat(drawn(PLAIN, Rounds.of(bank).round())).contains("PAGE bank failed: died [2Jgone\n");
    }

    @Test
    void coloursByUrgency() {
        Terminal colours = new Terminal(100, 24, true, true, false);

        assertThat(drawn(
                        colours,
                        Rounds.of(one("bank").condition(FAILED, PAGE, "died")).round()))
                .contains("\u001b[31mPAGE bank failed: died\u001b[0m\n");
    }

    @Test
    void aPipeGetsWhatIsNewAndNowAndThenHowFarItIs() {
        Rounds.One loading = one("bank").speed(10).tables(table("CARDS", LoadState.FULL_LOAD, 10, 100, 10));
        Rounds.One error = one("bank")
                .tables(table("CARDS", LoadState.ERROR, 10, 100, 0))
                .condition(TABLE_ERROR, PAGE, "goes on without table BANKING.CARDS");
        Rounds.One over =
                one("bank").tables(changed("CARDS", 100, 0, 0, 0)).latencies(1).waiting(0);

        try (RoundView view = RoundView.on(out, () -> Terminal.PIPE)) {
            view.show(Rounds.of(one("bank").status("starting")).at(NOW).round());
            view.show(Rounds.of(loading).at(NOW.plusSeconds(1)).round());
            view.show(Rounds.of(loading).at(NOW.plusSeconds(2)).round());
            view.show(Rounds.of(error).at(NOW.plusSeconds(3)).round());
            view.show(Rounds.of(over).at(NOW.plusSeconds(4)).round());
            view.show(Rounds.of().at(NOW.plusSeconds(5)).round());
        }

        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("""
                2026-11-20T08:30:00Z bank: task starting
                2026-11-20T08:30:01Z bank: starting -> running
                2026-11-20T08:30:01Z bank: full load  10 %  10 of about 100 rows  10/s  about 9 s left
                2026-11-20T08:30:03Z bank: BANKING.CARDS Table error, 10 rows
                2026-11-20T08:30:03Z PAGE bank table-error: goes on without table BANKING.CARDS; to do: look into the log
                2026-11-20T08:30:03Z bank: replicating  source latency unknown  target latency unknown  applied 0 changes, 0/s
                2026-11-20T08:30:04Z bank: BANKING.CARDS Table completed, 100 rows
                2026-11-20T08:30:04Z over bank table-error
                2026-11-20T08:30:05Z bank: not there any more
                2026-11-20T08:30:05Z nothing to watch: there is no such replication
                2026-11-20T08:30:05Z 1,200 calls in 1 h 00 min, budget 2.0/s, 3 throttled, 5,600 metrics, $1.34 a day
                """);
    }

    @Test
    void redrawsInPlaceAndGivesTheCursorBack() {
        try (RoundView view = RoundView.on(out, () -> PLAIN)) {
            view.show(Rounds.of(one("bank").status("ready")).round());
            view.show(Rounds.of(one("bank").status("starting")).round());
        }

        String text = bytes.toString(StandardCharsets.UTF_8);
        assertThat(text)
                .startsWith("\u001b[?25l\u001b[Jtask bank")
                .contains("\u001b[3A\r\u001b[J2026-11-20T08:30:00Z bank: ready -> starting\ntask bank")
                .endsWith("\u001b[?25h");
    }

    @Test
    void aNarrowerTerminalHasWrappedWhatStoodThere() {
        Terminal[] now = {PLAIN};
        try (RoundView view = RoundView.on(out, () -> now[0])) {
            view.show(Rounds.of(one("bank").status("ready")).round());
            bytes.reset();
            now[0] = new Terminal(50, 24, true, false, false);
            view.show(Rounds.of(one("bank").status("ready")).round());
        }

        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .as("lines of 68, 10 and 81 characters")
                .startsWith("\u001b[5A\r\u001b[J");
    }
}
