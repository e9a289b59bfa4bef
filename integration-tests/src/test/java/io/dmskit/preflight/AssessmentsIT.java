package io.dmskit.preflight;

import static io.dmskit.Sql.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dmskit.Dms;
import io.dmskit.LocalAws;
import io.dmskit.endpoint.EndpointDefinition;
import io.dmskit.endpoint.Engine;
import io.dmskit.endpoint.Tls;
import io.dmskit.local.DmskitLocal;
import io.dmskit.migration.Migration;
import io.dmskit.preflight.assessment.AssessmentResult;
import io.dmskit.preflight.assessment.Assessments;
import io.dmskit.preflight.assessment.ResultStore;
import io.dmskit.settings.MigrationType;
import io.dmskit.task.Poller;
import io.dmskit.task.ReplicationHandle;
import io.dmskit.task.TaskStatus;
import io.dmskit.task.WaitTimeoutException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AssessmentsIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Poller POLLER = Poller.every(Duration.ofMillis(50));
    private static final ResultStore STORE =
            new ResultStore("bank-assessments", "core", "arn:aws:iam::123456789012:role/assessments");
    private static final Migration BANK = migration();

    private PreflightRig rig;
    private DmskitLocal local;
    private DatabaseMigrationClient client;
    private Assessments assessments;
    private ReplicationHandle task;

    @BeforeAll
    void start() {
        rig = new PreflightRig();
        local = DmskitLocal.start();
        client = LocalAws.client(local, DatabaseMigrationClient.builder());
        LocalAws.publishSecret(local, "bank/legacy", rig.source);
        LocalAws.publishSecret(local, "bank/modern", rig.target);
        assessments = Assessments.over(client, POLLER);
        task = Dms.over(client, POLLER).apply(BANK, LIMIT);
    }

    @AfterAll
    void stop() {
        client.close();
        local.close();
        rig.close();
    }

    @BeforeEach
    void clean() throws SQLException {
        rig.clean();
    }

    private static Migration migration() {
        Migration bank = PreflightRig.migration(MigrationType.FULL_LOAD_AND_CDC);
        return new Migration(
                bank.name(),
                bank.type(),
                EndpointDefinition.database(Engine.POSTGRES, "BANKPROD", "bank/legacy")
                        .with(Tls.NONE),
                EndpointDefinition.database(Engine.POSTGRES, "modernbank", "bank/modern")
                        .with(Tls.NONE),
                bank.tableMappings(),
                bank.taskSettings(),
                bank.capacity(),
                bank.cutover(),
                bank.rehearsal());
    }

    @Test
    void runsEveryAssessmentThatAppliesAndFindsNothingWhereAllPass() {
        AssessmentResult result = assessments.run(task.arn(), "ready", STORE, LIMIT);

        assertThat(result.status()).isEqualTo("passed");
        assertThat(result.findings()).isEmpty();
        assertThat(result.individual())
                .extracting(AssessmentResult.Individual::name)
                .containsExactlyInAnyOrderElementsOf(assessments.applicable(task.arn()))
                .hasSizeGreaterThan(3);
        assertThat(result.looked()).hasSameSizeAs(result.individual()).allSatisfy(look -> assertThat(look.notBecause())
                .isEmpty());
        assertThat(task.awaitReady(LIMIT).status()).isEqualTo(TaskStatus.READY);
    }

    @Test
    void shutsTheGateForWhatDmsFinds() throws SQLException {
        run(rig.source, "CREATE TABLE bank.letters (body text)");

        AssessmentResult result = assessments.run(task.arn(), "letters", STORE, LIMIT);
        PreflightReport report = Preflight.of(BANK).service(client).check().with(result.findings(), result.looked());

        assertThat(result.status()).isEqualTo("failed");
        assertThat(report.errors())
                .extracting(PreflightFinding::toString)
                .containsExactly(
                        "PF601 assessment table-with-lob-but-without-primary-key-or-unique-constraint: DMS says failed:"
                                + " read the tables and columns in s3://bank-assessments/core");
        assertThat(report.warnings())
                .extracting(PreflightFinding::subject)
                .contains("assessment table-with-no-primary-key-or-unique-constraint");
        assertThatThrownBy(report::requireNoErrors).isInstanceOf(PreflightException.class);
    }

    @Test
    void aRunThatDoesNotReachTheSourceIsAFindingOfItsOwn() {
        try (SecretsManagerClient secrets = LocalAws.client(local, SecretsManagerClient.builder())) {
            secrets.deleteSecret(request -> request.secretId("bank/legacy").forceDeleteWithoutRecovery(true));
        }
        try {
            AssessmentResult result = assessments.run(task.arn(), "blind", STORE, LIMIT);

            assertThat(result.findings()).singleElement().satisfies(finding -> {
                assertThat(finding.code()).isEqualTo("PF602");
                assertThat(finding.isError()).isTrue();
                assertThat(finding.subject()).isEqualTo("assessment run blind");
                assertThat(finding.message()).startsWith("it ended as error-executing: ");
            });
            assertThat(result.looked()).isNotEmpty().allSatisfy(look -> assertThat(look.notBecause())
                    .contains("DMS says error"));
        } finally {
            LocalAws.publishSecret(local, "bank/legacy", rig.source);
        }
    }

    @Test
    void givesUpInTimeAndLetsTheRunGoOn() throws SQLException {
        try (Connection holder = rig.source.connect();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            // What assessments read, so that none is over before this is rolled back.
            statement.execute("LOCK TABLE pg_catalog.pg_inherits IN ACCESS EXCLUSIVE MODE");

            assertThatThrownBy(() -> assessments.run(task.arn(), "hasty", STORE, Duration.ofMillis(1)))
                    .isInstanceOf(WaitTimeoutException.class)
                    .hasMessageContaining("assessment run hasty to be over")
                    .hasMessageContaining("last seen: status ");
        }
        assertThat(task.awaitReady(LIMIT).status()).isEqualTo(TaskStatus.READY);
    }
}
