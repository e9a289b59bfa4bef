package io.dmskit.cli.rehearsal;

import io.dmskit.catalog.PostgresSql;
import io.dmskit.local.database.PostgresServer;
import io.dmskit.local.engine.DatabaseAddress;
import io.dmskit.migration.Migration;
import io.dmskit.migration.RehearsalPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** The two servers that stand in for the real ones: one with the databases of every source, one with those of every target. */
final class StandIns implements AutoCloseable {
    private final PostgresServer sources;
    private final PostgresServer targets;

    private StandIns(PostgresServer sources, PostgresServer targets) {
        this.sources = sources;
        this.targets = targets;
    }

    /** Starts both servers, each with the databases that the migrations name, still empty. */
    static StandIns start(List<Migration> migrations) {
        CompletableFuture<PostgresServer> sources = CompletableFuture.supplyAsync(
                () -> server(migrations, migration -> migration.source().database()));
        PostgresServer targets;
        try {
            targets = server(migrations, migration -> migration.target().database());
        } catch (RuntimeException e) {
            sources.join().close();
            throw e;
        }
        try {
            return new StandIns(sources.join(), targets);
        } catch (CompletionException e) {
            targets.close();
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static PostgresServer server(List<Migration> migrations, Function<Migration, String> database) {
        List<String> databases = migrations.stream().map(database).distinct().toList();
        PostgresServer server = PostgresServer.start(databases.get(0));
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            for (String another : databases.subList(1, databases.size())) {
                statement.execute("CREATE DATABASE " + PostgresSql.quote(another));
            }
            return server;
        } catch (SQLException e) {
            server.close();
            throw new IllegalStateException("cannot create the stand-in databases: " + e.getMessage(), e);
        }
    }

    DatabaseAddress source(Migration migration) {
        return address(sources, migration.source().database());
    }

    DatabaseAddress target(Migration migration) {
        return address(targets, migration.target().database());
    }

    private static DatabaseAddress address(PostgresServer server, String database) {
        DatabaseAddress first = server.address();
        return new DatabaseAddress(
                first.engine(), first.host(), first.port(), database, first.user(), first.password());
    }

    /** Runs the migrations' own SQL: schema and data on the sources, preparations on the targets. */
    void fill(List<Migration> migrations) throws SQLException, IOException {
        Set<String> prepared = new HashSet<>();
        for (Migration migration : migrations) {
            RehearsalPlan plan = migration.rehearsal().orElseThrow();
            run(source(migration), Optional.of(plan.schema()));
            run(source(migration), plan.data());
            if (prepared.add(migration.target().database())) {
                run(target(migration), plan.targetSchema());
            }
        }
    }

    private static void run(DatabaseAddress database, Optional<Path> script) throws SQLException, IOException {
        if (script.isEmpty()) {
            return;
        }
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(Files.readString(script.get()));
        } catch (SQLException e) {
            throw new SQLException(script.get() + ": " + e.getMessage(), e.getSQLState(), e);
        }
    }

    static Connection connect(DatabaseAddress database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    }

    @Override
    public void close() {
        try (sources;
                targets) {
            // Both are closed, the second also when the first refuses.
        }
    }
}
