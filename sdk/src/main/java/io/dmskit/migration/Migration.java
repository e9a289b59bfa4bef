package io.dmskit.migration;

import io.dmskit.endpoint.Access;
import io.dmskit.endpoint.EndpointDefinition;
import io.dmskit.endpoint.EndpointProblem;
import io.dmskit.endpoint.EndpointSettings;
import io.dmskit.endpoint.EndpointSide;
import io.dmskit.endpoint.Engine;
import io.dmskit.endpoint.Tls;
import io.dmskit.mapping.TableMappings;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.TaskSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A migration: everything that provisioning, control, monitoring, cutover and rehearsal need to know.
 *
 * @param name letters, digits and hyphens, as DMS identifiers are; names of resources derive from it
 * @param type full-load, cdc or full-load-and-cdc
 * @param source where rows come from
 * @param target where rows go
 * @param tableMappings which tables go, and how
 * @param taskSettings how the task works
 * @param cdc where its changes start and stop
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
        Cdc cdc,
        Capacity capacity,
        Alarms alarms,
        CutoverPolicy cutover,
        Optional<RehearsalPlan> rehearsal) {

    /**
     * Checks that the endpoints fit their sides.
     *
     * @throws IllegalArgumentException if the source can only be a target or the other way round, or has settings of the other side
     */
    public Migration {
        requireSide(source, EndpointSide.SOURCE);
        requireSide(target, EndpointSide.TARGET);
    }

    /** Creates a migration that says nothing of alarms, all of whose changes go. */
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
        this(
                name,
                type,
                source,
                target,
                tableMappings,
                taskSettings,
                Cdc.NONE,
                capacity,
                Alarms.NONE,
                cutover,
                rehearsal);
    }

    /**
     * Returns the migration as it is rehearsed: the same in everything but the engines, which are the stand-ins', their TLS, and the
     * positions of the changes, which mean nothing there.
     *
     * @throws IllegalStateException if there is no rehearsal section, or an endpoint is no database
     */
    public Migration forRehearsal() {
        RehearsalPlan plan = rehearsal.orElseThrow(() -> new IllegalStateException("migration " + name
                + " has no rehearsal section: add rehearsal: { schema: schema.sql, data: data.sql } to its file"));
        return new Migration(
                name,
                type,
                standIn(source, plan.sourceEngine()),
                standIn(target, plan.targetEngine()),
                tableMappings,
                taskSettings,
                Cdc.NONE,
                capacity,
                alarms,
                cutover,
                rehearsal);
    }

    /**
     * The database of the same name and secret on the stand-in's engine, with the same settings if they are that engine's. Stand-ins
     * run on this machine without certificates: what they are connected with is not encrypted.
     */
    private EndpointDefinition standIn(EndpointDefinition real, Engine engine) {
        if (!(real.access() instanceof Access.Database)) {
            throw new IllegalStateException("migration " + name + " cannot be rehearsed: its endpoint " + real.engine()
                    + " is no database, and only databases have stand-ins");
        }
        boolean sameSettings = real.settings()
                .family()
                .filter(engine.settingsFamilies()::contains)
                .isPresent();
        return new EndpointDefinition(
                engine, real.access(), Tls.NONE, sameSettings ? real.settings() : EndpointSettings.NONE, Map.of());
    }

    private static void requireSide(EndpointDefinition endpoint, EndpointSide side) {
        List<EndpointProblem> problems = endpoint.problemsAs(side);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(side.word() + ": "
                    + problems.stream().map(EndpointProblem::text).collect(Collectors.joining("; ")));
        }
    }
}
