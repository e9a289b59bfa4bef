package io.dmskit.cli;

import io.dmskit.template.Template;
import io.dmskit.template.Templates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the migration file that a word on the command line means. */
final class TemplateFiles {
    private TemplateFiles() {}

    /**
     * Returns the template of this name.
     *
     * @throws IllegalArgumentException if there is none, naming those there are
     */
    static Template named(String name) {
        return Templates.named(name)
                .orElseThrow(() -> new IllegalArgumentException("there is no template or file \"" + name
                        + "\": templates are "
                        + Templates.all().stream().map(Template::name).collect(Collectors.joining(", "))));
    }

    /** Returns the file itself, a template's file in the checkout, or a copy of it where there is no checkout. */
    static Path migrationFile(String nameOrFile) throws IOException {
        Path file = Path.of(nameOrFile);
        if (Files.isRegularFile(file)) {
            return file;
        }
        Template template = named(nameOrFile);
        Optional<Path> inCheckout = Optional.ofNullable(System.getProperty("dmskit.home"))
                .map(home -> Path.of(home, "task-templates", nameOrFile, Template.MIGRATION_FILE))
                .filter(Files::isRegularFile);
        return inCheckout.isPresent()
                ? inCheckout.get()
                : template.copyTo(Files.createTempDirectory("dmskit-" + nameOrFile + "-"));
    }
}
