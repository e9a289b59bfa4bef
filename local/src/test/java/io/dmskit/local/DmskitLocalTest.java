package io.dmskit.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dmskit.local.dms.Timeline;
import io.dmskit.local.store.Store;
import io.dmskit.task.Poller;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.ReplicationEndpointTypeValue;
import software.amazon.awssdk.services.databasemigration.model.Tag;

class DmskitLocalTest {
    @Test
    void servesOnLoopbackOnly() {
        try (DmskitLocal local = DmskitLocal.start()) {
            assertThat(local.endpoint().getHost()).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void takesAnotherPortWhenThePreferredOneIsTaken() {
        try (DmskitLocal first = DmskitLocal.start();
                DmskitLocal second = DmskitLocal.builder()
                        .preferredPort(first.endpoint().getPort())
                        .start()) {
            assertThat(second.endpoint()).isNotEqualTo(first.endpoint());
        }
    }

    @Test
    void saysThatThePortIsTaken() {
        try (DmskitLocal first = DmskitLocal.start()) {
            int taken = first.endpoint().getPort();

            assertThatThrownBy(() -> DmskitLocal.builder().port(taken).start())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("port " + taken + " of 127.0.0.1 is taken; choose another one, or 0 for any free one");
        }
    }

    @Test
    void freesItsPortAndEndsItsThreads() throws InterruptedException {
        DmskitLocal local = DmskitLocal.start();
        LocalClients.of(local.endpoint()).dms().describeAccountAttributes();

        local.close();
        local.close();

        assertThatThrownBy(() -> new Socket(
                        InetAddress.getLoopbackAddress(), local.endpoint().getPort()))
                .isInstanceOf(ConnectException.class);
        for (Thread thread : threadsOfDmskitLocal()) {
            // A pool counts as terminated a moment before its last thread has left its run method.
            thread.join(60_000);
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
    }

    @Test
    void beginsNoRunInAStepThatIsUnderWayWhenItCloses(@TempDir Path parent) throws IOException {
        HandTimeline time = new HandTimeline();
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            DmskitLocal local = DmskitLocal.builder()
                    .stateIn(parent.resolve("state"))
                    .time(InstantSource.system(), passingAtItsEnd(time))
                    .start();
            try (LocalClients clients = LocalClients.of(local.endpoint())) {
                startATask(clients.dms(), time, silent.getLocalPort());
            }

            local.close();

            assertThat(threadsOfDmskitLocal()).extracting(Thread::getName).noneMatch(name -> name.contains("-run-"));
        }
    }

    @Test
    void leavesItsPortAloneWhenItCannotBegin() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        DmskitLocal.Builder builder = DmskitLocal.builder().port(port).time(InstantSource.system(), new Timeline() {
            @Override
            public void after(Duration delay, Runnable step) {
                throw new IllegalStateException("no time");
            }

            @Override
            public void close() {}
        });

        assertThatThrownBy(builder::start).hasMessage("no time");

        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port))
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void startsAgainWhereAnEndpointWasDeletedWhileItsConnectionWasTested(@TempDir Path parent) {
        Path folder = parent.resolve("state");
        HandTimeline time = new HandTimeline();
        try (DmskitLocal local = DmskitLocal.builder()
                        .stateIn(folder)
                        .time(InstantSource.system(), time)
                        .start();
                LocalClients clients = LocalClients.of(local.endpoint())) {
            String instance = instance(clients.dms());
            time.pass();
            String endpoint = endpoint(clients.dms(), ReplicationEndpointTypeValue.SOURCE, 1);
            clients.dms().testConnection(test -> test.replicationInstanceArn(instance)
                    .endpointArn(endpoint));
            clients.dms().deleteEndpoint(delete -> delete.endpointArn(endpoint));
        }

        HandTimeline later = new HandTimeline();
        try (DmskitLocal local = DmskitLocal.builder()
                        .stateIn(folder)
                        .time(InstantSource.system(), later)
                        .start();
                LocalClients clients = LocalClients.of(local.endpoint())) {
            later.pass();
            assertThat(clients.dms().describeEndpoints().endpoints()).isEmpty();
            assertThat(clients.dms().describeConnections().connections()).isEmpty();
        }
    }

    @Test
    void keepsNoTagsOfAnAssessmentRunWhoseTaskIsGone(@TempDir Path parent) throws InterruptedException {
        Path folder = parent.resolve("state");
        HandTimeline time = new HandTimeline();
        try (DmskitLocal local = DmskitLocal.builder()
                        .stateIn(folder)
                        .time(InstantSource.system(), time)
                        .start();
                LocalClients clients = LocalClients.of(local.endpoint())) {
            String task = task(clients.dms(), time, 1);
            clients.dms().startReplicationTaskAssessmentRun(start -> start.replicationTaskArn(task)
                    .assessmentRunName("first")
                    .serviceAccessRoleArn("arn:aws:iam::000000000000:role/assess")
                    .resultLocationBucket("assessments")
                    .tags(Tag.builder().key("team").value("core").build()));
            time.pass();
            Poller.every(Duration.ofMillis(10))
                    .until(
                            "the end of the run, whose databases do not answer",
                            () -> {
                                time.pass();
                                return clients.dms().describeReplicationTasks().replicationTasks().stream()
                                        .filter(found -> found.status().equals("ready"))
                                        .findFirst();
                            },
                            Duration.ofSeconds(60));
            clients.dms().deleteReplicationTask(delete -> delete.replicationTaskArn(task));
            time.awaitAndPass();
            assertThat(clients.dms().describeReplicationTasks().replicationTasks())
                    .isEmpty();
        }

        try (Store store = Store.in(folder)) {
            assertThat(store.documents("tags")).isNotEmpty().allSatisfy((arn, tags) -> assertThat(arn)
                    .doesNotContain(":assessment-run:"));
        }
    }

    private static String instance(DatabaseMigrationClient dms) {
        return dms.createReplicationInstance(create ->
                        create.replicationInstanceIdentifier("main").replicationInstanceClass("dms.t3.medium"))
                .replicationInstance()
                .replicationInstanceArn();
    }

    private static Timeline passingAtItsEnd(HandTimeline time) {
        return new Timeline() {
            @Override
            public void after(Duration delay, Runnable step) {
                time.after(delay, step);
            }

            @Override
            public void close() {
                time.pass();
            }
        };
    }

    private static void startATask(DatabaseMigrationClient dms, HandTimeline time, int port) {
        String task = task(dms, time, port);
        dms.startReplicationTask(start -> start.replicationTaskArn(task).startReplicationTaskType("start-replication"));
    }

    private static String task(DatabaseMigrationClient dms, HandTimeline time, int port) {
        String instance = instance(dms);
        time.pass();
        String task = dms.createReplicationTask(create -> create.replicationTaskIdentifier("move")
                        .migrationType("cdc")
                        .replicationInstanceArn(instance)
                        .sourceEndpointArn(endpoint(dms, ReplicationEndpointTypeValue.SOURCE, port))
                        .targetEndpointArn(endpoint(dms, ReplicationEndpointTypeValue.TARGET, port))
                        .tableMappings("""
                                {"rules":[{"rule-type":"selection","rule-id":"1","rule-name":"1","rule-action":"include",
                                 "object-locator":{"schema-name":"sales","table-name":"%"}}]}"""))
                .replicationTask()
                .replicationTaskArn();
        time.pass();
        return task;
    }

    private static String endpoint(DatabaseMigrationClient dms, ReplicationEndpointTypeValue type, int port) {
        return dms.createEndpoint(create -> create.endpointIdentifier("the-" + type)
                        .endpointType(type)
                        .engineName("postgres")
                        .serverName("127.0.0.1")
                        .port(port)
                        .databaseName("db")
                        .username("u")
                        .password("p"))
                .endpoint()
                .endpointArn();
    }

    private static List<Thread> threadsOfDmskitLocal() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("dmskit-local")
                        || thread.getName().startsWith("HTTP-Dispatcher"))
                .toList();
    }

    @Test
    void keepsResourcesOfEndpointsBesideEachOtherApart() {
        try (DmskitLocal first = DmskitLocal.start();
                DmskitLocal second = DmskitLocal.start();
                LocalClients here = LocalClients.of(first.endpoint());
                LocalClients there = LocalClients.of(second.endpoint())) {
            here.secrets().createSecret(create -> create.name("a").secretString("s"));

            assertThat(there.secrets().listSecrets().secretList()).isEmpty();
        }
    }
}
