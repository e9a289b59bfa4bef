package io.dmskit.cli;

import io.dmskit.cli.language.Paint;
import io.dmskit.document.InvalidDocumentException;
import java.io.PrintStream;
import picocli.CommandLine.Help.Ansi;

/**
 * Where the command prints: results on standard output, everything else on standard error. Colours only on a terminal, and
 * never when {@code NO_COLOR} is set.
 *
 * @param out standard output
 * @param err standard error
 */
public record Console(PrintStream out, PrintStream err) {
    /** Returns whether a person is watching. The launcher looks, since Java cannot tell one stream from the other. */
    boolean isTerminal() {
        return Boolean.getBoolean("dmskit.terminal") && !"dumb".equals(System.getenv("TERM"));
    }

    /** Returns {@code text} with picocli's colour markup carried out or removed. */
    String styled(String text) {
        return (hasColours() ? Ansi.ON : Ansi.OFF).string(text);
    }

    /** Returns colours for text that is not ours. */
    Paint paint() {
        return new Paint(hasColours());
    }

    private boolean hasColours() {
        return isTerminal() && System.getenv("NO_COLOR") == null;
    }

    /** Prints the reason of a failure: every finding of a document, or one line. */
    void failure(Throwable failure) {
        if (failure instanceof InvalidDocumentException invalid) {
            int errors = invalid.findings().size();
            err.println(styled("@|bold,red error:|@ ") + errors + (errors == 1 ? " problem" : " problems"));
            invalid.findings().forEach(finding -> err.println("  " + finding));
        } else {
            err.println(styled("@|bold,red error:|@ ") + Failures.reason(failure));
            if (System.getenv("DMSKIT_STACKTRACE") != null) {
                failure.printStackTrace(err);
            }
        }
    }
}
