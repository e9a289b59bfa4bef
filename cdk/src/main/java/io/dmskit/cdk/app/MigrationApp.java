package io.dmskit.cdk.app;

import io.dmskit.cdk.DmsChecks;
import io.dmskit.document.Finding;
import io.dmskit.document.InvalidDocumentException;
import io.dmskit.migration.Migration;
import io.dmskit.migration.MigrationFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Validations;
import software.amazon.jsii.JsiiException;

/**
 * The app that {@code cdk.json} names: one stack with the migrations of the files that were chosen.
 *
 * <p>Exit codes: 0 synthesised, 1 failed, 2 wrong use or a file with errors; each error stands on standard error with file and line.
 */
public final class MigrationApp {
    private static final int WRONG_USE = 2;

    private MigrationApp() {}

    /** Synthesises; CDK's command line gives everything in the environment. */
    public static void main(String[] args) {
        System.exit(run(new App()));
    }

    static int run(App app) {
        try {
            synthesise(app);
            return 0;
        } catch (InvalidDocumentException e) {
            e.findings().stream().map(Finding::toString).forEach(System.err::println);
            return WRONG_USE;
        } catch (IllegalArgumentException | IllegalStateException e) {
            System.err.println("dmskit: " + e.getMessage());
            return WRONG_USE;
        } catch (JsiiException e) { // CDK's own: what it says first, not where in its JavaScript
            System.err.println("dmskit: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse("CDK failed"));
            return 1;
        }
    }

    private static void synthesise(App app) {
        @SuppressWarnings("unchecked") // context is an object, whose keys are texts
        Map<String, Object> context = (Map<String, Object>) app.getNode().getAllContext();
        Choices choices = Choices.of(context);
        List<Migration> migrations = read(choices.migrations());
        String stack = name(choices, migrations);
        new MigrationStack(app, stack, choices, migrations);
        Validations.of(app).addPlugins(new DmsChecks());
        app.synth();
        tell(Path.of(app.getOutdir()), stack, choices);
    }

    /** On standard error, since CDK's command line prints the template on the other. */
    private static void tell(Path out, String stack, Choices choices) {
        if (!choices.rolesExist()) {
            System.err.println("dmskit: " + stack
                    + " makes dms-vpc-role and two more roles of the account: where they are there already, say"
                    + " -c roles=existing");
        }
        Announcement announcement = new Announcement(out, choices);
        if (!announcement.canCompare(stack)) {
            System.err.println("dmskit: " + stack
                    + " is synthesised here for the first time: what a deployment would take away is told"
                    + " from the next time on, or with -c deployed=FILE");
        }
        announcement.of(stack).forEach(announced -> System.err.println("dmskit: warning: " + announced));
        if (choices.cost()) {
            System.err.println("dmskit: " + stack + ": "
                    + CostEstimate.of(Announcement.read(out.resolve(stack + ".template.json")), Prices.read())
                            .describe());
        }
    }

    /** Reads all files before anything is refused, so that every error of all of them is told at once. */
    private static List<Migration> read(List<Path> files) {
        List<Migration> migrations = new ArrayList<>();
        List<Finding> errors = new ArrayList<>();
        for (Path file : files) {
            try {
                migrations.addAll(MigrationFile.read(file));
            } catch (InvalidDocumentException e) {
                errors.addAll(e.findings());
            }
        }
        if (!errors.isEmpty()) {
            throw new InvalidDocumentException(errors);
        }
        requireDifferentNames(migrations);
        return migrations;
    }

    private static void requireDifferentNames(List<Migration> migrations) {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (Migration migration : migrations) {
            if (!names.add(migration.name())) {
                throw new IllegalArgumentException("migration name " + migration.name()
                        + " is there twice: names of resources derive from it, so each needs its own");
            }
        }
    }

    /** One migration names its stack. The name of several must not depend on how many they are. */
    private static String name(Choices choices, List<Migration> migrations) {
        return choices.stack().orElseGet(() -> {
            if (migrations.size() > 1) {
                throw new IllegalArgumentException(
                        migrations.size() + " migrations go into one stack: name it with -c stack=NAME,"
                                + " and say the same name when there are more or fewer of them");
            }
            return migrations.get(0).name();
        });
    }
}
