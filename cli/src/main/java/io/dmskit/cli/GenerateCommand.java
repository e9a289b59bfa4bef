package io.dmskit.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dmskit.catalog.CatalogDescription;
import io.dmskit.endpoint.Engine;
import io.dmskit.proposal.PostgresSurvey;
import io.dmskit.proposal.Proposal;
import io.dmskit.proposal.ProposalOptions;
import io.dmskit.proposal.ProposedTask;
import io.dmskit.proposal.Survey;
import io.dmskit.proposal.SurveyOptions;
import io.dmskit.settings.MigrationType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Proposes a task for a live database. */
@Command(
        name = "generate",
        description = {
            "Proposes table mappings and task settings for a live database, and says why.",
            "It only reads: large tables by samples, every question with a time limit."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The password comes from " + SourceDatabase.PASSWORD + " or a password file such as ~/.pgpass.",
            "",
            "Examples:",
            "  dmskit generate --source jdbc:postgresql://db/shop --user dms --schema sales --to shop",
            "  dmskit generate --source jdbc:postgresql://db/shop --schema sales --schema crm --target aurora-postgresql",
            "  dmskit explain shop/table-mappings.json --catalog shop/source-catalog.json"
        })
final class GenerateCommand implements Callable<Integer> {
    private static final long BYTES_PER_GIB = 1024L * 1024 * 1024;

    private final Console console;

    @Option(names = "--source", required = true, paramLabel = "JDBC-URL", description = "The source; PostgreSQL.")
    private String source = "";

    @Option(names = "--user", paramLabel = "USER", description = "User on the source.")
    private @Nullable String user;

    @Option(names = "--schema", required = true, paramLabel = "SCHEMA", description = "Schema; may be given again.")
    private List<String> schemas = new ArrayList<>();

    @Option(names = "--to", paramLabel = "DIR", description = "Directory for the files (default: ${DEFAULT-VALUE}).")
    private Path directory = Path.of(".");

    @Option(
            names = {"--target", "--engine"},
            paramLabel = "ENGINE",
            description = "The target's engine (default: postgres).")
    private String target = Engine.POSTGRES.name();

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "Migration type: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private MigrationType type = MigrationType.FULL_LOAD_AND_CDC;

    @Option(
            names = "--segment-rows",
            paramLabel = "ROWS",
            description = "Rows of one segment of a large table (default: ${DEFAULT-VALUE}).")
    private long segmentRows = SurveyOptions.USUAL_SEGMENT_ROWS;

    @Option(
            names = "--task-gib",
            paramLabel = "GIB",
            description = "What one task takes; more is divided over several (default: ${DEFAULT-VALUE}).")
    private long taskGib = ProposalOptions.USUAL_TASK_BYTES / BYTES_PER_GIB;

    @Option(names = "--force", description = "Overwrite files.")
    private boolean force;

    GenerateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        if (segmentRows < 1 || taskGib < 1) {
            throw new WrongUseException("--segment-rows and --task-gib must be at least 1");
        }
        SourceDatabase database = new SourceDatabase(source, user, console, System.getenv());
        Survey survey;
        try (SlowSteps steps = new SlowSteps(console.err());
                Connection connection = database.connect()) {
            survey = PostgresSurvey.read(
                    connection, new SurveyOptions(schemas, segmentRows, SurveyOptions.USUAL_PATIENCE), steps::begin);
        }
        Proposal proposal = Proposal.of(
                survey, new ProposalOptions(type, Engines.named("--target", target), taskGib * BYTES_PER_GIB));
        write(files(proposal));
        return 0;
    }

    private static Map<String, String> files(Proposal proposal) {
        Map<String, String> files = new LinkedHashMap<>();
        int number = 1;
        for (ProposedTask task : proposal.tasks()) {
            String suffix = (proposal.tasks().size() == 1 ? "" : "-" + number++) + ".json";
            files.put("table-mappings" + suffix, task.mappings().toJson());
            files.put("task-settings" + suffix, task.settings().toJson());
        }
        files.put(
                "source-catalog.json",
                CatalogDescription.write(proposal.survey().catalog()));
        files.put("proposal.md", proposal.report());
        return files;
    }

    /** All or nothing: what is there already is found before anything is written. */
    private void write(Map<String, String> files) throws IOException {
        List<String> there = files.keySet().stream()
                .filter(name -> Files.exists(directory.resolve(name)))
                .toList();
        if (!there.isEmpty() && !force) {
            throw new WrongUseException("already in " + directory + ": " + String.join(", ", there)
                    + "; choose another directory with --to, or overwrite with --force");
        }
        Files.createDirectories(directory);
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = directory.resolve(file.getKey()).normalize();
            Files.write(path, file.getValue().getBytes(UTF_8));
            console.out().println(path);
        }
    }
}
