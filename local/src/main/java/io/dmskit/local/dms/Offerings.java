package io.dmskit.local.dms;

import io.dmskit.endpoint.Engine;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.databasemigration.model.DescribeEndpointTypesRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeEndpointTypesResponse;
import software.amazon.awssdk.services.databasemigration.model.DescribeEngineVersionsRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeEngineVersionsResponse;
import software.amazon.awssdk.services.databasemigration.model.DescribeOrderableReplicationInstancesRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeOrderableReplicationInstancesResponse;
import software.amazon.awssdk.services.databasemigration.model.EngineVersion;
import software.amazon.awssdk.services.databasemigration.model.OrderableReplicationInstance;
import software.amazon.awssdk.services.databasemigration.model.ReleaseStatusValues;
import software.amazon.awssdk.services.databasemigration.model.SupportedEndpointType;

/**
 * What can be ordered: instance classes, engine versions, endpoint types.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_ReplicationInstance.Types.html">Instance classes</a>
 */
final class Offerings {
    static final String NEWEST_VERSION = "3.6.1";
    private static final List<String> VERSIONS = List.of("3.5.3", "3.5.4", NEWEST_VERSION);

    private static final Map<String, String> SIZES = Map.of(
            "t3", "micro small medium large",
            "c5", "large xlarge 2xlarge 4xlarge 9xlarge 12xlarge 18xlarge 24xlarge",
            "c6i", "large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge",
            "c7i", "large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge",
            "r5", "large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge",
            "r6i", "large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge",
            "r7i", "large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge");

    private static final List<String> CLASSES = SIZES.entrySet().stream()
            .flatMap(family ->
                    Stream.of(family.getValue().split(" ")).map(size -> "dms." + family.getKey() + "." + size))
            .sorted()
            .toList();

    /** Engines by name, with the name for people. */
    private static final Map<String, String> ENGINES = new TreeMap<>(Map.ofEntries(
            Map.entry("aurora", "Amazon Aurora MySQL"),
            Map.entry("aurora-postgresql", "Amazon Aurora PostgreSQL"),
            Map.entry("azuredb", "Microsoft Azure SQL Database"),
            Map.entry("azure-sql-managed-instance", "Microsoft Azure SQL Managed Instance"),
            Map.entry("babelfish", "Babelfish"),
            Map.entry("db2", "IBM Db2 LUW"),
            Map.entry("db2-zos", "IBM Db2 for z/OS"),
            Map.entry("docdb", "Amazon DocumentDB"),
            Map.entry("dynamodb", "Amazon DynamoDB"),
            Map.entry("elasticsearch", "Elasticsearch"),
            Map.entry("kafka", "Kafka"),
            Map.entry("kinesis", "Kinesis"),
            Map.entry("mariadb", "MariaDB"),
            Map.entry("mongodb", "MongoDB"),
            Map.entry("mysql", "MySQL"),
            Map.entry("neptune", "Amazon Neptune"),
            Map.entry("opensearch", "Amazon OpenSearch Service"),
            Map.entry("oracle", "Oracle"),
            Map.entry("postgres", "PostgreSQL"),
            Map.entry("redis", "Redis"),
            Map.entry("redshift", "Amazon Redshift"),
            Map.entry("redshift-serverless", "Amazon Redshift Serverless"),
            Map.entry("s3", "Amazon S3"),
            Map.entry("sqlserver", "Microsoft SQL Server"),
            Map.entry("sybase", "SAP Sybase ASE"),
            Map.entry("timestream", "Amazon Timestream")));

    private Offerings() {}

    /** Returns whether one engine version is older than another; both are among those that can be ordered. */
    static boolean isOlder(String version, String than) {
        return VERSIONS.indexOf(version) < VERSIONS.indexOf(than);
    }

    static String instanceClass(@Nullable String name) {
        return Faults.oneOf("ReplicationInstanceClass", name, CLASSES);
    }

    static String version(String name) {
        return Faults.oneOf("EngineVersion", name, VERSIONS);
    }

    static String engine(@Nullable String name) {
        return Faults.oneOf("EngineName", name, ENGINES.keySet());
    }

    static String engineTitle(String name) {
        return ENGINES.getOrDefault(name, name);
    }

    static DescribeOrderableReplicationInstancesResponse instances(
            DescribeOrderableReplicationInstancesRequest request) {
        Page<String> page = Page.of(CLASSES, name -> name, Page.Size.USUAL, request.maxRecords(), request.marker());
        return DescribeOrderableReplicationInstancesResponse.builder()
                .orderableReplicationInstances(page.items().stream()
                        .map(name -> OrderableReplicationInstance.builder()
                                .engineVersion(NEWEST_VERSION)
                                .replicationInstanceClass(name)
                                .storageType("gp2")
                                .minAllocatedStorage(5)
                                .maxAllocatedStorage(6144)
                                .defaultAllocatedStorage(50)
                                .includedAllocatedStorage(50)
                                .build())
                        .toList())
                .marker(page.marker())
                .build();
    }

    static DescribeEngineVersionsResponse versions(DescribeEngineVersionsRequest request) {
        Page<String> page = Page.of(VERSIONS, name -> name, Page.Size.USUAL, request.maxRecords(), request.marker());
        return DescribeEngineVersionsResponse.builder()
                .engineVersions(page.items().stream()
                        .map(name -> EngineVersion.builder()
                                .version(name)
                                .lifecycle("latest")
                                .releaseStatus(ReleaseStatusValues.PROD)
                                .availableUpgrades(VERSIONS.subList(VERSIONS.indexOf(name) + 1, VERSIONS.size()))
                                .build())
                        .toList())
                .marker(page.marker())
                .build();
    }

    static DescribeEndpointTypesResponse endpointTypes(DescribeEndpointTypesRequest request) {
        Filters<SupportedEndpointType> filters = Filters.<SupportedEndpointType>none()
                .with("engine-name", SupportedEndpointType::engineName)
                .with("endpoint-type", SupportedEndpointType::endpointTypeAsString);
        Stream<SupportedEndpointType> all = ENGINES.keySet().stream().flatMap(Offerings::endpointTypes);
        Page<SupportedEndpointType> page = Page.of(
                filters.apply("endpoint types", all, request.filters()),
                type -> type.engineName() + " " + type.endpointTypeAsString(),
                Page.Size.USUAL,
                request.maxRecords(),
                request.marker());
        return DescribeEndpointTypesResponse.builder()
                .supportedEndpointTypes(page.items())
                .marker(page.marker())
                .build();
    }

    private static Stream<SupportedEndpointType> endpointTypes(String engine) {
        return Engine.of(engine).sides().stream().sorted().map(side -> SupportedEndpointType.builder()
                .engineName(engine)
                .engineDisplayName(engineTitle(engine))
                .endpointType(side.word())
                .supportsCDC(true)
                .build());
    }
}
