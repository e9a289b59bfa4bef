package io.dmskit.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import picocli.CommandLine.Option;

/** Asks before anything is lost: somebody at a terminal answers, a script says {@code --yes}. */
final class Confirmation {
    @Option(names = "--yes", description = "Do it without asking, whatever is lost by it.")
    private boolean yes;

    /**
     * Returns when it may be done.
     *
     * @param what what is about to happen, with what is lost by it
     * @throws WrongUseException if nobody can be asked, or somebody says no
     */
    void require(String what, Console console, InputStream answers) throws IOException {
        if (yes) {
            return;
        }
        if (!console.isTerminal()) {
            throw new WrongUseException(what + ": nothing was done; say --yes to do it");
        }
        console.err().print(console.styled("@|bold,yellow " + what + "|@") + "\nGo on? Only yes will do: ");
        console.err().flush();
        String line = new BufferedReader(new InputStreamReader(answers, UTF_8)).readLine();
        if (line == null || !line.strip().equals("yes")) {
            throw new WrongUseException("nothing was done");
        }
    }
}
