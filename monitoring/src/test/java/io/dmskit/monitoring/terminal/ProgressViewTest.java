package io.dmskit.monitoring.terminal;

import static io.dmskit.monitoring.Snapshots.START;
import static io.dmskit.monitoring.Snapshots.changed;
import static io.dmskit.monitoring.Snapshots.loading;
import static io.dmskit.monitoring.Snapshots.replicating;
import static io.dmskit.monitoring.Snapshots.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.monitoring.Snapshot;
import io.dmskit.monitoring.Snapshots;
import io.dmskit.monitoring.TableProgress;
import io.dmskit.task.TableState.LoadState;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressViewTest {
    private static final Terminal PLAIN = new Terminal(100, 24, true, false, false);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void drawsABarAndASpeedPerTableDuringTheLoad() {
        Snapshot snapshot = loading(
                START,
                250_000,
                table("CUSTOMERS", LoadState.COMPLETED, 100_000, 90_000, 0),
                table("LEDGER", LoadState.FULL_LOAD, 400_000, 800_000, 250_000.4),
                table("CARDS", LoadState.BEFORE_LOAD, 0, 100_000, 0));

        assertThat(new SnapshotLines(PLAIN).of(snapshot))
                .containsExactly(
                        "full load  50 %  500,000 of about 1,000,000 rows  250,000/s  2 s left",
                        "  BANKING.CUSTOMERS                    #################### 100 %      100,000 rows",
                        "  BANKING.LEDGER                       ##########..........  50 %      400,000 250,000/s",
                        "  BANKING.CARDS                        ....................   0 %            0 rows");
    }

    @Test
    void showsLatenciesAndChangesWhileReplicating() {
        Snapshot snapshot = replicating(START, 2, changed("LEDGER", 800_000, 1200, 300, 5));

        assertThat(new SnapshotLines(PLAIN).of(snapshot))
                .containsExactly(
                        "replicating  source latency 0 s  target latency 2 s  applied 1,505 changes, 412/s  waiting 17",
                        "  BANKING.LEDGER                       +1,200 ~300 -5");
    }

    @Test
    void neverShowsAnUnknownLatencyAsZero() {
        assertThat(new SnapshotLines(PLAIN).of(Snapshots.blind(START, "rate exceeded")))
                .containsExactly(
                        "replicating  source latency unknown  target latency unknown  applied 0 changes, 0/s",
                        "blind since 2026-11-01T10:00:00Z: rate exceeded");
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 60, 80, 100, 120, 200})
    void staysWithinTheWidth(int columns) {
        Terminal terminal = new Terminal(columns, 24, true, false, true);
        String longName = "A_TABLE_WITH_A_NAME_THAT_IS_ALMOST_AS_LONG_AS_POSTGRESQL_ALLOWS";
        Snapshot load = loading(
                START, 1_000_000, table(longName, LoadState.FULL_LOAD, 9_999_999_999L, 99_999_999_999L, 1_234_567));
        Snapshot changes = replicating(START, 2, changed(longName, 1, 1_000_000, 1_000_000, 1_000_000));

        assertThat(new SnapshotLines(terminal).of(load)).allMatch(line -> line.length() < columns);
        assertThat(new SnapshotLines(terminal).of(changes)).allMatch(line -> line.length() < columns);
    }

    @Test
    void showsTablesInTroubleFirstWhenThereIsNoRoomForAll() {
        TableProgress[] tables = IntStream.range(0, 30)
                .mapToObj(i -> table("T" + i, i == 29 ? LoadState.ERROR : LoadState.COMPLETED, i, 100, 0))
                .toArray(TableProgress[]::new);

        List<String> lines = new SnapshotLines(new Terminal(100, 10, true, false, false)).of(loading(START, 0, tables));

        assertThat(lines).hasSize(8);
        assertThat(lines.get(1)).isEqualTo("  BANKING.T29                          Table error");
        assertThat(lines.get(7)).isEqualTo("  and 24 more tables");
    }

    @Test
    void redrawsInPlaceAndGivesTheCursorBack() {
        try (ProgressView view = ProgressView.on(out, () -> PLAIN)) {
            view.show(replicating(START, 2, changed("LEDGER", 1, 1, 0, 0)));
            view.say("cutover: stopping the writers");
            view.show(replicating(START, 1, changed("LEDGER", 1, 1, 0, 0)));
        }

        String text = bytes.toString(StandardCharsets.UTF_8);
        assertThat(text).startsWith("\u001b[?25l\u001b[Jreplicating");
        assertThat(text)
                .contains("\u001b[2A\r\u001b[Jcutover: stopping the writers\nreplicating  source latency 0 s"
                        + "  target latency 2 s");
        assertThat(text).endsWith("\u001b[?25h");
    }

    @Test
    void writesPlainLinesIntoAPipe() {
        try (ProgressView view = ProgressView.on(out, () -> Terminal.PIPE)) {
            view.show(loading(START, 1000, table("LEDGER", LoadState.FULL_LOAD, 10, 20, 10)));
            view.show(loading(START.plusSeconds(1), 1000, table("LEDGER", LoadState.FULL_LOAD, 15, 20, 10)));
            view.show(replicating(START.plusSeconds(2), 1, changed("LEDGER", 20, 0, 0, 0)));
            view.show(replicating(START.plusSeconds(3), 1, changed("LEDGER", 20, 1, 0, 0)));
            view.say("cutover: done");
            view.show(replicating(START.plusSeconds(7), 0, changed("LEDGER", 20, 2, 0, 0)));
        }

        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("""
                        full load  50 %  10 of about 20 rows  1,000/s  0.0 s left
                        BANKING.LEDGER: Table completed, 20 rows
                        replicating  source latency 0 s  target latency 1 s  applied 0 changes, 412/s  waiting 17
                        cutover: done
                        replicating  source latency 0 s  target latency 0 s  applied 2 changes, 412/s  waiting 17
                        """);
    }

    @Test
    void coloursOnlyWhereTheyAreWanted() {
        assertThat(Terminal.of(Map.of("NO_COLOR", "1", "LANG", "C.UTF-8", "COLUMNS", "132"), true))
                .isEqualTo(new Terminal(132, 24, true, false, true));
        assertThat(Terminal.of(Map.of("LC_ALL", "C", "LANG", "C.UTF-8"), true))
                .isEqualTo(new Terminal(80, 24, true, true, false));
        assertThat(Terminal.of(Map.of("TERM", "dumb"), true)).isEqualTo(Terminal.PIPE);
        assertThat(Terminal.of(Map.of("COLUMNS", "200"), false)).isEqualTo(Terminal.PIPE);
    }
}
