package io.dmskit.local.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.dmskit.endpoint.Engine;
import io.dmskit.local.database.PostgresServer;
import io.dmskit.mapping.TableMappings;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.TaskSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What cannot start, and what it says. */
class PreparationIT {
    private static PostgresServer server;

    @BeforeAll
    static void startServer() throws Exception {
        server = PostgresServer.with("shop").setting("wal_level", "replica").start();
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE item (id int PRIMARY KEY); CREATE TABLE bare (n int)");
        }
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Test
    void namesEverythingThatIsMissingAtOnce() {
        DatabaseAddress there = server.address();

        assertThatThrownBy(() -> prepare(there, there, MigrationType.CDC, "%"))
                .isInstanceOf(ReplicationException.class)
                .hasMessageStartingWith("the task cannot start for 4 reasons:\n")
                .hasMessageContaining("table public.item would be copied onto itself")
                .hasMessageContaining(
                        "has wal_level = replica, but changes can be read only with logical: run ALTER SYSTEM"
                                + " SET wal_level = 'logical' and restart the server")
                .hasMessageContaining("source table public.bare has no primary key");
    }

    @Test
    void givesUpOnAServerThatTakesTheCallAndThenSaysNothing() throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Socket> call = CompletableFuture.supplyAsync(() -> refuseEncryption(listening));
            PostgresDatabase silent = new PostgresDatabase(
                    "target",
                    new DatabaseAddress(
                            Engine.POSTGRES, "127.0.0.1", listening.getLocalPort(), "shop", "dms", "secret"));

            assertTimeoutPreemptively(Duration.ofSeconds(30), () -> assertThatThrownBy(silent::connect)
                    .isInstanceOfSatisfying(ReplicationException.class, failure -> assertThat(failure.recoverable())
                            .isTrue())
                    .hasMessageContaining("refuses connections"));
            call.get().close();
        }
    }

    /** Answers the first question of a client, whether to encrypt, and nothing after it. */
    private static Socket refuseEncryption(ServerSocket listening) {
        try {
            Socket call = listening.accept();
            call.getInputStream().readNBytes(8);
            call.getOutputStream().write('N');
            return call;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void saysThatNothingIsSelected() {
        DatabaseAddress there = server.address();

        assertThatThrownBy(() -> prepare(there, there, MigrationType.FULL_LOAD, "ITEM"))
                .hasMessageContaining("no table of source " + there + " is selected");
    }

    @Test
    void saysWhoRefusesAndWhyWithoutSecrets() {
        DatabaseAddress there = server.address();
        DatabaseAddress wrong = new DatabaseAddress(
                there.engine(), there.host(), there.port(), there.database(), there.user(), "wrong-secret");
        DatabaseAddress closed =
                new DatabaseAddress(there.engine(), there.host(), 1, there.database(), there.user(), "x");
        DatabaseAddress unknown = new DatabaseAddress(
                there.engine(), there.host(), there.port(), "attic", there.user(), there.password());
        DatabaseAddress oracle = new DatabaseAddress(Engine.ORACLE, there.host(), 1, "x", "x", "x");

        assertThatThrownBy(() -> prepare(wrong, there, MigrationType.FULL_LOAD, "item"))
                .hasMessageContaining("source " + wrong + " does not let user " + there.user() + " in")
                .hasMessageNotContaining("wrong-secret");
        assertThatThrownBy(() -> prepare(there, closed, MigrationType.FULL_LOAD, "item"))
                .hasMessageContaining("target " + closed + " refuses connections");
        assertThatThrownBy(() -> prepare(there, unknown, MigrationType.FULL_LOAD, "item"))
                .hasMessageContaining("has no database attic");
        assertThatThrownBy(() -> prepare(oracle, there, MigrationType.FULL_LOAD, "item"))
                .hasMessageContaining("dmskit-local cannot run engine oracle yet");
    }

    private static void prepare(DatabaseAddress source, DatabaseAddress target, MigrationType type, String table)
            throws ReplicationException, InterruptedException {
        TableMappings mappings = TableMappings.parse("mappings.json", Rehearsal.include("public", table));
        ReplicationSpec spec = new ReplicationSpec(
                "PREPARED",
                type,
                source,
                target,
                mappings,
                TaskSettings.DEFAULTS,
                ReplicationSpec.Start.START_REPLICATION,
                Optional.empty(),
                Optional.empty());
        new Replication(spec, new ReplicationStatistics(), new TableRequests(), InstantSource.system()).prepare();
    }
}
