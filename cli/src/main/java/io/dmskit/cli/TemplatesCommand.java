package io.dmskit.cli;

import io.dmskit.template.Template;
import io.dmskit.template.Templates;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the templates, or copies one out. */
@Command(
        name = "templates",
        description = "Lists the templates; with a name and --to, copies one out to be changed.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  dmskit templates",
            "  dmskit templates bank --to my-bank",
            "  dmskit rehearse my-bank/migration.yaml"
        })
final class TemplatesCommand implements Runnable {
    private final Console console;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "A template.")
    private @Nullable String name;

    @Option(names = "--to", paramLabel = "DIR", description = "Directory to copy it to; made if it is not there.")
    private @Nullable Path directory;

    TemplatesCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        if (name == null) {
            Templates.all().forEach(this::list);
        } else {
            copy(TemplateFiles.named(name));
        }
    }

    private void list(Template template) {
        console.out().printf(Locale.ROOT, "%-8s %s%n", template.name(), template.description());
    }

    private void copy(Template template) {
        if (directory == null) {
            list(template);
            template.files().forEach(file -> console.out().println("  " + file));
            return;
        }
        try {
            console.out().println(template.copyTo(directory));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "cannot copy template " + template.name() + " to " + directory + ": " + e, e);
        }
    }
}
