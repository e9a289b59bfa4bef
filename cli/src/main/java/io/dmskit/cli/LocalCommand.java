package io.dmskit.cli;

import io.dmskit.cli.control.DurationWord;
import io.dmskit.local.DmskitLocal;
import io.dmskit.local.dms.Pace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Runs dmskit-local in the foreground. */
@Command(
        name = "local",
        description = "Runs dmskit-local, the AWS DMS endpoint on this machine, until Ctrl-C.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  dmskit local                               goes on with what is kept",
            "  dmskit local --fresh                       begins with nothing",
            "  dmskit local --state ./dms --port 0        state of its own, any port",
            "  dmskit local --in-memory                   keeps nothing",
            "  dmskit local --pace aws                    as slow as AWS",
            "  dmskit local --metric-period 1s            latencies every second",
            "  dmskit local --port 4567 --localstack http://localhost:4566",
            "                                             secrets, metrics, alarms and topics are LocalStack's",
            "  aws dms describe-replication-tasks         after the export of the two lines"
        })
final class LocalCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Loopback port; 0 is any free one (default: ${DEFAULT-VALUE}).",
            defaultValue = "" + DmskitLocal.USUAL_PORT)
    private int port;

    @Option(
            names = "--region",
            paramLabel = "REGION",
            description = "Region of the resources' ARNs (default: ${DEFAULT-VALUE}).",
            defaultValue = "us-east-1")
    private String region = "us-east-1";

    @Option(
            names = "--pace",
            paramLabel = "PACE",
            description =
                    "How long creating, starting, stopping and the like take: aws, or a share of AWS's time such as 0.01"
                            + " (default: a ten-thousandth, which is milliseconds).",
            converter = PaceConverter.class)
    private Pace pace = Pace.DEFAULT;

    @Option(
            names = "--metric-period",
            paramLabel = "DURATION",
            description = "How often metrics are published, as AWS does every minute; dmskit watch wants the same"
                    + " (default: ${DEFAULT-VALUE}).",
            defaultValue = "60s",
            converter = DurationWord.class)
    private Duration metricPeriod = Duration.ofMinutes(1);

    @ArgGroup(exclusive = true)
    private StatePlace place = new StatePlace();

    @Mixin
    private final ForwardingOptions forwarding = new ForwardingOptions();

    @Option(
            names = "--fresh",
            description = "Forget the state that is there, and take away the replication slots of its tasks.")
    private boolean fresh;

    /** Lets picocli say what is wrong with a pace. */
    private static final class PaceConverter implements ITypeConverter<Pace> {
        @Override
        public Pace convert(String text) {
            try {
                return Pace.of(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /** Where state is kept; by default in this user's state folder. */
    private static final class StatePlace {
        @Option(
                names = "--state",
                paramLabel = "DIR",
                description =
                        "Folder that keeps resources, runs and secrets between starts, passwords as clear text in a file"
                                + " for this user alone (default: dmskit/local under $$XDG_STATE_HOME or ~/.local/state).")
        private @Nullable Path folder;

        @Option(names = "--in-memory", description = "Keep nothing: everything ends with this process.")
        private boolean inMemory;

        Optional<Path> folder() {
            return inMemory ? Optional.empty() : Optional.of(folder == null ? usual() : folder);
        }

        /** As the XDG Base Directory Specification says, which knows absolute paths only. */
        private static Path usual() {
            Path home = Path.of(System.getProperty("user.home"));
            return Optional.ofNullable(System.getenv("XDG_STATE_HOME"))
                    .map(Path::of)
                    .filter(Path::isAbsolute)
                    .orElse(home.resolve(".local").resolve("state"))
                    .resolve("dmskit")
                    .resolve("local");
        }
    }

    LocalCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        try {
            return ControlC.interrupts(this::serve);
        } catch (InterruptedException e) {
            console.err().println("dmskit-local has stopped");
            return 0;
        }
    }

    private int serve() throws InterruptedException {
        DmskitLocal.Builder builder = DmskitLocal.builder()
                .port(port)
                .region(region)
                .pace(paceOfMetricsToo())
                .forward(forwarding.forwarding());
        place.folder().ifPresent(builder::stateIn);
        if (fresh) {
            builder.fresh();
        }
        try (DmskitLocal local = builder.start()) {
            console.err().println(state(local.found()));
            console.err().println("dmskit-local answers on " + local.endpoint() + "; Ctrl-C ends it");
            console.out()
                    .println("export AWS_ENDPOINT_URL=" + local.endpoint() + " AWS_REGION=" + region
                            + " AWS_DEFAULT_REGION=" + region);
            console.out().println("export AWS_ACCESS_KEY_ID=dmskit AWS_SECRET_ACCESS_KEY=dmskit");
            console.out().flush();
            new CountDownLatch(1).await();
            return 0;
        }
    }

    private Pace paceOfMetricsToo() {
        try {
            return pace.withMetricPeriod(metricPeriod);
        } catch (IllegalArgumentException e) {
            throw new WrongUseException("--metric-period: " + Failures.reason(e));
        }
    }

    private String state(DmskitLocal.Found found) {
        return place.folder()
                .map(folder -> found.tasks() + (found.tasks() == 1 ? " task, " : " tasks, ")
                        + (found.replications() == 0 ? "" : found.replications() + " serverless, ")
                        + found.running() + " of them running, from " + folder)
                .orElse("nothing is kept: everything ends with this process");
    }
}
