package io.dmskit.apply;

import static io.dmskit.Sql.run;
import static io.dmskit.apply.ApplyRig.LIMIT;
import static io.dmskit.apply.ApplyRig.POLLER;
import static io.dmskit.apply.ApplyRig.migration;
import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.Dms;
import io.dmskit.migration.Migration;
import io.dmskit.settings.FullLoadSettings;
import io.dmskit.settings.TaskSettings;
import io.dmskit.task.ReplicationHandle;
import io.dmskit.task.StartType;
import io.dmskit.task.TaskStatus;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;

/** The service did what it was asked, and the answer was lost: the SDK asks again, and is refused. */
class LostAnswersIT {
    @Test
    void areNoReasonToFail() throws Exception {
        try (ApplyRig rig = new ApplyRig();
                LossyConnection connection = new LossyConnection();
                DatabaseMigrationClient client = client(rig, connection)) {
            Dms dms = Dms.over(client, POLLER);
            run(
                    rig.source,
                    "CREATE SCHEMA bank; CREATE TABLE bank.accounts (id serial PRIMARY KEY, balance bigint);"
                            + " INSERT INTO bank.accounts (balance) SELECT i FROM generate_series(1, 1000) i");
            Migration bank = migration("bank-core", "accounts");
            Migration changed = rig.change(rig.change(bank).target("bank/rotated"))
                    .settings(TaskSettings.DEFAULTS.with(FullLoadSettings.COMMIT_RATE, 20_000));

            ReplicationHandle task = dms.apply(bank, LIMIT);
            task.start(StartType.START_REPLICATION);
            task.awaitFullLoad(LIMIT);
            connection.lost.clear();
            dms.apply(changed, LIMIT);

            assertThat(connection.lost)
                    .contains("ModifyEndpoint", "StopReplicationTask", "ModifyReplicationTask", "StartReplicationTask");
            assertThat(task.describe().status()).isEqualTo(TaskStatus.RUNNING);
            assertThat(dms.plan(changed).describe()).contains("nothing to do");
            rig.assertThatBothSidesAgree("accounts");

            dms.delete(changed, LIMIT);
            assertThat(dms.planDeletion(changed).steps()).isEmpty();
        }
    }

    private static DatabaseMigrationClient client(ApplyRig rig, SdkHttpClient connection) {
        return DatabaseMigrationClient.builder()
                .httpClient(connection)
                .endpointOverride(rig.local.endpoint())
                .region(Region.of(rig.local.region()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build();
    }

    /** Loses the first answer to each operation that changes something. */
    private static final class LossyConnection implements SdkHttpClient {
        private final Set<String> lost = ConcurrentHashMap.newKeySet();
        private final SdkHttpClient real = UrlConnectionHttpClient.create();

        LossyConnection() {
            lost.add("StartReplicationTask");
        }

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            String target =
                    request.httpRequest().firstMatchingHeader("X-Amz-Target").orElseThrow();
            String operation = target.substring(target.lastIndexOf('.') + 1);
            ExecutableHttpRequest sent = real.prepareRequest(request);
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() throws IOException {
                    HttpExecuteResponse answer = sent.call();
                    if (CallCounter.changes(operation) && lost.add(operation)) {
                        throw new IOException("connection reset");
                    }
                    return answer;
                }

                @Override
                public void abort() {
                    sent.abort();
                }
            };
        }

        @Override
        public void close() {
            real.close();
        }
    }
}
