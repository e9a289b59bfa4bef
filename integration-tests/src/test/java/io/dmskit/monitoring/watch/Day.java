package io.dmskit.monitoring.watch;

import io.dmskit.LocalAws;
import io.dmskit.local.DmskitLocal;
import io.dmskit.local.database.PostgresServer;
import io.dmskit.local.dms.Pace;
import io.dmskit.local.fault.InjectedFault.StorageFull;
import io.dmskit.local.fault.InjectedFault.TaskFailure;
import io.dmskit.local.fault.InjectedFault.Throttling;
import io.dmskit.monitoring.alert.Alerting;
import io.dmskit.monitoring.alert.PagerDutySink;
import io.dmskit.monitoring.poll.CallBudget;
import io.dmskit.monitoring.poll.FleetPoller;
import io.dmskit.task.Poller;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.ReplicationEndpointTypeValue;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTask;

/**
 * Tasks that replicate between real databases on a dmskit-local, a watch over them with a pager, and what is done to all of them: in a time
 * that passes when it is told to. The watch's machine has a clock of its own, which may be wrong.
 */
final class Day implements AutoCloseable {
    static final Duration INTERVAL = FleetPoller.Pace.DEFAULT.states();
    private static final Duration CLIENT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String MAPPINGS = """
            {"rules": [{"rule-type": "selection", "rule-id": "1", "rule-name": "1", "rule-action": "include",
              "object-locator": {"schema-name": "bank", "table-name": "%"}}]}""";

    final DrivenTime time;
    final Pager pager;
    final List<Look> looks = new ArrayList<>();
    final List<Trouble> troubles = new ArrayList<>();
    final List<Hindrance> hindrances = new ArrayList<>();
    private final DmskitLocal local;
    private final Gate gate;
    private final Session session = new Session();
    private final DatabaseMigrationClient aws;
    private final DatabaseMigrationClient watching;
    private final CloudWatchClient cloudWatch;
    private final Alerting alerting;
    private final FleetWatch watch;
    private final Map<String, String> arns = new LinkedHashMap<>();
    private final Map<String, String> instances = new HashMap<>();
    private final String from;
    private final String to;
    private Duration wrongBy = Duration.ZERO;
    private Instant nextRound;
    private @Nullable Weather weather;

    /** What keeps calls from being answered. */
    enum Weather {
        THROTTLED,
        BROKEN,
        SILENT,
        EXPIRED
    }

    /** A poll, and whether statuses could be read. */
    record Look(Instant at, boolean good) {}

    /** Something is wrong with a subject for a time. */
    record Trouble(String arn, String name, String kind, Instant from, Optional<Instant> to) {}

    /** Nobody can be seen or told for a time. */
    record Hindrance(String what, Instant from, Optional<Instant> to) {}

    /** Credentials that expire, and are renewed by whoever provides them. */
    private static final class Session implements AwsCredentialsProvider {
        private final AtomicInteger number = new AtomicInteger(1);

        String key() {
            return "SESSION" + number.get();
        }

        @Override
        public AwsCredentials resolveCredentials() {
            return AwsBasicCredentials.create(key(), "secret");
        }
    }

    /** A client that waits as long as it must, and does not wait in vain while the gate is silent: then the world's time passes instead. */
    private final class Http implements SdkHttpClient {
        private final SdkHttpClient patient =
                UrlConnectionHttpClient.builder().socketTimeout(LIMIT).build();
        private final SdkHttpClient impatient = UrlConnectionHttpClient.builder()
                .socketTimeout(Duration.ofMillis(50))
                .build();

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            ExecutableHttpRequest prepared = (gate.silent() ? impatient : patient).prepareRequest(request);
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() throws IOException {
                    try {
                        return prepared.call();
                    } catch (IOException e) {
                        idle(CLIENT_TIMEOUT);
                        throw e;
                    }
                }

                @Override
                public void abort() {
                    prepared.abort();
                }
            };
        }

        @Override
        public void close() {
            patient.close();
            impatient.close();
        }
    }

    Day(Instant start, PostgresServer source, PostgresServer target, Path outbox, HttpClient http) throws IOException {
        time = new DrivenTime(start);
        nextRound = start;
        local = DmskitLocal.builder()
                .time(time, time)
                .pace(Pace.DEFAULT.withFactor(0))
                .start();
        gate = new Gate(local.endpoint());
        pager = new Pager(time);
        aws = LocalAws.client(local, DatabaseMigrationClient.builder());
        watching = DatabaseMigrationClient.builder()
                .httpClient(new Http())
                .endpointOverride(gate.address())
                .region(Region.US_EAST_1)
                .credentialsProvider(session)
                .build();
        cloudWatch = CloudWatchClient.builder()
                .httpClient(new Http())
                .endpointOverride(gate.address())
                .region(Region.US_EAST_1)
                .credentialsProvider(session)
                .build();
        alerting = Alerting.in(outbox)
                .to("pager", PagerDutySink.of("key", pager.address(), http, LIMIT))
                .clock(this::clock)
                .backoff(Duration.ofSeconds(1), INTERVAL)
                .open();
        watch = FleetWatch.over(FleetPoller.of(watching, cloudWatch)
                        .clock(this::clock)
                        .budget(new CallBudget(
                                CallBudget.DEFAULT_PER_SECOND, new Poller.Time(this::clock, this::idle))))
                .alerting(alerting)
                .clock(this::clock)
                .build();
        from = endpoint(ReplicationEndpointTypeValue.SOURCE, source);
        to = endpoint(ReplicationEndpointTypeValue.TARGET, target);
    }

    /** Returns what the watch's machine takes for the time. */
    private Instant clock() {
        return time.instant().plus(wrongBy);
    }

    private String endpoint(ReplicationEndpointTypeValue type, PostgresServer server) {
        return aws.createEndpoint(request -> request.endpointIdentifier("day-" + type)
                        .endpointType(type)
                        .engineName("postgres")
                        .serverName(server.host())
                        .port(server.port())
                        .databaseName(server.database())
                        .username(server.user())
                        .password(server.password()))
                .endpoint()
                .endpointArn();
    }

    void instance(String name) {
        instances.put(
                name,
                aws.createReplicationInstance(request -> request.replicationInstanceIdentifier(name)
                                .replicationInstanceClass("dms.t3.micro")
                                .allocatedStorage(5))
                        .replicationInstance()
                        .replicationInstanceArn());
        time.passTo(time.instant());
    }

    void create(String name, String instance) {
        String arn = aws.createReplicationTask(request -> request.replicationTaskIdentifier(name)
                        .migrationType("cdc")
                        .tableMappings(MAPPINGS)
                        .replicationInstanceArn(instances.get(instance))
                        .sourceEndpointArn(from)
                        .targetEndpointArn(to))
                .replicationTask()
                .replicationTaskArn();
        arns.put(name, arn);
        await(name, "ready");
        aws.startReplicationTask(
                request -> request.replicationTaskArn(arn).startReplicationTaskType("start-replication"));
        await(name, "running");
    }

    void fail(String name, boolean recoverable) {
        local.faults().inject(new TaskFailure(name, "the target went away for good", recoverable));
        await(name, "failed");
        begin(arn(name), name, "failed");
    }

    void stop(String name) {
        aws.stopReplicationTask(request -> request.replicationTaskArn(arn(name)));
        await(name, "stopped");
        begin(arn(name), name, "stopped");
    }

    void resume(String name) {
        aws.startReplicationTask(
                request -> request.replicationTaskArn(arn(name)).startReplicationTaskType("resume-processing"));
        await(name, "running");
        end(arn(name));
    }

    void delete(String name) {
        String old = arn(name);
        aws.deleteReplicationTask(request -> request.replicationTaskArn(old));
        Poller.every(Duration.ofMillis(5))
                .until(
                        name + " to be gone",
                        () -> {
                            time.passTo(time.instant());
                            return Optional.of(true).filter(any -> tasks().stream()
                                    .noneMatch(task -> task.replicationTaskArn().equals(old)));
                        },
                        LIMIT);
        end(old);
    }

    /** The instance's storage is full, and everything on it stops. */
    String fill(String instance, List<String> tasks) {
        String fault = local.faults().inject(new StorageFull(instance));
        tasks.forEach(name -> await(name, "stopped"));
        begin(instanceArn(instance), instance, "instance-storage");
        return fault;
    }

    void free(String fault, String instance, List<String> tasks) {
        local.faults().clear(fault);
        tasks.forEach(this::resume);
        end(instanceArn(instance));
    }

    private String instanceArn(String name) {
        return Optional.ofNullable(instances.get(name)).orElseThrow();
    }

    private String arn(String name) {
        return Optional.ofNullable(arns.get(name)).orElseThrow();
    }

    private void begin(String arn, String name, String kind) {
        troubles.add(new Trouble(arn, name, kind, time.instant(), Optional.empty()));
    }

    private void end(String arn) {
        troubles.replaceAll(one -> one.arn().equals(arn) && one.to().isEmpty()
                ? new Trouble(arn, one.name(), one.kind(), one.from(), Optional.of(time.instant()))
                : one);
    }

    private List<ReplicationTask> tasks() {
        return aws.describeReplicationTasks(request -> request.withoutSettings(true))
                .replicationTasks();
    }

    /** Runs are real and take the machine's time; the world's stands still meanwhile. */
    private void await(String name, String status) {
        Poller.every(Duration.ofMillis(5))
                .until(
                        name + " to be " + status,
                        () -> {
                            time.passTo(time.instant());
                            return tasks().stream()
                                    .filter(task ->
                                            task.replicationTaskIdentifier().equals(name))
                                    .filter(task -> task.status().equals(status))
                                    .findFirst();
                        },
                        LIMIT);
    }

    void begin(Weather next) {
        weather = next;
        hinder(next.name());
        if (next == Weather.EXPIRED) {
            gate.expire(session.key());
        }
        gate.become(
                next == Weather.SILENT ? Gate.Way.SILENT : next == Weather.BROKEN ? Gate.Way.BROKEN : Gate.Way.OPEN);
    }

    void clearUp() {
        if (weather == Weather.EXPIRED) {
            session.number.incrementAndGet();
        }
        weather = null;
        gate.become(Gate.Way.OPEN);
        for (Weather one : Weather.values()) {
            unhinder(one.name());
        }
    }

    void silencePager(boolean gone) {
        hinder("pager");
        if (gone) {
            pager.isGone();
        } else {
            pager.isBusy();
        }
    }

    void pagerIsBack() throws IOException {
        pager.isBack();
        unhinder("pager");
    }

    /** The watch's clock is wrong by this from now on. */
    void clockIsWrongBy(Duration wrong) {
        wrongBy = wrong;
    }

    /** The watch's machine sleeps, while the world goes on. */
    void sleep(Duration how) {
        nextRound = time.instant().plus(how);
        hindrances.add(new Hindrance("asleep", time.instant(), Optional.of(nextRound)));
    }

    private void hinder(String what) {
        hindrances.add(new Hindrance(what, time.instant(), Optional.empty()));
    }

    private void unhinder(String what) {
        hindrances.replaceAll(one -> one.what().equals(what) && one.to().isEmpty()
                ? new Hindrance(what, one.from(), Optional.of(time.instant()))
                : one);
    }

    private boolean asleep() {
        return hindrances.stream()
                .anyMatch(one -> one.what().equals("asleep")
                        && one.to().filter(end -> end.isAfter(time.instant())).isPresent());
    }

    /** Lets the watch do what it does until then: poll in its interval, and deliver again what the pager did not take. */
    void liveUntil(Instant moment) {
        while (true) {
            Optional<Instant> delivery = nextDelivery();
            Instant next = delivery.filter(due -> due.isBefore(nextRound)).orElse(notPast(nextRound));
            if (!next.isBefore(moment)) {
                time.passTo(moment);
                return;
            }
            time.passTo(next);
            if (next.isBefore(nextRound)) {
                alerting.deliver();
            } else {
                round();
            }
        }
    }

    /** While a poll waits, alerts are delivered that are due: a watch has a thread for that. */
    private void idle(Duration pause) {
        Instant end = time.instant().plus(pause);
        for (Optional<Instant> due = nextDelivery(); due.filter(end::isAfter).isPresent(); due = nextDelivery()) {
            time.passTo(due.get());
            alerting.deliver();
        }
        time.passTo(end);
    }

    private Optional<Instant> nextDelivery() {
        return asleep()
                ? Optional.empty()
                : alerting.nextAttempt().map(due -> due.minus(wrongBy)).map(this::notPast);
    }

    private Instant notPast(Instant moment) {
        return moment.isBefore(time.instant()) ? time.instant() : moment;
    }

    private void round() {
        looks.add(new Look(time.instant(), weather == null));
        nextRound = nextRound.plus(INTERVAL);
        if (weather == Weather.THROTTLED) {
            String fault = local.faults().inject(new Throttling(Set.of(), OptionalInt.empty(), OptionalDouble.empty()));
            watch.round();
            local.faults().clear(fault);
        } else {
            watch.round();
        }
    }

    @Override
    public void close() {
        watch.close();
        alerting.close();
        watching.close();
        cloudWatch.close();
        aws.close();
        gate.close();
        pager.close();
        local.close();
    }
}
