package io.dmskit.local.dms;

import io.dmskit.mapping.TableMappings;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.TaskSettings;

/** What the runs of a {@link Job} are to do. */
interface JobDefinition {
    String identifier();

    String sourceArn();

    String targetArn();

    MigrationType type();

    TableMappings mappings();

    TaskSettings settings();

    CdcPositions cdc();
}
