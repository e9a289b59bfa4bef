package io.dmskit.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dmskit.cli.language.Formatted;
import io.dmskit.cli.language.Source;
import io.dmskit.document.InvalidDocumentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes documents canonically. */
@Command(
        name = "format",
        description = {
            "Writes table mappings and task settings in one form: keys in a fixed order, ids quoted, defaults left out.",
            "What it does not know is kept. A document of which something would be lost is refused."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:a file that cannot be read", "3:with --check: files that would change"},
        footer = {
            "",
            "Examples:",
            "  dmskit format table-mappings.json",
            "  dmskit format --check *.json",
            "  dmskit format --write table-mappings.json task-settings.json"
        })
final class FormatCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files; - is standard input.")
    private List<String> files = new ArrayList<>();

    @Option(names = "--check", description = "Only name the files that would change.")
    private boolean check;

    @Option(names = "--write", description = "Replace the files.")
    private boolean write;

    FormatCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (check && write) {
            throw new WrongUseException("--check changes nothing and --write does: give one of them");
        }
        boolean unreadable = false;
        boolean different = false;
        for (String file : files) {
            try {
                Formatted formatted = Formatted.of(Source.read(file, System.in));
                different |= formatted.differs();
                put(file, formatted);
            } catch (InvalidDocumentException e) {
                unreadable = true;
                console.failure(e);
            }
        }
        if (unreadable) {
            return Main.WRONG_USE;
        }
        return check && different ? Main.FINDINGS : 0;
    }

    private void put(String file, Formatted formatted) throws IOException {
        if (check) {
            if (formatted.differs()) {
                console.out().println(formatted.source().name());
            }
        } else if (write && !file.equals(Source.STANDARD_INPUT)) {
            if (formatted.differs()) {
                replace(Path.of(file).toRealPath(), formatted.text());
                console.err().println("formatted " + file);
            }
        } else {
            console.out().print(formatted.text());
            console.out().flush();
        }
    }

    /** Whoever reads meanwhile sees the old file or the new one, never half of one. */
    private static void replace(Path file, String text) throws IOException {
        Path written = Files.createTempFile(file.getParent(), "." + file.getFileName(), ".tmp");
        try {
            Files.copy(file, written, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            Files.write(written, text.getBytes(UTF_8));
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(written);
        }
    }
}
