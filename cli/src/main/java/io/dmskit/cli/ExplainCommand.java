package io.dmskit.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dmskit.catalog.Catalog;
import io.dmskit.catalog.TableName;
import io.dmskit.cli.language.ExplainHtml;
import io.dmskit.cli.language.ExplainJson;
import io.dmskit.cli.language.ExplainLines;
import io.dmskit.cli.language.Explained;
import io.dmskit.cli.language.Mapped;
import io.dmskit.cli.language.RuleLines;
import io.dmskit.cli.language.TablePattern;
import io.dmskit.mapping.plan.MappingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what table mappings do. */
@Command(
        name = "explain",
        description = {
            "Shows what table mappings do to a source: each table's name, columns, key, filter and order on the target,"
                    + " and the rule that decided.",
            "Without --source or --catalog it says what each rule does, and what shadows it."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  dmskit explain table-mappings.json",
            "  dmskit explain migration.yaml --source jdbc:postgresql://db/shop --user dms",
            "  dmskit explain migration.yaml --catalog source.yaml --table SALES.ORDERS",
            "  dmskit explain migration.yaml --catalog source.yaml --html plan.html"
        })
final class ExplainCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "FILE", description = "Table mappings or a migration file; - is standard input.")
    private String file = "";

    @Mixin
    private SourceOptions source = new SourceOptions();

    @Option(
            names = "--table",
            paramLabel = "TABLE",
            description = "Everything about this table, or why it does not go: SCHEMA.TABLE; * and ? match any.")
    private @Nullable String table;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Option(names = "--html", paramLabel = "FILE", description = "Write one page for a browser.")
    private @Nullable Path html;

    ExplainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        List<Mapped> mapped = Mapped.read(file, System.in);
        Optional<Catalog> catalog = source.catalog(console);
        if (catalog.isEmpty()) {
            rules(mapped);
            return 0;
        }
        List<Explained> explained = new ArrayList<>();
        for (Mapped one : mapped) {
            MappingPlan plan = one.plan(catalog.get());
            Optional<TablePattern> pattern = Optional.ofNullable(table).map(TablePattern::new);
            explained.add(
                    pattern.isPresent()
                            ? Explained.of(one.name(), plan).only(pattern.get(), () -> why(plan, pattern.get()))
                            : Explained.of(one.name(), plan));
        }
        print(explained);
        return 0;
    }

    private static String why(MappingPlan plan, TablePattern pattern) {
        int dot = pattern.text().indexOf('.');
        return pattern.isExact()
                ? plan.why(new TableName(
                        pattern.text().substring(0, dot), pattern.text().substring(dot + 1)))
                : "the source has no table " + pattern.text();
    }

    private void rules(List<Mapped> mapped) {
        if (json || html != null || table != null) {
            throw new WrongUseException(
                    "--table, --json and --html need the source's tables: add --source or --catalog");
        }
        for (Mapped one : mapped) {
            heading(mapped.size(), one.name());
            new RuleLines(console.paint()).lines(one.mappings(), one.findings()).forEach(console.out()::println);
        }
    }

    private void print(List<Explained> explained) throws IOException {
        if (html != null) {
            Files.write(
                    html, ExplainHtml.write("What " + file + " does", explained).getBytes(UTF_8));
            console.err().println("written to " + html);
        }
        if (json) {
            console.out().print(ExplainJson.write(explained));
            console.out().flush();
        } else if (html == null || table != null) {
            ExplainLines lines = new ExplainLines(console.paint());
            for (Explained one : explained) {
                heading(explained.size(), one.name());
                (table == null ? lines.overview(one) : lines.tables(one)).forEach(console.out()::println);
            }
        }
    }

    private void heading(int several, String name) {
        if (several > 1) {
            console.out().println();
            console.out().println("== " + name);
        }
    }
}
