package io.dmskit.truth;

import io.dmskit.Dms;
import io.dmskit.LocalAws;
import io.dmskit.endpoint.EndpointDefinition;
import io.dmskit.endpoint.Engine;
import io.dmskit.local.DmskitLocal;
import io.dmskit.local.database.PostgresServer;
import io.dmskit.mapping.TableMappings;
import io.dmskit.migration.Capacity;
import io.dmskit.migration.CutoverPolicy;
import io.dmskit.migration.Migration;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.TaskSettings;
import io.dmskit.task.Poller;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;

/** A pair of database servers with one dmskit-local between them, for many migrations; each has databases of its own. */
final class TruthRig implements AutoCloseable {
    static final Poller POLLER = Poller.every(Duration.ofMillis(20));

    private final PostgresServer source = PostgresServer.start("source");
    private final PostgresServer target = PostgresServer.start("target");
    private final DmskitLocal local = DmskitLocal.start();
    private final DatabaseMigrationClient client;
    final Dms dms;

    TruthRig() {
        client = LocalAws.client(local, DatabaseMigrationClient.builder());
        dms = Dms.over(client, POLLER);
        LocalAws.publishSecret(local, "truth/source", source);
        LocalAws.publishSecret(local, "truth/target", target);
    }

    Migration migration(String name, MigrationType type, String mappings) {
        return new Migration(
                name,
                type,
                new EndpointDefinition(Engine.POSTGRES, database(name), "truth/source", Optional.empty()),
                new EndpointDefinition(Engine.POSTGRES, database(name), "truth/target", Optional.empty()),
                TableMappings.parse(name, mappings),
                TaskSettings.DEFAULTS,
                new Capacity.Provisioned("dms.r6i.large", 100, false),
                new CutoverPolicy(Duration.ofSeconds(5), Duration.ofMinutes(10), Set.of()),
                Optional.empty());
    }

    private static String database(String name) {
        return name.replace('-', '_');
    }

    void createDatabases(String name) throws SQLException {
        for (PostgresServer server : List.of(source, target)) {
            execute(server, server.database(), List.of("CREATE DATABASE " + database(name)));
        }
    }

    void dropDatabases(String name) throws SQLException {
        for (PostgresServer server : List.of(source, target)) {
            execute(server, server.database(), List.of("DROP DATABASE " + database(name) + " WITH (FORCE)"));
        }
    }

    void onSource(String name, List<String> statements) throws SQLException {
        execute(source, database(name), statements);
    }

    List<List<@Nullable String>> fromSource(String name, String sql) throws SQLException {
        return query(source, database(name), sql);
    }

    List<List<@Nullable String>> fromTarget(String name, String sql) throws SQLException {
        return query(target, database(name), sql);
    }

    private static Connection connect(PostgresServer server, String database) throws SQLException {
        String url = "jdbc:postgresql://" + server.host() + ":" + server.port() + "/" + database;
        return DriverManager.getConnection(url, server.user(), server.password());
    }

    private static void execute(PostgresServer server, String database, List<String> statements) throws SQLException {
        try (Connection connection = connect(server, database);
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static List<List<@Nullable String>> query(PostgresServer server, String database, String sql)
            throws SQLException {
        try (Connection connection = connect(server, database);
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            try (ResultSet result = statement.executeQuery(sql)) {
                List<List<@Nullable String>> rows = new ArrayList<>();
                while (result.next()) {
                    List<@Nullable String> row = new ArrayList<>();
                    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                        row.add(result.getString(i));
                    }
                    rows.add(row);
                }
                return rows;
            }
        }
    }

    @Override
    public void close() {
        client.close();
        local.close();
        source.close();
        target.close();
    }
}
