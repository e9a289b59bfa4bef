package io.dmskit.local.dms;

import io.dmskit.mapping.TableMappings;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.TaskSettings;
import software.amazon.awssdk.services.databasemigration.model.ReplicationConfig;

/**
 * What a serverless replication is to do.
 *
 * @param config as its creator gave it
 * @param mappings its table mappings, read
 * @param settings its replication settings, read
 * @param cdc where changes stop; a serverless replication cannot start from a position
 */
record ServerlessDefinition(ReplicationConfig config, TableMappings mappings, TaskSettings settings, CdcPositions cdc)
        implements JobDefinition {
    ServerlessDefinition {
        TaskDefinition.requireFitting(TaskDefinition.type(config.replicationTypeAsString()), cdc);
    }

    /** Reads the documents of a configuration, whose endpoints and capacity have been checked. */
    static ServerlessDefinition of(ReplicationConfig config, CdcPositions cdc) {
        return new ServerlessDefinition(
                config,
                TaskDefinition.mappings(config.tableMappings()),
                TaskDefinition.settings(config.replicationSettings()),
                cdc);
    }

    @Override
    public String identifier() {
        return config.replicationConfigIdentifier();
    }

    @Override
    public String sourceArn() {
        return config.sourceEndpointArn();
    }

    @Override
    public String targetArn() {
        return config.targetEndpointArn();
    }

    @Override
    public MigrationType type() {
        return TaskDefinition.type(config.replicationTypeAsString());
    }

    @Override
    public String toString() {
        return identifier();
    }
}
