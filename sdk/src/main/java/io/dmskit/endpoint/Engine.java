package io.dmskit.endpoint;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A DMS engine name. AWS adds engines, so the set is open: an unknown name stays itself, and nothing is forbidden to it.
 *
 * @param name as the DMS API writes it
 */
public record Engine(String name) {
    public static final Engine ORACLE = new Engine("oracle");
    public static final Engine POSTGRES = new Engine("postgres");
    public static final Engine AURORA_POSTGRESQL = new Engine("aurora-postgresql");
    public static final Engine MYSQL = new Engine("mysql");
    public static final Engine MARIADB = new Engine("mariadb");
    public static final Engine AURORA = new Engine("aurora");
    public static final Engine SQLSERVER = new Engine("sqlserver");
    public static final Engine AZUREDB = new Engine("azuredb");
    public static final Engine AZURE_SQL_MANAGED_INSTANCE = new Engine("azure-sql-managed-instance");
    public static final Engine BABELFISH = new Engine("babelfish");
    public static final Engine DB2 = new Engine("db2");
    public static final Engine DB2_ZOS = new Engine("db2-zos");
    public static final Engine SYBASE = new Engine("sybase");
    public static final Engine MONGODB = new Engine("mongodb");
    public static final Engine DOCDB = new Engine("docdb");
    public static final Engine REDSHIFT = new Engine("redshift");
    public static final Engine REDSHIFT_SERVERLESS = new Engine("redshift-serverless");
    public static final Engine S3 = new Engine("s3");
    public static final Engine DYNAMODB = new Engine("dynamodb");
    public static final Engine KINESIS = new Engine("kinesis");
    public static final Engine KAFKA = new Engine("kafka");
    public static final Engine OPENSEARCH = new Engine("opensearch");
    public static final Engine ELASTICSEARCH = new Engine("elasticsearch");
    public static final Engine NEPTUNE = new Engine("neptune");
    public static final Engine REDIS = new Engine("redis");
    public static final Engine TIMESTREAM = new Engine("timestream");

    /** Returns the engine of this name, in any case. */
    public static Engine of(String name) {
        return new Engine(name.toLowerCase(Locale.ROOT));
    }

    /** Returns the names of the engines that are known. */
    public static List<String> names() {
        return EngineFacts.ALL.stream().map(EngineFacts::name).toList();
    }

    /** Returns whether DMS's guides speak of this engine. */
    public boolean isKnown() {
        return facts().isPresent();
    }

    /** Returns whether the engine speaks PostgreSQL's protocol. */
    public boolean isPostgres() {
        return equals(POSTGRES) || equals(AURORA_POSTGRESQL);
    }

    /** Returns whether the engine is MySQL or one of its kin. */
    public boolean isMysql() {
        return facts().filter(facts -> facts.families().contains(MySQLSettings.FAMILY))
                .isPresent();
    }

    /** Returns whether the engine is a database that DMS logs in to, rather than a service, a stream or a store. */
    public boolean isDatabase() {
        return facts().map(facts -> facts.access() == Access.Database.class).orElse(true);
    }

    /** Returns whether the engine is a service of AWS that DMS uses with a role. */
    public boolean needsServiceRole() {
        return facts().filter(facts -> facts.access() == Access.ServiceRole.class)
                .isPresent();
    }

    /** Returns what an endpoint of this engine can be. */
    public Set<EndpointSide> sides() {
        return facts().map(EngineFacts::sides).orElse(EnumSet.allOf(EndpointSide.class));
    }

    /** Returns the port where the engine usually answers; absent for services and unknown engines. */
    public OptionalInt defaultPort() {
        return facts().map(EngineFacts::port).orElse(OptionalInt.empty());
    }

    /** Returns the TLS modes the engine takes; none if it protects its connections by itself or by a setting. */
    public Set<Tls.Mode> tlsModes() {
        return facts().map(EngineFacts::tls).orElse(EnumSet.allOf(Tls.Mode.class));
    }

    /** Returns the families that the engine's settings can be of, the usual one first; none for unknown engines. */
    public List<String> settingsFamilies() {
        return facts().map(EngineFacts::families).orElse(List.of());
    }

    /** Returns the engine's settings, in the order of the API; those of its usual family. */
    public List<EndpointSetting<?>> settings() {
        return settingsFamilies().stream()
                .findFirst()
                .map(family -> EngineFacts.SETTINGS.getOrDefault(family, List.of()))
                .orElse(List.of());
    }

    /** Returns whether a setting or an attribute of this name would be a password, which has no place in a definition. */
    public static boolean isPassword(String name) {
        return EndpointChecks.isSecret(name);
    }

    Optional<EngineFacts> facts() {
        return EngineFacts.of(name);
    }

    @Override
    public String toString() {
        return name;
    }
}
