package io.dmskit.migration;

import io.dmskit.endpoint.EndpointDefinition;
import io.dmskit.mapping.TableMappings;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.TaskSettings;
import java.util.Optional;

/**
 * A migration: everything that provisioning, control, monitoring, cutover and rehearsal need to know.
 *
 * @param name letters, digits and hyphens, as DMS identifiers are; names of resources derive from it
 * @param type full-load, cdc or full-load-and-cdc
 * @param source where rows come from
 * @param target where rows go
 * @param tableMappings which tables go, and how
 * @param taskSettings how the task works
 * @param capacity what it runs on
 * @param alarms what may go wrong before somebody is told
 * @param cutover when and how it may be cut over
 * @param rehearsal what stands in for the databases on dmskit-local, if the migration can be rehearsed
 * @see MigrationFile
 */
public record Migration(
        String name,
        MigrationType type,
        EndpointDefinition source,
        EndpointDefinition target,
        TableMappings tableMappings,
        TaskSettings taskSettings,
        Capacity capacity,
        Alarms alarms,
        CutoverPolicy cutover,
        Optional<RehearsalPlan> rehearsal) {

    /** Creates a migration without alarms. */
    public Migration(
            String name,
            MigrationType type,
            EndpointDefinition source,
            EndpointDefinition target,
            TableMappings tableMappings,
            TaskSettings taskSettings,
            Capacity capacity,
            CutoverPolicy cutover,
            Optional<RehearsalPlan> rehearsal) {
        this(name, type, source, target, tableMappings, taskSettings, capacity, Alarms.NONE, cutover, rehearsal);
    }

    /** Returns the migration as it is rehearsed: the same in everything but the engines, which are the stand-ins'. */
    public Migration forRehearsal() {
        RehearsalPlan plan = rehearsal.orElseThrow(() -> new IllegalStateException("migration " + name
                + " has no rehearsal section: add rehearsal: { schema: schema.sql, data: data.sql } to its file"));
        return new Migration(
                name,
                type,
                new EndpointDefinition(
                        plan.sourceEngine(), source.database(), source.secret(), source.secretAccessRole()),
                new EndpointDefinition(
                        plan.targetEngine(), target.database(), target.secret(), target.secretAccessRole()),
                tableMappings,
                taskSettings,
                capacity,
                alarms,
                cutover,
                rehearsal);
    }
}
