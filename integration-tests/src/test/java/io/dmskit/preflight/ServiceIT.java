package io.dmskit.preflight;

import static io.dmskit.preflight.PreflightRig.gone;
import static io.dmskit.preflight.PreflightRig.migration;
import static io.dmskit.preflight.PreflightRig.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.LocalAws;
import io.dmskit.local.DmskitLocal;
import io.dmskit.migration.Capacity;
import io.dmskit.migration.Migration;
import io.dmskit.settings.MigrationType;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServiceIT {
    private DmskitLocal local;
    private DatabaseMigrationClient client;

    @BeforeAll
    void start() {
        local = DmskitLocal.builder().start();
        client = LocalAws.client(local, DatabaseMigrationClient.builder());
    }

    @AfterAll
    void stop() {
        client.close();
        local.close();
    }

    private PreflightReport check(Migration migration) {
        return Preflight.of(migration).service(client).check();
    }

    private static Migration on(Capacity capacity) {
        Migration bank = migration(MigrationType.FULL_LOAD);
        return new Migration(
                bank.name(),
                bank.type(),
                bank.source(),
                bank.target(),
                bank.tableMappings(),
                bank.taskSettings(),
                capacity,
                bank.cutover(),
                bank.rehearsal());
    }

    @Test
    void findsNothingInAnAccountWithRoom() {
        PreflightReport report = check(migration(MigrationType.CDC));

        assertThat(report.findings()).isEmpty();
        assertThat(report.looked()).extracting(Looked::what).contains("quotas", "instance classes that can be ordered");
    }

    @Test
    void findsWhatCannotBeOrdered() {
        assertThat(only(check(on(new Capacity.Provisioned("dms.r6i.lage", 100, true))), "PF503")
                        .message())
                .isEqualTo("it cannot be ordered in this region, did you mean dms.r6i.large?");
        assertThat(only(check(on(new Capacity.Provisioned("dms.r6i.large", 7000, true))), "PF504")
                        .toString())
                .isEqualTo(
                        "PF504 capacity dms.r6i.large: 7000 GiB of storage cannot be ordered with it: choose 5 to 6144 GiB");
    }

    @Test
    void asksForNoInstanceWhereTheMigrationIsServerless() {
        PreflightReport report = check(on(new Capacity.Serverless(Optional.empty(), 16, false)));

        assertThat(report.findings()).isEmpty();
        assertThat(report.looked())
                .filteredOn(
                        look -> look.notBecause().isPresent() && look.subject().equals("account"))
                .extracting(Looked::what)
                .containsExactly("quota of serverless replications", "instance classes that can be ordered");
    }

    @Test
    void findsQuotasThatAreReached() {
        try (DmskitLocal full = DmskitLocal.builder().start();
                DatabaseMigrationClient there = LocalAws.client(full, DatabaseMigrationClient.builder())) {
            for (int i = 0; i < 60; i++) {
                String name = "other-" + i;
                there.createReplicationInstance(request -> request.replicationInstanceIdentifier(name)
                        .replicationInstanceClass("dms.t3.micro")
                        .allocatedStorage(5));
            }

            PreflightReport report =
                    Preflight.of(migration(MigrationType.CDC)).service(there).check();

            assertThat(only(report, "PF501").message())
                    .isEqualTo("60 of 60 replication instances are used, and the migration needs 1 more");
            gone(check(migration(MigrationType.CDC)), "PF501");
        }
    }
}
