package io.dmskit.local;

import io.dmskit.local.aws.CloudWatch;
import io.dmskit.local.aws.CloudWatchLogs;
import io.dmskit.local.aws.LogStore;
import io.dmskit.local.aws.MetricStore;
import io.dmskit.local.aws.SecretsManager;
import io.dmskit.local.dms.Account;
import io.dmskit.local.dms.ControlPlane;
import io.dmskit.local.dms.Pace;
import io.dmskit.local.dms.Timeline;
import io.dmskit.local.fault.InjectedFaults;
import io.dmskit.local.wire.Forwarding;
import io.dmskit.local.wire.Service;
import io.dmskit.local.wire.WireServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint on this machine's loopback interface that speaks the protocols of AWS DMS, Secrets Manager, CloudWatch and CloudWatch Logs, and
 * carries out migrations between databases it can reach. Any credentials will do. Its resources live as long as it does, or for
 * good in a state folder ({@link Builder#stateIn}). Several may run beside each other. Thread-safe.
 *
 * <pre>{@code
 * try (DmskitLocal local = DmskitLocal.start()) {
 *     DatabaseMigrationClient client = DatabaseMigrationClient.builder()
 *             .endpointOverride(local.endpoint())
 *             .region(Region.of(local.region()))
 *             .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
 *             .build();
 * }
 * }</pre>
 */
public final class DmskitLocal implements AutoCloseable {
    /** The port that local emulators of AWS usually have. */
    public static final int USUAL_PORT = 4566;

    private final WireServer server;
    private final ControlPlane controlPlane;
    private final Neighbours neighbours;
    private final State state;
    private final Found found;
    private final InjectedFaults faults;
    private final String region;

    /**
     * What there was when it began, in its state folder.
     *
     * @param tasks how many replication tasks
     * @param replications how many serverless replications
     * @param running how many of both were running, and go on
     */
    public record Found(int tasks, int replications, int running) {}

    private DmskitLocal(
            WireServer server,
            ControlPlane controlPlane,
            Neighbours neighbours,
            State state,
            Found found,
            InjectedFaults faults,
            String region) {
        this.server = server;
        this.controlPlane = controlPlane;
        this.neighbours = neighbours;
        this.state = state;
        this.found = found;
        this.faults = faults;
        this.region = region;
    }

    /** Starts one with the defaults on any free port. */
    public static DmskitLocal start() {
        return builder().start();
    }

    /** Returns a builder with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns where it is served. */
    public URI endpoint() {
        return server.endpoint();
    }

    /** Returns the region its resources are in. */
    public String region() {
        return region;
    }

    /** Returns what it began with; nothing without a state folder. */
    public Found found() {
        return found;
    }

    /** Returns the faults on demand: the same that are served under {@code /_dmskit/faults}. */
    public InjectedFaults faults() {
        return faults;
    }

    /**
     * Ends the runs of tasks and closes the port. Without a state folder their replication slots are taken away, as far as the
     * databases answer; with one they stay, and the next start in this folder goes on with the runs. Returns within some seconds.
     */
    @Override
    public void close() {
        server.close();
        controlPlane.close();
        neighbours.close();
        state.close();
    }

    /** How an endpoint is to be: by default on any free port, in us-east-1, account 000000000000, with the default pace. */
    public static final class Builder {
        private int port;
        private boolean elsewhere;
        private String region = "us-east-1";
        private String account = "000000000000";
        private Pace pace = Pace.DEFAULT;
        private InstantSource clock = InstantSource.system();
        private Timeline timeline = Timeline.real();
        private @Nullable Path folder;
        private boolean fresh;
        private Forwarding forwarding = Forwarding.none();

        private Builder() {}

        /** Serves on this port and no other; 0 is any free one. */
        public Builder port(int number) {
            port = number;
            elsewhere = false;
            return this;
        }

        /** Serves on this port, or on any free one when it is taken. */
        public Builder preferredPort(int number) {
            port = number;
            elsewhere = true;
            return this;
        }

        /** Puts the resources into this region. */
        public Builder region(String name) {
            region = name;
            return this;
        }

        /** Puts the resources into the account of these twelve digits. */
        public Builder account(String id) {
            account = id;
            return this;
        }

        /** Publishes the metrics of running tasks this often; AWS and the default: once a minute. */
        public Builder metricPeriod(Duration period) {
            pace = pace.withMetricPeriod(period);
            return this;
        }

        /** Lets transitions take this share of the time that AWS takes, and metrics come this often. */
        public Builder pace(Pace howFast) {
            pace = howFast;
            return this;
        }

        /** Tells the time by this clock and lets transitions happen on this timeline, which it closes. */
        public Builder time(InstantSource source, Timeline steps) {
            timeline.close();
            clock = source;
            timeline = steps;
            return this;
        }

        /**
         * Keeps its state in this folder, which is made if it is missing: every answered request survives the end of the process,
         * {@code kill -9} included, and a start in the same folder goes on where the one before ended. Metrics, logs, refreshed
         * schemas and injected faults alone end with the process. The default is to keep nothing. Endpoints'
         * passwords and secrets are in there as clear text, in a file that only this user can read.
         */
        public Builder stateIn(Path directory) {
            folder = directory;
            return this;
        }

        /** Forgets what is in the state folder, and takes away the replication slots of its tasks, as far as databases answer. */
        public Builder fresh() {
            fresh = true;
            return this;
        }

        /**
         * Lets another endpoint, such as a LocalStack, carry out some services. Requests for them are passed on as they come, and
         * answers back. DMS itself goes there too: for the secrets of its endpoints, and with the metrics of its tasks. While
         * nobody answers there, requests get a fault with status 503 and connections fail with the reason; metrics are
         * lost and counted, and tasks go on. The default is to forward nothing.
         */
        public Builder forward(Forwarding to) {
            forwarding = to;
            return this;
        }

        /**
         * Starts it.
         *
         * @throws IllegalStateException if the port is taken
         * @throws IllegalArgumentException if requests would be forwarded to its own port
         * @throws io.dmskit.local.store.StoreException if the state folder is in use, or holds what cannot be read or belongs to
         *     another region or account
         */
        public DmskitLocal start() {
            State state = State.of(folder, new Account(region, account), clock);
            Neighbours neighbours = new Neighbours(forwarding, region);
            try {
                if (fresh) {
                    state.forget(neighbours.secrets(state.secrets(), new InjectedFaults(clock)));
                }
                return start(state, neighbours);
            } catch (RuntimeException e) {
                neighbours.close();
                state.close();
                throw e;
            }
        }

        private DmskitLocal start(State state, Neighbours neighbours) {
            SecretsManager secrets = state.secrets();
            MetricStore metrics = new MetricStore();
            LogStore logs = new LogStore();
            InjectedFaults faults = new InjectedFaults(clock);
            ControlPlane controlPlane = state.controlPlane(
                    neighbours.secrets(secrets, faults), neighbours.metrics(metrics), logs, faults, timeline, pace);
            try {
                Map<String, Integer> counts = controlPlane.counts();
                Found found = new Found(
                        counts.getOrDefault("replicationTasks", 0),
                        counts.getOrDefault("replicationConfigs", 0),
                        controlPlane.running());
                WireServer server = at(secrets, metrics, logs, controlPlane, neighbours, faults);
                begin(controlPlane, server);
                return new DmskitLocal(server, controlPlane, neighbours, state, found, faults, region);
            } catch (RuntimeException e) {
                controlPlane.close();
                throw e;
            }
        }

        /** Nobody is answered before what was on its way goes on: a first request may ask for the end of just that. */
        private static void begin(ControlPlane controlPlane, WireServer server) {
            try {
                controlPlane.begin();
                server.begin();
            } catch (RuntimeException e) {
                server.close();
                throw e;
            }
        }

        private WireServer at(
                SecretsManager secrets,
                MetricStore metrics,
                LogStore logs,
                ControlPlane controlPlane,
                Neighbours neighbours,
                InjectedFaults faults) {
            List<Service> services = List.of(
                    controlPlane.service(),
                    secrets.service(),
                    new CloudWatch(metrics, region, account, clock).service(),
                    new CloudWatchLogs(logs, region, account, clock).service());
            faults.serve(
                    services.stream()
                            .flatMap(service -> service.operations().stream())
                            .collect(Collectors.toSet()),
                    controlPlane.faultEffects());
            try {
                return WireServer.at(
                        port,
                        services,
                        new AdminPages(region, controlPlane, neighbours, faults),
                        faults,
                        neighbours.forwarding());
            } catch (BindException e) {
                if (!elsewhere) {
                    throw new IllegalStateException(
                            "port " + port + " of 127.0.0.1 is taken; choose another one, or 0 for any free one", e);
                }
                port = 0;
                return at(secrets, metrics, logs, controlPlane, neighbours, faults);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
