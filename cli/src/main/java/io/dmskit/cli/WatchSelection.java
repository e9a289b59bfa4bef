package io.dmskit.cli;

import io.dmskit.document.NearestWord;
import io.dmskit.migration.Migration;
import io.dmskit.migration.MigrationFile;
import io.dmskit.monitoring.poll.Selection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which replications are watched: those of migration files, of ARNs, with a tag, or all. */
final class WatchSelection {
    @Parameters(
            arity = "0..*",
            paramLabel = "FILE",
            description = "Migration files, or templates' names: their tasks and serverless replications.")
    private List<String> files = new ArrayList<>();

    @Option(
            names = "--only",
            paramLabel = "NAME",
            description = "Only this migration of the files; may be given again (default: all of them).")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--arn",
            arity = "1..*",
            paramLabel = "ARN",
            description = "Tasks and replication configs by their ARNs.")
    private List<String> arns = new ArrayList<>();

    @Option(
            names = "--tag",
            paramLabel = "KEY=VALUE",
            description = "Everything with this tag, also what gets made later.")
    private @Nullable String tag;

    @Option(names = "--all", description = "Everything in the account and region, also what gets made later.")
    private boolean all;

    /**
     * What was chosen.
     *
     * @param selection for the poller
     * @param migrations of the files; empty if something else was chosen
     * @param named identifiers or ARNs that must be there; empty for a tag and for all
     */
    record Chosen(Selection selection, List<Migration> migrations, Set<String> named) {}

    /**
     * Reads what was chosen.
     *
     * @throws WrongUseException if it is not one of the four, or a name is not in the files
     */
    Chosen chosen() throws IOException {
        long kinds = Stream.of(!files.isEmpty(), !arns.isEmpty(), tag != null, all)
                .filter(given -> given)
                .count();
        if (kinds != 1) {
            throw new WrongUseException("say what to watch, in one way: migration files, --arn, --tag or --all");
        }
        if (files.isEmpty() && !only.isEmpty()) {
            throw new WrongUseException("--only chooses among the migrations of files, and there is no file");
        }
        if (!arns.isEmpty()) {
            return new Chosen(Selection.ofArns(arns), List.of(), new HashSet<>(arns));
        }
        if (tag != null) {
            return new Chosen(tagged(tag), List.of(), Set.of());
        }
        return all ? new Chosen(Selection.all(), List.of(), Set.of()) : ofFiles();
    }

    /** Returns the identifier of a migration's task, which DMS keeps in lower case. */
    static String identifier(Migration migration) {
        return migration.name().toLowerCase(Locale.ROOT);
    }

    private static Selection tagged(String tag) {
        int equals = tag.indexOf('=');
        if (equals < 1) {
            throw new WrongUseException("--tag is \"" + tag + "\": write KEY=VALUE, such as team=core");
        }
        return Selection.tagged(tag.substring(0, equals), tag.substring(equals + 1));
    }

    private Chosen ofFiles() throws IOException {
        List<Migration> migrations = new ArrayList<>();
        for (String file : files) {
            migrations.addAll(MigrationFile.read(TemplateFiles.migrationFile(file)));
        }
        List<String> names = migrations.stream().map(Migration::name).toList();
        for (String wanted : only) {
            if (!names.contains(wanted)) {
                throw new WrongUseException("--only is \"" + wanted + "\"" + NearestWord.hint(wanted, names));
            }
        }
        List<Migration> chosen = migrations.stream()
                .filter(migration -> only.isEmpty() || only.contains(migration.name()))
                .toList();
        Set<String> named = chosen.stream().map(WatchSelection::identifier).collect(Collectors.toSet());
        return new Chosen(Selection.ofMigrations(named), chosen, named);
    }
}
