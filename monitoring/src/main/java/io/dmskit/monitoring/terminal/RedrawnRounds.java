package io.dmskit.monitoring.terminal;

import io.dmskit.monitoring.watch.Round;
import java.io.PrintStream;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Redraws the round in place, also when the terminal is resized; what is new scrolls away above it. */
final class RedrawnRounds implements RoundView {
    private final Supplier<Terminal> terminal;
    private final Picture picture;
    private final RoundNews news = new RoundNews();
    private final ScheduledExecutorService resizing = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread created = new Thread(work, "dmskit-resizing");
        created.setDaemon(true);
        return created;
    });
    private @Nullable Round last;
    private @Nullable Terminal drawnOn;

    RedrawnRounds(PrintStream out, Supplier<Terminal> terminal) {
        this.terminal = terminal;
        this.picture = new Picture(out);
        var unused = resizing.scheduleWithFixedDelay(this::resize, 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public synchronized void show(Round round) {
        Terminal now = terminal.get();
        news.of(round)
                .forEach(line -> picture.say(round.at().truncatedTo(ChronoUnit.SECONDS) + " " + line, now.columns()));
        draw(round, now);
    }

    private synchronized void resize() {
        Terminal now = terminal.get();
        if (last != null && !now.equals(drawnOn)) {
            draw(last, now);
        }
    }

    private void draw(Round round, Terminal now) {
        picture.draw(new RoundLines(now).of(round), now.columns());
        last = round;
        drawnOn = now;
    }

    @Override
    public synchronized void close() {
        resizing.shutdownNow();
        picture.close();
        last = null;
    }
}
