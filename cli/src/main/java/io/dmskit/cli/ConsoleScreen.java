package io.dmskit.cli;

import io.dmskit.cli.rehearsal.Screen;
import io.dmskit.monitoring.Snapshot;
import io.dmskit.monitoring.terminal.ProgressView;
import io.dmskit.monitoring.terminal.ResizableTerminal;
import io.dmskit.monitoring.terminal.Terminal;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;

/** Shows one migration redrawn in place where there is a terminal; several, or in a pipe, as labelled lines. */
final class ConsoleScreen implements Screen {
    private final PrintStream stream;
    private final ResizableTerminal terminal;
    private final boolean several;
    private final Map<String, ProgressView> views = new HashMap<>();

    /**
     * Creates a screen.
     *
     * @param stream where it is drawn
     * @param live whether lines may be redrawn
     * @param several whether several migrations share it
     */
    ConsoleScreen(PrintStream stream, boolean live, boolean several) {
        this.stream = stream;
        this.terminal = new ResizableTerminal(Terminal.of(System.getenv(), live));
        this.several = several;
    }

    @Override
    public synchronized void begin(String migration) {
        views.put(
                migration, several ? ProgressView.lines(stream, migration + "  ") : ProgressView.on(stream, terminal));
    }

    @Override
    public synchronized void phase(String migration, String words) {
        ProgressView view = views.get(migration);
        if (view != null) {
            view.say(words);
        }
    }

    @Override
    public synchronized void show(String migration, Snapshot snapshot) {
        ProgressView view = views.get(migration);
        if (view != null) {
            view.show(snapshot);
        }
    }

    @Override
    public synchronized void end(String migration) {
        ProgressView view = views.remove(migration);
        if (view != null) {
            view.close();
        }
    }
}
