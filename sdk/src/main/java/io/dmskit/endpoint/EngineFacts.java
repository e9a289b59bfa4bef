package io.dmskit.endpoint;

import static io.dmskit.endpoint.EndpointSide.SOURCE;
import static io.dmskit.endpoint.EndpointSide.TARGET;
import static io.dmskit.endpoint.Tls.Mode.NONE;
import static io.dmskit.endpoint.Tls.Mode.REQUIRE;
import static io.dmskit.endpoint.Tls.Mode.VERIFY_CA;
import static io.dmskit.endpoint.Tls.Mode.VERIFY_FULL;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What DMS says of the engines it knows.
 *
 * <p>Sides: <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Introduction.Sources.html">sources</a>, <a
 * href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Introduction.Targets.html">targets</a>. Modes: <a
 * href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Security.SSL.html">Using SSL</a>; an engine without modes protects its
 * connections by itself or by a setting. Unsure, since no page says so: the settings and modes of Babelfish (taken to be SQL
 * Server's) and the modes of DocumentDB (taken to be MongoDB's).
 *
 * @param name the engine's name
 * @param sides what its endpoints can be
 * @param families the families its settings can be of, the usual one first
 * @param access how DMS gets at it
 * @param port the port where it usually answers
 * @param tls the modes it takes
 */
record EngineFacts(
        String name,
        Set<EndpointSide> sides,
        List<String> families,
        Class<? extends Access> access,
        OptionalInt port,
        Set<Tls.Mode> tls) {
    private static final Set<EndpointSide> BOTH = EnumSet.allOf(EndpointSide.class);
    private static final Set<EndpointSide> SOURCES = EnumSet.of(SOURCE);
    private static final Set<EndpointSide> TARGETS = EnumSet.of(TARGET);

    private static final Set<Tls.Mode> ANY = EnumSet.allOf(Tls.Mode.class);
    private static final Set<Tls.Mode> CERTIFIED = EnumSet.of(NONE, VERIFY_CA, VERIFY_FULL);
    private static final Set<Tls.Mode> AUTHORITY_ONLY = EnumSet.of(NONE, VERIFY_CA);
    private static final Set<Tls.Mode> NO_AUTHORITY_ONLY = EnumSet.of(NONE, REQUIRE, VERIFY_FULL);
    private static final Set<Tls.Mode> ENCRYPTED_ONLY = EnumSet.of(NONE, REQUIRE);

    private static final String ELASTICSEARCH = ElasticsearchSettings.FAMILY;
    private static final String MYSQL = MySQLSettings.FAMILY;
    private static final String POSTGRES = PostgreSQLSettings.FAMILY;
    private static final String REDSHIFT = RedshiftSettings.FAMILY;
    private static final String SQLSERVER = MicrosoftSQLServerSettings.FAMILY;
    private static final String DYNAMODB = "DynamoDbSettings";
    private static final String SYBASE = "SybaseSettings";

    /** Every engine that is known, in the order in which they are offered. */
    static final List<EngineFacts> ALL = List.of(
            database("oracle", BOTH, OracleSettings.FAMILY, 1521, AUTHORITY_ONLY),
            database("postgres", BOTH, POSTGRES, 5432, ANY),
            database("aurora-postgresql", BOTH, POSTGRES, 5432, ANY),
            new EngineFacts(
                    "mysql",
                    BOTH,
                    List.of(MYSQL, GcpMySQLSettings.FAMILY),
                    Access.Database.class,
                    OptionalInt.of(3306),
                    CERTIFIED),
            database("mariadb", BOTH, MYSQL, 3306, CERTIFIED),
            database("aurora", BOTH, MYSQL, 3306, CERTIFIED),
            database("sqlserver", BOTH, SQLSERVER, 1433, NO_AUTHORITY_ONLY),
            database("azuredb", SOURCES, SQLSERVER, 1433, NO_AUTHORITY_ONLY),
            database("azure-sql-managed-instance", SOURCES, SQLSERVER, 1433, NO_AUTHORITY_ONLY),
            database("babelfish", TARGETS, SQLSERVER, 1433, NO_AUTHORITY_ONLY),
            database("db2", BOTH, IBMDb2Settings.FAMILY, 50000, AUTHORITY_ONLY),
            database("db2-zos", SOURCES, IBMDb2Settings.FAMILY, 446, AUTHORITY_ONLY),
            database("sybase", BOTH, SYBASE, 5000, ENCRYPTED_ONLY),
            database("mongodb", SOURCES, MongoDbSettings.FAMILY, 27017, NO_AUTHORITY_ONLY),
            database("docdb", BOTH, DocDbSettings.FAMILY, 27017, NO_AUTHORITY_ONLY),
            database("redshift", TARGETS, REDSHIFT, 5439, Set.of()),
            database("redshift-serverless", TARGETS, REDSHIFT, 5439, Set.of()),
            service("s3", BOTH, S3Settings.FAMILY),
            service("dynamodb", TARGETS, DYNAMODB),
            service("kinesis", TARGETS, KinesisSettings.FAMILY),
            service("opensearch", TARGETS, ELASTICSEARCH),
            service("elasticsearch", TARGETS, ELASTICSEARCH),
            service("neptune", TARGETS, NeptuneSettings.FAMILY),
            inSettings("kafka", KafkaSettings.FAMILY),
            inSettings("redis", RedisSettings.FAMILY),
            inSettings("timestream", TimestreamSettings.FAMILY));

    /** The settings of every family, in the order of the API. */
    static final Map<String, List<EndpointSetting<?>>> SETTINGS = Map.ofEntries(
            Map.entry(OracleSettings.FAMILY, OracleSettings.ALL),
            Map.entry(POSTGRES, PostgreSQLSettings.ALL),
            Map.entry(MYSQL, MySQLSettings.ALL),
            Map.entry(GcpMySQLSettings.FAMILY, GcpMySQLSettings.ALL),
            Map.entry(SQLSERVER, MicrosoftSQLServerSettings.ALL),
            Map.entry(IBMDb2Settings.FAMILY, IBMDb2Settings.ALL),
            Map.entry(SYBASE, List.of()),
            Map.entry(MongoDbSettings.FAMILY, MongoDbSettings.ALL),
            Map.entry(DocDbSettings.FAMILY, DocDbSettings.ALL),
            Map.entry(REDSHIFT, RedshiftSettings.ALL),
            Map.entry(S3Settings.FAMILY, S3Settings.ALL),
            Map.entry(DYNAMODB, List.of()),
            Map.entry(KinesisSettings.FAMILY, KinesisSettings.ALL),
            Map.entry(KafkaSettings.FAMILY, KafkaSettings.ALL),
            Map.entry(ELASTICSEARCH, ElasticsearchSettings.ALL),
            Map.entry(NeptuneSettings.FAMILY, NeptuneSettings.ALL),
            Map.entry(RedisSettings.FAMILY, RedisSettings.ALL),
            Map.entry(TimestreamSettings.FAMILY, TimestreamSettings.ALL));

    static Optional<EngineFacts> of(String name) {
        return ALL.stream().filter(facts -> facts.name().equals(name)).findFirst();
    }

    private static EngineFacts database(
            String name, Set<EndpointSide> sides, String family, int port, Set<Tls.Mode> tls) {
        return new EngineFacts(name, sides, List.of(family), Access.Database.class, OptionalInt.of(port), tls);
    }

    private static EngineFacts service(String name, Set<EndpointSide> sides, String family) {
        return new EngineFacts(name, sides, List.of(family), Access.ServiceRole.class, OptionalInt.empty(), Set.of());
    }

    private static EngineFacts inSettings(String name, String family) {
        return new EngineFacts(name, TARGETS, List.of(family), Access.InSettings.class, OptionalInt.empty(), Set.of());
    }
}
