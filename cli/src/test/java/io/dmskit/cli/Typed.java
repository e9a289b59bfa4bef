package io.dmskit.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/**
 * What came of a command as a user types it.
 *
 * @param exitCode its exit code
 * @param out standard output
 * @param err standard error
 */
record Typed(int exitCode, String out, String err) {
    static Typed dmskit(Object... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        String[] args = new String[words.length];
        for (int i = 0; i < words.length; i++) {
            args[i] = words[i].toString();
        }
        int exitCode =
                Main.run(new Console(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8)), args);
        return new Typed(exitCode, out.toString(UTF_8), err.toString(UTF_8));
    }
}
