package io.dmskit.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The {@code dmskit} command. Exit codes: 0 done, 1 failed, 2 wrong use, 3 findings at the asked level. */
@Command(
        name = "dmskit",
        description = "Database migrations on AWS DMS, from an idea to a cut-over system.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {
            RehearseCommand.class,
            LocalCommand.class,
            TemplatesCommand.class,
            LintCommand.class,
            ExplainCommand.class,
            DiffCommand.class,
            FormatCommand.class,
            GenerateCommand.class,
            PreflightCommand.class,
            PlanCommand.class,
            ApplyCommand.class,
            StartCommand.class,
            StopCommand.class,
            ResumeCommand.class,
            ReloadCommand.class,
            StatusCommand.class,
            WatchCommand.class,
            LogsCommand.class,
            AlertsCommand.class,
            DeleteCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:failed; the reason is the last line",
            "2:wrong use: an unknown option, or a file with errors where it must have none",
            "3:findings at the asked level, or differences"
        },
        footer = {
            "",
            "Examples:",
            "  dmskit rehearse bank          a whole bank migration, on this machine",
            "  dmskit rehearse bank --json   the same, one JSON document on standard output",
            "  dmskit lint migration.yaml    what is wrong or suspicious in a migration's documents",
            "  dmskit local                  the AWS DMS endpoint alone, for any SDK or the AWS CLI"
        })
public final class Main implements Runnable {
    /** Wrong use, or a file with errors. */
    static final int WRONG_USE = 2;

    /** Findings at the asked level, or differences. */
    static final int FINDINGS = 3;

    @CommandLine.Spec
    private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(run(new Console(System.out, System.err), args));
    }

    /**
     * Runs the command.
     *
     * @param console where it prints
     * @param args the words after {@code dmskit}
     * @return the exit code
     */
    public static int run(Console console, String... args) {
        CommandLine commandLine = new CommandLine(new Main(), new Commands(console));
        commandLine.setOut(new PrintWriter(console.out(), true, UTF_8));
        commandLine.setErr(new PrintWriter(console.err(), true, UTF_8));
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setUsageHelpAutoWidth(true);
        commandLine.setExecutionExceptionHandler((failure, command, parsed) -> {
            console.failure(failure);
            return Failures.exitCode(failure);
        });
        return commandLine.execute(args);
    }

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getErr());
        }
    }

    /** Returns the version that the build put into the jar. */
    static String version() {
        return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    /** Shows the version that the build put into the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"dmskit " + version()};
        }
    }
}
