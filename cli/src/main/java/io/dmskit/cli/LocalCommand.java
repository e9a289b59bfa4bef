package io.dmskit.cli;

import io.dmskit.local.DmskitLocal;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs dmskit-local in the foreground. */
@Command(
        name = "local",
        description = "Runs dmskit-local, the AWS DMS endpoint on this machine, until Ctrl-C.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  dmskit local                               on port 4566",
            "  dmskit local --port 0                      on any free port",
            "  aws dms describe-replication-tasks         after the two printed lines have been exported"
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
        try (DmskitLocal local = DmskitLocal.builder().port(port).region(region).start()) {
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
}
