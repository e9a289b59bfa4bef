package io.dmskit.cdk.app;

import io.dmskit.cloudformation.Replacement;
import io.dmskit.cloudformation.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Tells at synth what a deployment would take away. What is deployed cannot be seen from here, so the template is compared with the
 * last one that took nothing away and was synthesised in this folder; or with a file, such as {@code aws cloudformation get-template}
 * gives.
 *
 * <p>The comparison stays the same until somebody says {@code -c replace=NAME}: so {@code cdk deploy} tells it again after {@code cdk
 * synth} did.
 */
final class Announcement {
    private static final String FOLDER = "before";

    private final Path out;
    private final Choices choices;

    Announcement(Path out, Choices choices) {
        this.out = out;
        this.choices = choices;
    }

    /** Returns what the template of a stack would take away that nobody allowed; one that takes nothing away is compared with next time. */
    List<String> of(String stack) {
        Path template = out.resolve(stack + ".template.json");
        Path before = before(stack);
        List<String> announced = Files.exists(before) ? compare(before, template) : List.of();
        if (announced.isEmpty() && choices.deployed().isEmpty()) {
            keep(template, before);
        }
        return announced;
    }

    /** Returns whether there is a template to compare with; on a fresh checkout there is none, whatever is deployed. */
    boolean canCompare(String stack) {
        return Files.exists(before(stack));
    }

    private Path before(String stack) {
        return choices.deployed().orElse(out.resolve(FOLDER).resolve(stack + ".template.json"));
    }

    private List<String> compare(Path before, Path after) {
        return Replacement.between(read(before), read(after)).stream()
                .filter(gone -> !choices.replace().contains(gone.name()))
                .map(gone -> gone.describe() + " To allow it say -c replace=" + gone.name() + ".")
                .toList();
    }

    static Template read(Path file) {
        try {
            return Template.read(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("template " + file + " cannot be read", e);
        }
    }

    private static void keep(Path template, Path before) {
        try {
            Files.createDirectories(before.getParent());
            Files.copy(template, before, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("template " + before + " cannot be written", e);
        }
    }
}
