package io.dmskit.cdk;

import io.dmskit.endpoint.Access;
import io.dmskit.endpoint.ElasticsearchSettings;
import io.dmskit.endpoint.EndpointDefinition;
import io.dmskit.endpoint.EndpointSettings;
import io.dmskit.endpoint.EndpointSide;
import io.dmskit.endpoint.Engine;
import io.dmskit.endpoint.KafkaSettings;
import io.dmskit.endpoint.KinesisSettings;
import io.dmskit.endpoint.MongoDbSettings;
import io.dmskit.endpoint.RedisSettings;
import io.dmskit.endpoint.S3Settings;
import java.util.Optional;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.kinesis.IStream;
import software.amazon.awscdk.services.opensearchservice.IDomain;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.constructs.Construct;

/**
 * What is behind an endpoint: an engine, how DMS gets at it, and its settings. {@link #bind} makes what DMS needs for that, such as
 * the role that may read the secret, and gives the definition with everything filled in.
 *
 * <pre>{@code
 * EndpointEngine.postgres("modernbank", secret)
 * EndpointEngine.s3(bucket, EndpointSettings.NONE.with(S3Settings.CDC_INSERTS_ONLY, true))
 * EndpointEngine.of(definition)     // as the sdk and migration files have it
 * }</pre>
 */
public abstract class EndpointEngine {
    /** Only the engines here can be bound, but those who need another may extend this class. */
    protected EndpointEngine() {}

    /**
     * Makes what DMS needs to get at the engine.
     *
     * @param scope the endpoint, under which it is made
     * @param side the endpoint's side
     */
    public abstract EndpointConfig bind(Construct scope, EndpointSide side);

    /** Returns an Oracle database. */
    public static EndpointEngine oracle(String database, ISecret secret) {
        return database(Engine.ORACLE, database, secret);
    }

    /** Returns a PostgreSQL database. */
    public static EndpointEngine postgres(String database, ISecret secret) {
        return database(Engine.POSTGRES, database, secret);
    }

    /** Returns a database of Aurora PostgreSQL. */
    public static EndpointEngine auroraPostgres(String database, ISecret secret) {
        return database(Engine.AURORA_POSTGRESQL, database, secret);
    }

    /** Returns a MySQL server. */
    public static EndpointEngine mySql(ISecret secret) {
        return database(Engine.MYSQL, "", secret);
    }

    /** Returns a MariaDB server. */
    public static EndpointEngine mariaDb(ISecret secret) {
        return database(Engine.MARIADB, "", secret);
    }

    /** Returns a cluster of Aurora MySQL. */
    public static EndpointEngine auroraMySql(ISecret secret) {
        return database(Engine.AURORA, "", secret);
    }

    /** Returns a SQL Server database. */
    public static EndpointEngine sqlServer(String database, ISecret secret) {
        return database(Engine.SQLSERVER, database, secret);
    }

    /** Returns a MongoDB database, whose users log in. */
    public static EndpointEngine mongoDb(String database, ISecret secret) {
        return database(Engine.MONGODB, database, secret);
    }

    /** Returns a DocumentDB database. */
    public static EndpointEngine docDb(String database, ISecret secret) {
        return database(Engine.DOCDB, database, secret);
    }

    /** Returns a Redshift database. */
    public static EndpointEngine redshift(String database, ISecret secret) {
        return database(Engine.REDSHIFT, database, secret);
    }

    /** Returns a database of any engine that DMS logs in to. */
    public static EndpointEngine database(Engine engine, String database, ISecret secret) {
        return database(engine, database, secret, EndpointSettings.NONE);
    }

    /** Returns a database of any engine that DMS logs in to, with settings of that engine. */
    public static EndpointEngine database(Engine engine, String database, ISecret secret, EndpointSettings settings) {
        return new SecretEngine(engine, database, secret, settings);
    }

    /** Returns files in a bucket. */
    public static EndpointEngine s3(IBucket bucket, EndpointSettings settings) {
        return new ServiceEngine(
                Engine.S3,
                settings.with(S3Settings.BUCKET_NAME, bucket.getBucketName()),
                (role, side) -> ServiceAccess.bucket(bucket, role, side));
    }

    /** Returns a stream. */
    public static EndpointEngine kinesis(IStream stream, EndpointSettings settings) {
        return new ServiceEngine(
                Engine.KINESIS,
                settings.with(KinesisSettings.STREAM_ARN, stream.getStreamArn()),
                (role, side) -> ServiceAccess.stream(stream, role));
    }

    /** Returns DynamoDB, which DMS makes tables in by itself: it may use those of this account and region. */
    public static EndpointEngine dynamoDb() {
        return new ServiceEngine(Engine.DYNAMODB, EndpointSettings.NONE, (role, side) -> ServiceAccess.tables(role));
    }

    /** Returns DynamoDB with tables that are there; DMS may use these and its own control tables. */
    public static EndpointEngine dynamoDb(ITable... tables) {
        return new ServiceEngine(
                Engine.DYNAMODB, EndpointSettings.NONE, (role, side) -> ServiceAccess.tables(role, tables));
    }

    /** Returns a domain of OpenSearch. */
    public static EndpointEngine openSearch(IDomain domain, EndpointSettings settings) {
        return new ServiceEngine(
                Engine.OPENSEARCH,
                settings.with(ElasticsearchSettings.ENDPOINT_URI, "https://" + domain.getDomainEndpoint()),
                (role, side) -> domain.grantReadWrite(role));
    }

    /** Returns Kafka; the settings need {@link KafkaSettings#BROKER}. */
    public static EndpointEngine kafka(EndpointSettings settings) {
        return of(EndpointDefinition.inSettings(Engine.KAFKA, settings));
    }

    /** Returns Redis, over TLS unless the settings say otherwise; they need its address. */
    public static EndpointEngine redis(EndpointSettings settings) {
        boolean said = settings.get(RedisSettings.SSL_SECURITY_PROTOCOL).isPresent();
        return of(EndpointDefinition.inSettings(
                Engine.REDIS,
                said
                        ? settings
                        : settings.with(
                                RedisSettings.SSL_SECURITY_PROTOCOL, RedisSettings.SecurityProtocol.SSL_ENCRYPTION)));
    }

    /**
     * Returns what a definition says: its secret is looked up by name or ARN, and a role that may read it is made unless the
     * definition has one.
     */
    public static EndpointEngine of(EndpointDefinition definition) {
        return new DefinedEngine(definition);
    }

    /** A database and its secret. */
    private static final class SecretEngine extends EndpointEngine {
        private final EndpointDefinition definition;
        private final ISecret secret;

        SecretEngine(Engine engine, String database, ISecret secret, EndpointSettings settings) {
            this.definition = EndpointDefinition.database(engine, database, secret.getSecretArn())
                    .with(authenticated(engine, settings));
            this.secret = secret;
        }

        @Override
        public EndpointConfig bind(Construct scope, EndpointSide side) {
            return SecretAccess.grant(scope, definition, secret);
        }

        private static EndpointSettings authenticated(Engine engine, EndpointSettings settings) {
            return engine.equals(Engine.MONGODB)
                            && settings.get(MongoDbSettings.AUTH_TYPE).isEmpty()
                    ? settings.with(MongoDbSettings.AUTH_TYPE, MongoDbSettings.AuthType.PASSWORD)
                    : settings;
        }
    }

    /** A service of AWS, for which a role is made. */
    private static final class ServiceEngine extends EndpointEngine {
        private final Engine engine;
        private final EndpointSettings settings;
        private final ServiceAccess.Grants grants;

        ServiceEngine(Engine engine, EndpointSettings settings, ServiceAccess.Grants grants) {
            this.engine = engine;
            this.settings = settings;
            this.grants = grants;
        }

        @Override
        public EndpointConfig bind(Construct scope, EndpointSide side) {
            return ServiceAccess.grant(scope, side, engine, settings, grants);
        }
    }

    /** What the sdk says. */
    private static final class DefinedEngine extends EndpointEngine {
        private final EndpointDefinition definition;

        DefinedEngine(EndpointDefinition definition) {
            this.definition = definition;
        }

        @Override
        public EndpointConfig bind(Construct scope, EndpointSide side) {
            return definition.access() instanceof Access.Database database
                            && database.secretAccessRole().isEmpty()
                    ? SecretAccess.grant(scope, definition, SecretAccess.named(scope, database.secret()))
                    : new EndpointConfig(definition, Optional.empty());
        }
    }
}
