package io.dmskit.monitoring.terminal;

import io.dmskit.monitoring.Phase;
import io.dmskit.monitoring.Snapshot;
import io.dmskit.monitoring.Snapshot.Blindness;
import io.dmskit.monitoring.TableProgress;
import io.dmskit.task.TableState;
import io.dmskit.task.TableState.LoadState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Turns a snapshot into lines that fit a terminal. */
final class SnapshotLines {
    private static final int WIDEST_NAME = 36;
    private static final int NARROWEST_NAME = 12;
    /** Room for percentage, rows and speed. */
    private static final int NUMBERS = 33;

    private final Terminal terminal;
    private final Style style;

    SnapshotLines(Terminal terminal) {
        this.terminal = terminal;
        this.style = new Style(terminal);
    }

    List<String> of(Snapshot snapshot) {
        List<String> lines = new ArrayList<>();
        lines.add(style.strong(Texts.cut(summary(snapshot), terminal.columns() - 1)));
        snapshot.blindness()
                .map(SnapshotLines::blindness)
                .ifPresent(text -> lines.add(style.bad(Texts.cut(text, terminal.columns() - 1))));
        lines.addAll(tables(snapshot, Math.max(2, terminal.rows() - lines.size() - 2)));
        return lines;
    }

    /** Returns a line for each table, or as far as there is room and then one that says how many are left out. */
    List<String> tables(Snapshot snapshot, int room) {
        List<TableProgress> tables = inOrder(snapshot, room);
        int shown = tables.size() <= room ? tables.size() : Math.max(0, room - 1);
        List<String> lines = new ArrayList<>();
        tables.stream().limit(shown).forEach(table -> lines.add(table(snapshot.phase(), table)));
        if (shown < tables.size() && room > 0) {
            lines.add("  and " + (tables.size() - shown) + (shown == 0 ? " tables" : " more tables"));
        }
        return lines;
    }

    /** What needs eyes first: tables in trouble, then those being loaded, then the largest. */
    private static List<TableProgress> inOrder(Snapshot snapshot, int room) {
        Comparator<TableProgress> trouble =
                Comparator.comparing(table -> !table.state().suspended());
        Comparator<TableProgress> finished =
                Comparator.comparing(table -> table.state().completed());
        return snapshot.tables().size() <= room
                ? snapshot.tables()
                : snapshot.tables().stream()
                        .sorted(trouble.thenComparing(finished)
                                .thenComparing(table -> -table.state().fullLoadRows()))
                        .toList();
    }

    /** Returns the snapshot in one line, as a pipe gets it. */
    static String summary(Snapshot snapshot) {
        return summary(
                snapshot,
                snapshot.remaining().map(left -> Texts.duration(left) + " left").orElse(""));
    }

    /**
     * Returns the snapshot in one line.
     *
     * @param left how long the load will still take, in words; empty if nothing is to be said of it
     */
    static String summary(Snapshot snapshot, String left) {
        return switch (snapshot.phase()) {
            case STARTING -> "task " + snapshot.status();
            case FULL_LOAD -> loading(snapshot) + (left.isEmpty() ? "" : "  " + left);
            case REPLICATING ->
                "replicating  source latency " + Texts.latency(snapshot.sourceLatency())
                        + "  target latency " + Texts.latency(snapshot.targetLatency())
                        + "  applied " + Texts.count(snapshot.appliedChanges()) + " changes, "
                        + Texts.speed(snapshot.changesPerSecond()) + waiting(snapshot.incomingChanges());
            case ENDED ->
                "task " + snapshot.status() + "  " + Texts.count(snapshot.loadedRows()) + " rows loaded, "
                        + Texts.count(snapshot.appliedChanges()) + " changes applied";
        };
    }

    private static String loading(Snapshot snapshot) {
        OptionalLong expected = snapshot.expectedRows();
        String rows = Texts.count(snapshot.loadedRows())
                + (expected.orElse(0) > 0 ? " of about " + Texts.count(expected.getAsLong()) : "") + " rows";
        return "full load " + percent(share(snapshot)) + "  " + rows + "  " + Texts.speed(snapshot.rowsPerSecond());
    }

    /** Rows tell more than the service's own percentage, where it is known how many there are. */
    static OptionalDouble share(Snapshot snapshot) {
        OptionalLong expected = snapshot.expectedRows();
        if (expected.isEmpty() || expected.getAsLong() == 0) {
            return OptionalDouble.of(snapshot.fullLoadPercent() / 100.0);
        }
        return OptionalDouble.of(Math.min(1, (double) snapshot.loadedRows() / expected.getAsLong()));
    }

    private static String waiting(OptionalLong changes) {
        return changes.isPresent() ? "  waiting " + Texts.count(changes.getAsLong()) : "";
    }

    private static String blindness(Blindness blindness) {
        return "blind since " + blindness.since() + ": " + blindness.problem();
    }

    private String table(Phase phase, TableProgress table) {
        TableState state = table.state();
        String name = "  " + Texts.fit(state.table().toString(), nameWidth()) + " ";
        if (state.suspended()) {
            return style.bad(Texts.cut(name + state.state(), terminal.columns() - 1));
        }
        if (phase != Phase.FULL_LOAD) {
            return Texts.cut(name + changes(state), terminal.columns() - 1);
        }
        int room = terminal.columns() - 1 - name.length() - barWidth();
        return name + style.bar(table.loaded(), barWidth()) + Texts.cut(load(table), room);
    }

    private int nameWidth() {
        int left = terminal.columns() - 1 - 3 - barWidth() - NUMBERS;
        return Math.min(WIDEST_NAME, Math.max(NARROWEST_NAME, left));
    }

    private int barWidth() {
        if (terminal.columns() < 64) {
            return 0;
        }
        return terminal.columns() < 100 ? 10 : 20;
    }

    private static String load(TableProgress table) {
        TableState state = table.state();
        String what = state.state().equals(LoadState.FULL_LOAD) ? Texts.speed(table.rowsPerSecond()) : "rows";
        return " " + percent(table.loaded())
                + String.format(Locale.ROOT, " %12s %s", Texts.count(state.fullLoadRows()), what);
    }

    private static String changes(TableState state) {
        TableState.Changes applied = state.applied();
        String counts = "+" + Texts.count(applied.inserts()) + " ~" + Texts.count(applied.updates()) + " -"
                + Texts.count(applied.deletes());
        return state.completed() ? counts : counts + "  " + state.state();
    }

    static String percent(OptionalDouble share) {
        return share.isPresent() ? String.format(Locale.ROOT, "%3d %%", (int) (share.getAsDouble() * 100)) : "  ? %";
    }
}
