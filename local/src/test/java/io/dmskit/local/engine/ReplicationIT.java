package io.dmskit.local.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.local.database.PostgresServer;
import io.dmskit.local.engine.TableStatistics.State;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Real rows between real databases. */
class ReplicationIT {
    private static PostgresServer source;
    private static PostgresServer target;

    @BeforeAll
    static void startServers() {
        source = PostgresServer.start("source");
        target = PostgresServer.start("target");
    }

    @AfterAll
    static void stopServers() {
        source.close();
        target.close();
    }

    @Test
    void loadsAndFollowsTablesUnderConcurrentWrites() throws Exception {
        try (Rehearsal rehearsal = Rehearsal.between(source, target, "concurrent")) {
            rehearsal.execute("""
                    CREATE TABLE account (id bigint PRIMARY KEY, balance numeric(14,2) NOT NULL, note text);
                    INSERT INTO account SELECT i, i * 1.5, 'note ' || i FROM generate_series(1, 50000) i;
                    CREATE TABLE entry (account bigint, number int, amount numeric(14,2), PRIMARY KEY (account, number))""");
            AtomicBoolean writing = new AtomicBoolean(true);
            CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
                try {
                    for (int i = 0; writing.get(); i++) {
                        rehearsal.execute("""
                                UPDATE account SET balance = balance + 1 WHERE id %% 1000 = %1$d %% 1000;
                                INSERT INTO entry SELECT %1$d, n, n FROM generate_series(1, 20) n;
                                DELETE FROM entry WHERE number = 7 AND account = %1$d - 1;
                                UPDATE account SET id = id + 1000000 WHERE id = %1$d""".formatted(i));
                    }
                } catch (java.sql.SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            rehearsal.start();
            rehearsal.await(() -> rehearsal.statisticsOf("public", "entry").appliedInserts() > 1000);
            writing.set(false);
            writer.join();
            rehearsal.awaitCaughtUp();

            for (String table : new String[] {"account", "entry"}) {
                String rows = "SELECT t::text FROM " + table + " t ORDER BY t::text";
                assertThat(rehearsal.onTarget(rows)).isEqualTo(rehearsal.onSource(rows));
            }
            rehearsal.await(() -> rehearsal.statistics.targetLatency().equals(Duration.ZERO));
            TableStatistics account = rehearsal.statisticsOf("public", "account");
            assertThat(account.state()).isEqualTo(State.TABLE_COMPLETED);
            assertThat(account.fullLoadRows()).isEqualTo(50_000);
            assertThat(account.appliedUpdates()).isEqualTo(account.updates()).isPositive();
            assertThat(rehearsal.stop()).isEqualTo(StopReason.NORMAL);
        }
    }
}
