package io.dmskit.monitoring.terminal;

import io.dmskit.monitoring.Phase;
import io.dmskit.monitoring.Snapshot;
import io.dmskit.monitoring.TableProgress;
import io.dmskit.task.TableState.LoadState;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes one plain line when something happens and at most one every five seconds in between. */
final class LineView implements ProgressView {
    private static final Duration PACE = Duration.ofSeconds(5);

    private final PrintStream out;
    private final String label;
    private final Map<String, LoadState> states = new HashMap<>();
    private @Nullable Phase phase;
    private @Nullable Instant written;

    LineView(PrintStream out, String label) {
        this.out = out;
        this.label = label;
    }

    @Override
    public synchronized void show(Snapshot snapshot) {
        snapshot.tables().forEach(this::showChange);
        boolean due = written == null || !snapshot.at().isBefore(written.plus(PACE));
        if (due || snapshot.phase() != phase) {
            say(SnapshotLines.summary(snapshot));
            phase = snapshot.phase();
            written = snapshot.at();
        }
    }

    private void showChange(TableProgress table) {
        String name = table.state().table().toString();
        LoadState now = table.state().state();
        LoadState before = states.put(name, now);
        if (!now.equals(before) && (table.state().completed() || table.state().suspended())) {
            say(name + ": " + now + ", " + Texts.count(table.state().fullLoadRows()) + " rows");
        }
    }

    @Override
    public synchronized void say(String line) {
        out.print(label + line + "\n");
        out.flush();
    }

    @Override
    public void close() {
        out.flush();
    }
}
