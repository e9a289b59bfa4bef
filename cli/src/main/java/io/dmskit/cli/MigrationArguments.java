package io.dmskit.cli;

import io.dmskit.checkpoint.CheckpointJournal;
import io.dmskit.cli.control.DurationWord;
import io.dmskit.document.NearestWord;
import io.dmskit.migration.Migration;
import io.dmskit.migration.MigrationFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What every verb of control takes: which migrations, where the service is, how to print, how long to wait. */
final class MigrationArguments {
    @Parameters(paramLabel = "FILE", description = "A migration file, or a template's name.")
    private String file = "";

    @Option(
            names = "--only",
            paramLabel = "NAME",
            description = "Only this migration of the file; may be given again (default: all of them).")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--local",
            description = "Work on dmskit-local: at AWS_ENDPOINT_URL, or at its usual port (default: AWS by the default"
                    + " credential chain, or wherever AWS_ENDPOINT_URL leads).")
    private boolean local;

    @Option(
            names = "--json",
            description = "Print one JSON document on standard output; all else goes to standard error.")
    private boolean json;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            description = "How long to wait for the service, such as 90s, 30m or 6h (default: ${DEFAULT-VALUE}).",
            defaultValue = "30m",
            converter = DurationWord.class)
    private Duration timeout = Duration.ofMinutes(30);

    @Option(
            names = "--journal",
            paramLabel = "FILE",
            description =
                    "Where positions of starts and stops are kept for a later replay (default: ${DEFAULT-VALUE}).",
            defaultValue = ".dmskit/checkpoints.jsonl")
    private Path journal = Path.of(".dmskit", "checkpoints.jsonl");

    /**
     * Reads the migrations.
     *
     * @throws WrongUseException if one that was named is not in the file
     */
    List<Migration> migrations() throws IOException {
        return migrations(List.of(file));
    }

    /**
     * Reads the migrations of several files.
     *
     * @throws WrongUseException if one that was named is in none of them
     */
    List<Migration> migrations(List<String> files) throws IOException {
        List<Migration> all = new ArrayList<>();
        for (String one : files) {
            all.addAll(MigrationFile.read(TemplateFiles.migrationFile(one)));
        }
        List<String> names = all.stream().map(Migration::name).toList();
        for (String wanted : only) {
            if (!names.contains(wanted)) {
                throw new WrongUseException("--only is \"" + wanted + "\"" + NearestWord.hint(wanted, names));
            }
        }
        return all.stream()
                .filter(migration -> only.isEmpty() || only.contains(migration.name()))
                .toList();
    }

    /** Returns the journal of checkpoints, in a folder that exists. */
    CheckpointJournal journal() {
        try {
            Files.createDirectories(journal.toAbsolutePath().normalize().getParent());
            return CheckpointJournal.inFile(journal);
        } catch (IOException e) {
            throw new UncheckedIOException("--journal " + journal + " cannot be kept", e);
        }
    }

    String file() {
        return file;
    }

    boolean local() {
        return local;
    }

    boolean json() {
        return json;
    }

    Duration timeout() {
        return timeout;
    }
}
