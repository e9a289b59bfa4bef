package io.dmskit.migration;

import io.dmskit.endpoint.Engine;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Engines that DMS treats alike in one respect, by the name of the respect.
 *
 * @param names their names
 */
record EngineGroup(Set<String> names) {
    static final EngineGroup ORACLE = of("oracle");
    static final EngineGroup POSTGRES = of("postgres", "aurora-postgresql");
    static final EngineGroup MYSQL = of("mysql", "mariadb", "aurora");
    static final EngineGroup SQLSERVER = of("sqlserver", "azuredb", "azure-sql-managed-instance");
    static final EngineGroup DB2 = of("db2", "db2-zos");
    static final EngineGroup SYBASE = of("sybase");
    static final EngineGroup S3 = of("s3");
    static final EngineGroup KAFKA = of("kafka");
    static final EngineGroup DYNAMODB = of("dynamodb");
    static final EngineGroup STREAMS = of("kinesis", "kafka");
    private static final EngineGroup OPENSEARCH = of("opensearch", "elasticsearch");
    private static final EngineGroup REDSHIFT = of("redshift", "redshift-serverless");
    private static final EngineGroup DOCUMENTS = of("mongodb", "docdb");

    /** https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.LOBSupport.html and the pages of these targets. */
    static final EngineGroup WITHOUT_FULL_LOB_MODE =
            STREAMS.and(S3).and(REDSHIFT).and(of("redis", "babelfish"));

    /** The pages of these targets: batches lose data there, or fail. */
    static final EngineGroup WITHOUT_BATCHES = STREAMS.and(S3);

    /** https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TaskSettings.TargetMetadata.html. */
    static final EngineGroup PARALLEL_LOAD =
            STREAMS.and(DYNAMODB).and(OPENSEARCH).and(REDSHIFT);

    /** The same page. */
    static final EngineGroup PARALLEL_APPLY =
            STREAMS.and(of("docdb")).and(OPENSEARCH).and(REDSHIFT);

    /** https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Validating.html. */
    static final EngineGroup VALIDATED_SOURCES =
            ORACLE.and(POSTGRES).and(MYSQL).and(SQLSERVER).and(of("db2"));

    /** The same page. */
    static final EngineGroup VALIDATED_TARGETS = VALIDATED_SOURCES.and(REDSHIFT).and(S3);

    /** https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TaskSettings.TimeTravel.html. */
    static final EngineGroup TIME_TRAVEL_SOURCES = ORACLE.and(SQLSERVER).and(POSTGRES);

    /** The same page. */
    static final EngineGroup TIME_TRAVEL_TARGETS = POSTGRES.and(MYSQL);

    /** https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Validating.DataResync.html. */
    static final EngineGroup RESYNC_SOURCES = ORACLE.and(SQLSERVER);

    /**
     * Sources with partitions that DMS finds by itself.
     * https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TableMapping.SelectionTransformation.Tablesettings.html
     */
    static final EngineGroup PARTITIONS_AUTO =
            ORACLE.and(SQLSERVER).and(MYSQL).and(of("db2")).and(SYBASE).and(DOCUMENTS);

    /** The same page. */
    static final EngineGroup PARTITIONS_LIST =
            ORACLE.and(SQLSERVER).and(MYSQL).and(of("db2")).and(SYBASE);

    /** Targets of object-mapping rules, each on its own page. */
    static final EngineGroup OBJECT_MAPPING = STREAMS.and(DYNAMODB);

    private static EngineGroup of(String... names) {
        return new EngineGroup(Set.of(names));
    }

    private EngineGroup and(EngineGroup others) {
        return new EngineGroup(
                Stream.concat(names.stream(), others.names.stream()).collect(Collectors.toUnmodifiableSet()));
    }

    /** Returns whether the engine is known to be one of these. */
    boolean has(Optional<Engine> engine) {
        return engine.filter(known -> names.contains(known.name())).isPresent();
    }

    /** Returns whether the engine is known to be none of these; AWS adds engines, and of a new one nothing is known. */
    boolean hasNot(Optional<Engine> engine) {
        return engine.filter(given -> given.isKnown() && !names.contains(given.name()))
                .isPresent();
    }

    @Override
    public String toString() {
        List<String> sorted = names.stream().sorted().toList();
        return String.join(", ", sorted);
    }
}
