package io.dmskit.cli;

import io.dmskit.cli.language.Changes;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares documents by their meaning. */
@Command(
        name = "diff",
        description = {
            "Compares two table mappings, task settings or migration files by what they mean.",
            "Order, ids, names of rules, formatting and written-out defaults are no difference. With the source's tables known,"
                    + " mappings are compared by what becomes of each table."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:both mean the same", "2:wrong use, or a file with errors", "3:they differ"},
        footer = {
            "",
            "Examples:",
            "  dmskit diff old.json new.json",
            "  dmskit diff old.json new.json --catalog source.yaml",
            "  git show HEAD:table-mappings.json | dmskit diff - table-mappings.json",
            "  dmskit diff staging/migration.yaml production/migration.yaml --json"
        })
final class DiffCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "A", description = "The old document; - is standard input.")
    private String before = "";

    @Parameters(index = "1", paramLabel = "B", description = "The new one; - is standard input.")
    private String after = "";

    @Mixin
    private SourceOptions source = new SourceOptions();

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    DiffCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        Changes changes = Changes.between(before, after, System.in, source.catalog(console));
        if (json) {
            console.out().print(changes.json());
            console.out().flush();
        } else {
            changes.lines(console.paint()).forEach(console.out()::println);
        }
        return changes.changes().isEmpty() ? 0 : Main.FINDINGS;
    }
}
