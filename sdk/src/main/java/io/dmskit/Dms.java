package io.dmskit;

import io.dmskit.apply.ApplyException;
import io.dmskit.apply.ApplyOptions;
import io.dmskit.apply.ApplyPlan;
import io.dmskit.apply.ApplyStep;
import io.dmskit.apply.Provisioning;
import io.dmskit.migration.Migration;
import io.dmskit.task.Poller;
import io.dmskit.task.ReplicationHandle;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;

/**
 * The entry point: brings migrations into the Database Migration Service and out of it again.
 *
 * <pre>{@code
 * try (Dms dms = Dms.create()) {
 *     ReplicationHandle task = dms.apply(migration, Duration.ofMinutes(30), step -> log(step.describe()));
 *     task.start();
 *     task.awaitFullLoad(Duration.ofHours(6));
 * }
 * }</pre>
 *
 * <p>{@link #create} and {@link #at} own their client and close it; {@link #over} borrows one. Thread-safe.
 */
public final class Dms implements AutoCloseable {
    // https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Limits.html: a bucket of calls for the whole account,
    // refilled with
    // 4 or 8 a second; the console draws on it too.
    private static final Duration AWS_INTERVAL = Duration.ofSeconds(5);
    private static final Duration LOCAL_INTERVAL = Duration.ofMillis(100);
    private static final int ATTEMPTS = 8;

    private final DatabaseMigrationClient client;
    private final Runnable closing;
    private final Provisioning provisioning;

    private Dms(DatabaseMigrationClient client, Runnable closing, Poller poller) {
        this.client = client;
        this.closing = closing;
        this.provisioning = new Provisioning(client, poller);
    }

    /**
     * Works on AWS with the default chains for credentials and region. {@code AWS_ENDPOINT_URL} and
     * {@code AWS_ENDPOINT_URL_DATABASE_MIGRATION_SERVICE} lead elsewhere, as with every AWS SDK. Asks every 5 seconds while it
     * waits, ten times a second where that leads to this machine; throttled calls are repeated with growing pauses.
     */
    public static Dms create() {
        DatabaseMigrationClient client = DatabaseMigrationClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(configuration ->
                        configuration.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(ATTEMPTS)
                                .build()))
                .build();
        return new Dms(client, client::close, Poller.every(isHere(client) ? LOCAL_INTERVAL : AWS_INTERVAL));
    }

    private static boolean isHere(DatabaseMigrationClient client) {
        return client.serviceClientConfiguration()
                .endpointOverride()
                .map(URI::getHost)
                .filter(host -> host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]"))
                .isPresent();
    }

    /**
     * Works on dmskit-local, which does not look at credentials. Asks ten times a second while it waits.
     *
     * @param endpoint where it listens, such as {@code http://127.0.0.1:4566}
     * @param region region of the ARNs it makes
     */
    public static Dms at(URI endpoint, Region region) {
        DatabaseMigrationClient client = DatabaseMigrationClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .endpointOverride(endpoint)
                .region(region)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build();
        return new Dms(client, client::close, Poller.every(LOCAL_INTERVAL));
    }

    /** Works over a client that the caller closes, and asks every 5 seconds while it waits. */
    public static Dms over(DatabaseMigrationClient client) {
        return over(client, Poller.every(AWS_INTERVAL));
    }

    /** Works over a client that the caller closes; the poller paces every wait. */
    public static Dms over(DatabaseMigrationClient client, Poller poller) {
        return new Dms(client, () -> {}, poller);
    }

    /** Returns the client below, for what is not offered here; it is closed with this object if this object owns it. */
    public DatabaseMigrationClient client() {
        return client;
    }

    /**
     * Returns what {@link #apply(Migration, ApplyOptions, Duration, Consumer) apply} would do now: what is created, and what becomes
     * different of what is there, each change by itself, whether a run is interrupted by it and what would be lost. What the service
     * fills in by itself is no difference. At most six calls that describe, and nothing else.
     *
     * @throws IllegalArgumentException if the migration's name or an engine cannot be used
     */
    public ApplyPlan plan(Migration migration) {
        return provisioning.plan(migration);
    }

    /** Does as {@link #apply(Migration, Duration, Consumer)}, quietly. */
    public ReplicationHandle apply(Migration migration, Duration timeout) {
        return apply(migration, timeout, step -> {});
    }

    /** Does as {@link #apply(Migration, ApplyOptions, Duration, Consumer)}, and loses nothing. */
    public ReplicationHandle apply(Migration migration, Duration timeout, Consumer<? super ApplyStep> listener) {
        return apply(migration, ApplyOptions.SAFE, timeout, listener);
    }

    /**
     * Makes the service hold what the migration says: replication instance, both endpoints, and the task; with serverless capacity both
     * endpoints and the replication's config. What is not there is created, what differs is modified, what is as it should be is left alone; a second apply does nothing.
     *
     * <p>A task that runs is stopped where a change needs it, and started again afterwards: it goes on where it stopped, and tables
     * that were not among its mappings before are loaded. Connections are tested where an endpoint is new or has changed, or was not
     * reached last time. A task that does not run is not started.
     *
     * <p>On a failure, what this call created is deleted, what it modified becomes again what it was, and a task that it stopped runs
     * again, which may take longer than the timeout; what could not be taken back is told by {@link Throwable#getSuppressed}. Storage
     * that has grown stays, and so does what was allowed to be lost. An apply that is cut off, by a crash or a lost connection, leaves
     * tags that begin with {@code dmskit:}, and the next apply finishes what it began.
     *
     * @param migration what should be there
     * @param options what may be lost on the way
     * @param timeout for everything together; AWS takes about ten minutes for a replication instance
     * @param listener hears of each step as it begins, in the calling thread
     * @return the task, or the serverless replication
     * @throws IllegalArgumentException if the migration's name or an engine cannot be used
     * @throws ApplyException if it cannot be done, would lose what {@code options} do not allow, or a connection test or the instance
     *     fails
     * @throws io.dmskit.task.TaskFailedException if the task does not run again after its change
     * @throws io.dmskit.task.WaitTimeoutException if it is not done in time
     */
    public ReplicationHandle apply(
            Migration migration, ApplyOptions options, Duration timeout, Consumer<? super ApplyStep> listener) {
        return provisioning.apply(migration, options, timeout, listener);
    }

    /** Returns the task or serverless replication of a migration, if it exists. */
    public Optional<ReplicationHandle> task(Migration migration) {
        return provisioning.task(migration);
    }

    /**
     * Returns what {@link #delete(Migration, Duration, Consumer) delete} would do now. Of a task that has run it loses the position in
     * the source's changes.
     */
    public ApplyPlan planDeletion(Migration migration) {
        return provisioning.planDeletion(migration);
    }

    /** Does as {@link #delete(Migration, Duration, Consumer)}, quietly. */
    public void delete(Migration migration, Duration timeout) {
        delete(migration, timeout, step -> {});
    }

    /**
     * Deletes the migration's task, endpoints and replication instance, in this order, and waits until each is gone. A running
     * task is stopped first. What is not there is passed over, what is being created or deleted is awaited. Rows on the target stay.
     *
     * @param migration what is to be deleted
     * @param timeout for everything together
     * @param listener hears of each step as it begins, in the calling thread
     * @throws io.dmskit.task.WaitTimeoutException if it is not done in time
     */
    public void delete(Migration migration, Duration timeout, Consumer<? super ApplyStep> listener) {
        provisioning.delete(migration, timeout, listener);
    }

    /** Closes the client if this object made it. */
    @Override
    public void close() {
        closing.run();
    }
}
