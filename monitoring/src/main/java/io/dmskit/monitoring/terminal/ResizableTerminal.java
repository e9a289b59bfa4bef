package io.dmskit.monitoring.terminal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A terminal that may be resized while something is drawn on it. Its size is asked of {@code stty}, once a second at most; where that
 * does not answer, it stays what it was. Thread-safe.
 */
public final class ResizableTerminal implements Supplier<Terminal> {
    private static final Duration PACE = Duration.ofSeconds(1);
    private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,4}) ([1-9]\\d{0,4})\\s*");

    private final InstantSource clock = InstantSource.system();
    private Terminal terminal;
    private @Nullable Instant asked;

    /** Creates one that is this at first. */
    public ResizableTerminal(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public synchronized Terminal get() {
        Instant now = clock.instant();
        if (terminal.interactive() && (asked == null || !now.isBefore(asked.plus(PACE)))) {
            asked = now;
            terminal = size().map(this::resized).orElse(terminal);
        }
        return terminal;
    }

    private Terminal resized(String size) {
        Matcher matcher = SIZE.matcher(size);
        return matcher.matches()
                ? terminal.sized(Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(1)))
                : terminal;
    }

    /** Returns rows and columns, as {@code stty} says them. */
    private static Optional<String> size() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!stty.waitFor(1, TimeUnit.SECONDS)) {
                stty.destroyForcibly();
                return Optional.empty();
            }
            return Optional.of(new String(stty.getInputStream().readAllBytes(), US_ASCII));
        } catch (IOException e) {
            // There is no stty or no terminal.
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
