package io.dmskit.cli.rehearsal;

import io.dmskit.monitoring.Snapshot;
import io.dmskit.monitoring.watch.Round;
import io.dmskit.monitoring.web.Ending;
import io.dmskit.monitoring.web.WatchPage;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A rehearsal on a page: the rounds of its watch, its steps and phases, and how it ended. It is another onlooker beside the screen: the
 * rehearsal goes on in the same way without it. Thread-safe.
 */
public final class RehearsalPage implements Consumer<Round>, AutoCloseable {
    private final WatchPage page;

    private RehearsalPage(WatchPage page) {
        this.page = page;
    }

    /**
     * Serves a page on the loopback interface.
     *
     * @param name what is rehearsed
     * @param port 0 is any free one
     * @throws IOException if the port is taken, with what to do
     */
    public static RehearsalPage serve(String name, int port) throws IOException {
        try {
            return new RehearsalPage(WatchPage.serve("Rehearsing " + name, port));
        } catch (BindException e) {
            throw new IOException(
                    "port " + port + " cannot be had for the page (" + e.getMessage()
                            + "): choose another with --web=PORT, or --web for any free one",
                    e);
        }
    }

    /** Returns where it is. */
    public URI address() {
        return page.address();
    }

    /** Returns a narrator that tells the page too. */
    public Narrator narrator(Narrator narrator) {
        return new Narrator() {
            @Override
            public void say(String line) {
                narrator.say(line);
                page.tell("", line.strip());
            }

            @Override
            public <T> T during(String what, Callable<T> work) throws Exception {
                page.tell("", what);
                return narrator.during(what, work);
            }
        };
    }

    /** Returns a screen whose phases the page shows too. */
    public Screen screen(Screen screen) {
        return new Screen() {
            @Override
            public void begin(String migration) {
                screen.begin(migration);
            }

            @Override
            public void phase(String migration, String words) {
                screen.phase(migration, words);
                page.tell(migration, words);
            }

            @Override
            public void show(String migration, Snapshot snapshot) {
                screen.show(migration, snapshot);
            }

            @Override
            public void end(String migration) {
                screen.end(migration);
            }
        };
    }

    @Override
    public void accept(Round round) {
        page.accept(round);
    }

    /** Shows how it ended. */
    public void end(RehearsalResult result) {
        String how = String.format(Locale.ROOT, "%s in %.1f s", result.name(), result.wallSeconds());
        page.end(new Ending(
                result.succeeded(),
                result.reason() == null ? how : how + ": " + result.reason(),
                facts(result),
                Stream.concat(
                                result.tables().stream().map(RehearsalPage::compared),
                                result.checks().stream()
                                        .map(check -> new Ending.Result(check.name(), check.passed(), check.detail())))
                        .toList()));
    }

    private static List<Ending.Fact> facts(RehearsalResult result) {
        List<Ending.Fact> facts = new ArrayList<>();
        if (result.fullLoad().rows() > 0) {
            facts.add(fact(
                    "Full load",
                    "%,d rows in %.1f s",
                    result.fullLoad().rows(),
                    result.fullLoad().seconds()));
        }
        if (result.cdc().changes() > 0) {
            facts.add(fact(
                    "Changes",
                    "%,d applied, target latency at most %.1f s",
                    result.cdc().changes(),
                    result.cdc().maxTargetLatencySeconds()));
        }
        if (result.cutover() != null) {
            facts.add(fact("Downtime", "%.1f s", result.cutover().downtimeSeconds()));
        }
        if (result.report() != null) {
            facts.add(new Ending.Fact("Report", result.report()));
        }
        return facts;
    }

    private static Ending.Fact fact(String name, String format, Object... values) {
        return new Ending.Fact(name, String.format(Locale.ROOT, format, values));
    }

    private static Ending.Result compared(RehearsalResult.TableResult table) {
        return new Ending.Result(
                table.source() + " \u2192 " + table.target(),
                table.identical(),
                table.identical()
                        ? String.format(Locale.ROOT, "%,d rows identical", table.sourceRows())
                        : String.format(
                                Locale.ROOT,
                                "different: %,d rows on the source, %,d on the target",
                                table.sourceRows(),
                                table.targetRows()));
    }

    /** Puts the page away; whoever has it open goes on reading what it showed last. */
    @Override
    public void close() {
        page.close();
    }
}
