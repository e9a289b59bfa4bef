package io.dmskit;

import io.dmskit.endpoint.EndpointDefinition;
import io.dmskit.endpoint.Engine;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.databasemigration.model.CreateEndpointRequest;
import software.amazon.awssdk.services.databasemigration.model.Endpoint;

/**
 * The part of an endpoint's settings that every engine has, each under its own name.
 *
 * @param engine the engine
 * @param database database name
 * @param secret name or ARN of the secret
 * @param role ARN of the role with which DMS reads the secret
 */
record EngineSettings(Engine engine, String database, String secret, Optional<String> role) {
    static EngineSettings of(EndpointDefinition definition) {
        return new EngineSettings(
                definition.engine(), definition.database(), definition.secret(), definition.secretAccessRole());
    }

    static EngineSettings of(Endpoint endpoint) {
        EngineSettings general = new EngineSettings(
                Engine.of(endpoint.engineName()), word(endpoint.databaseName()), "", Optional.empty());
        return Stream.of(
                        Optional.ofNullable(endpoint.postgreSQLSettings())
                                .map(found -> general.with(found.databaseName(), found.secretsManagerSecretId())),
                        Optional.ofNullable(endpoint.mySQLSettings())
                                .map(found -> general.with(found.databaseName(), found.secretsManagerSecretId())),
                        Optional.ofNullable(endpoint.oracleSettings())
                                .map(found -> general.with(found.databaseName(), found.secretsManagerSecretId())),
                        Optional.ofNullable(endpoint.microsoftSQLServerSettings())
                                .map(found -> general.with(found.databaseName(), found.secretsManagerSecretId())))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(general);
    }

    /** Puts the settings where the engine has them. */
    void putInto(CreateEndpointRequest.Builder request) {
        String roleArn = role.orElse(null);
        if (engine.isPostgres()) {
            request.postgreSQLSettings(settings -> settings.databaseName(database)
                    .secretsManagerSecretId(secret)
                    .secretsManagerAccessRoleArn(roleArn));
        } else if (engine.equals(Engine.ORACLE)) {
            request.oracleSettings(settings -> settings.databaseName(database)
                    .secretsManagerSecretId(secret)
                    .secretsManagerAccessRoleArn(roleArn));
        } else if (engine.equals(Engine.MYSQL) || engine.equals(Engine.MARIADB) || engine.equals(Engine.AURORA)) {
            request.mySQLSettings(settings -> settings.databaseName(database)
                    .secretsManagerSecretId(secret)
                    .secretsManagerAccessRoleArn(roleArn));
        } else if (engine.equals(Engine.SQLSERVER)) {
            request.microsoftSQLServerSettings(settings -> settings.databaseName(database)
                    .secretsManagerSecretId(secret)
                    .secretsManagerAccessRoleArn(roleArn));
        } else {
            throw new IllegalArgumentException(
                    "engine is " + engine
                            + ": endpoints can be created for oracle, postgres, aurora-postgresql, mysql, mariadb, aurora and sqlserver");
        }
    }

    private EngineSettings with(@Nullable String foundDatabase, @Nullable String foundSecret) {
        return new EngineSettings(engine, foundDatabase == null ? database : foundDatabase, word(foundSecret), role);
    }

    private static String word(@Nullable String value) {
        return value == null ? "" : value;
    }
}
