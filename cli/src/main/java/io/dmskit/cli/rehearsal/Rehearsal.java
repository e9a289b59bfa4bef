package io.dmskit.cli.rehearsal;

import io.dmskit.Dms;
import io.dmskit.local.DmskitLocal;
import io.dmskit.migration.Migration;
import io.dmskit.monitoring.history.WatchRecord;
import io.dmskit.monitoring.watch.Round;
import io.dmskit.preflight.Preflight;
import io.dmskit.preflight.PreflightReport;
import io.dmskit.template.BusinessCheck;
import io.dmskit.template.Workload;
import io.dmskit.template.Workloads;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * Runs the migrations of one file on this machine, from empty servers to verified tables. Everything it starts is stopped again,
 * however it ends.
 */
public final class Rehearsal {
    private static final Duration METRIC_PERIOD = Duration.ofSeconds(1);
    private static final StaticCredentialsProvider ANYBODY =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("dmskit", "dmskit"));

    private final List<Migration> migrations;
    private final RehearsalOptions options;
    private final Narrator narrator;
    private final Screen screen;
    private Optional<RehearsalPage> page = Optional.empty();

    /**
     * Prepares a rehearsal.
     *
     * @param migrations all from one file
     * @param options how it is run
     * @param narrator told of each step
     * @param screen shown the progress
     */
    public Rehearsal(List<Migration> migrations, RehearsalOptions options, Narrator narrator, Screen screen) {
        this.migrations = migrations.stream().map(Migration::forRehearsal).toList();
        this.options = options;
        this.narrator = narrator;
        this.screen = screen;
    }

    /** Shows it on a page too, which is told what the service tells anybody. */
    public Rehearsal on(RehearsalPage shown) {
        page = Optional.of(shown);
        return this;
    }

    /**
     * Runs it.
     *
     * @return how it went, differences and failed checks included
     * @throws Exception if it could not be run to its end; everything has been put away all the same
     */
    public RehearsalOutcome run() throws Exception {
        try (StandIns standIns = narrator.during("starting two PostgreSQL servers", () -> StandIns.start(migrations));
                DmskitLocal local = DmskitLocal.builder()
                        .preferredPort(options.port())
                        .metricPeriod(METRIC_PERIOD)
                        .forward(options.forwarding())
                        .start()) {
            narrator.say("  dmskit-local answers on " + local.endpoint()
                    + options.forwarding()
                            .endpoint()
                            .map(there -> " and forwards to " + there)
                            .orElse(""));
            narrator.during("filling " + sources(), () -> {
                standIns.fill(migrations);
                return local;
            });
            return migrate(standIns, local);
        }
    }

    private String sources() {
        return migrations.size() == 1
                ? "the source database " + migrations.get(0).source().database()
                : "the databases of " + migrations.size() + " sources";
    }

    private RehearsalOutcome migrate(StandIns standIns, DmskitLocal local) throws Exception {
        Region region = Region.of(local.region());
        try (SecretsManagerClient secrets = SecretsManagerClient.builder()
                        .endpointOverride(local.endpoint())
                        .region(region)
                        .credentialsProvider(ANYBODY)
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build();
                CloudWatchClient metrics = CloudWatchClient.builder()
                        .endpointOverride(local.endpoint())
                        .region(region)
                        .credentialsProvider(ANYBODY)
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build();
                Dms dms = Dms.at(local.endpoint(), region);
                WatchRecord record = WatchRecord.in(options.output().resolve("watch"))) {
            new Secrets(secrets, narrator).publish(migrations, standIns);
            preflight(standIns);
            try (Watches watches = new Watches(migrations, dms.client(), metrics, screen, listeners(record))) {
                List<MigrationResult> results = runAll(standIns, dms, watches);
                return new RehearsalOutcome(results, ask(standIns, results));
            }
        }
    }

    private List<Consumer<Round>> listeners(WatchRecord record) {
        List<Consumer<Round>> listeners = new ArrayList<>(List.of(record));
        page.ifPresent(listeners::add);
        return listeners;
    }

    private void preflight(StandIns standIns) {
        List<String> problems = new ArrayList<>();
        for (Migration migration : migrations) {
            PreflightReport report = Preflight.of(migration)
                    .source(() -> StandIns.connect(standIns.source(migration)))
                    .target(() -> StandIns.connect(standIns.target(migration)))
                    .check();
            report.errors().forEach(finding -> problems.add(finding.toString()));
            report.warnings().forEach(finding -> narrator.say("  " + finding));
        }
        if (!problems.isEmpty()) {
            throw new IllegalStateException("the migration cannot start:\n  "
                    + problems.stream().distinct().collect(Collectors.joining("\n  ")));
        }
    }

    /** Several migrations run beside each other, as the tasks of a chain of stores do. */
    private List<MigrationResult> runAll(StandIns standIns, Dms dms, Watches watches) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(migrations.size());
        try {
            List<Future<MigrationResult>> running = migrations.stream()
                    .map(migration -> new MigrationRun(
                            migration,
                            standIns,
                            dms,
                            watches,
                            options.output().resolve(migration.name() + "-cutover.jsonl"),
                            narrator))
                    .map(run -> threads.submit(run::run))
                    .toList();
            List<MigrationResult> results = new ArrayList<>();
            for (Future<MigrationResult> run : running) {
                results.add(run.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            threads.shutdownNow();
            // The runs hold connections to servers that are about to be stopped.
            threads.awaitTermination(30, TimeUnit.SECONDS);
        }
    }

    private List<BusinessCheck.Result> ask(StandIns standIns, List<MigrationResult> results) throws SQLException {
        Optional<Workload> workload =
                migrations.get(0).rehearsal().orElseThrow().workload().flatMap(Workloads::named);
        if (workload.isEmpty()
                || results.stream().anyMatch(result -> result.problem().isPresent())) {
            return List.of();
        }
        List<Connection> sources = new ArrayList<>();
        try (Connection target = StandIns.connect(standIns.target(migrations.get(0)))) {
            for (Migration migration : migrations) {
                sources.add(StandIns.connect(standIns.source(migration)));
            }
            return workload.get().checks().stream()
                    .map(check -> check.run(sources, target))
                    .toList();
        } finally {
            for (Connection source : sources) {
                source.close();
            }
        }
    }
}
