package io.dmskit.apply;

import io.dmskit.document.Change;
import io.dmskit.migration.Capacity;
import io.dmskit.migration.Migration;
import io.dmskit.position.CdcStopPosition;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.SettingsDiff;
import io.dmskit.settings.TargetMetadata;
import io.dmskit.settings.TaskSettings;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a migration changes of what replicates it, and what that means.
 *
 * <p>The guide forbids another migration type, the API has a parameter for it: here the API is followed, since a task made anew would
 * lose its position and, on PostgreSQL, its slot. A serverless replication is made anew to load again, since the guide lets it only be
 * resumed.
 *
 * @param changes what becomes different
 * @param anew whether DMS refuses the change, so that it must be deleted and created again
 * @param losses what is lost
 * @param restart how it goes on afterwards
 * @param keptStop where it still stops by itself, though that is no longer wished
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.Modifying.html">Modifying a task</a>
 */
record WorkChange(
        List<Change> changes, boolean anew, Set<Loss> losses, Restart restart, Optional<CdcStopPosition> keptStop) {
    /**
     * Compares.
     *
     * @param found what is there
     * @param wished what should be
     * @param elsewhere which endpoints are of another database than before; what has run cannot go on there
     */
    static WorkChange of(Work found, Migration wished, List<Change> elsewhere) {
        MappingChange mappings = MappingChange.between(found.mappings(), wished.tableMappings());
        List<Change> settings = SettingsDiff.fromService(found.definition().settingsJson(), wished.taskSettings());
        TaskSettings before = TaskSettings.fromService(found.definition().settingsJson());
        List<Change> refused = settings.isEmpty() ? List.of() : SettingsDiff.refused(before, wished.taskSettings());
        List<Change> changes = new ArrayList<>();
        if (!found.isType(wished.type())) {
            changes.add(new Change(
                    "migration type",
                    Optional.of(found.definition().type()),
                    Optional.of(wished.type().word())));
        }
        changes.addAll(mappings.changes());
        changes.addAll(settings);
        changes.addAll(capacity(found, wished));
        changes.addAll(stop(found, wished));
        boolean moves =
                settings.stream().anyMatch(change -> change.subject().equals(TargetMetadata.TARGET_SCHEMA.toString()));
        Set<Loss> losses = found.hasRun() ? losses(found, wished, mappings.reshapes() || moves) : Set.of();
        boolean anew = !refused.isEmpty()
                || (found.hasRun() && !elsewhere.isEmpty())
                || (found.isServerless() && losses.contains(Loss.RELOAD));
        if (anew) {
            changes.addAll(elsewhere);
        }
        return new WorkChange(
                changes,
                anew,
                anew && found.hasRun() ? lossesOfMakingAnew(wished.type()) : losses,
                restart(found, wished, mappings),
                anew ? Optional.empty() : keptStop(found, wished));
    }

    private static List<Change> capacity(Work found, Migration wished) {
        List<Change> changes = new ArrayList<>();
        if (found.definition().serverless().isPresent()
                && wished.capacity() instanceof Capacity.Serverless serverless) {
            Capacity.Serverless before = found.definition().serverless().get();
            // A least that is not asked for is the service's own choice.
            serverless.min().ifPresent(min -> add(changes, "min", before.min().map(String::valueOf), min));
            add(changes, "max", Optional.of(String.valueOf(before.max())), serverless.max());
            add(changes, "multi-az", Optional.of(String.valueOf(before.multiAz())), serverless.multiAz());
        }
        return changes;
    }

    /** DMS takes another time to stop at, but no word that takes one away. */
    private static List<Change> stop(Work found, Migration wished) {
        Optional<CdcStopPosition> before = found.definition().cdcStop();
        return found.isServerless()
                        || wished.cdc().stop().isEmpty()
                        || wished.cdc().stop().equals(before)
                ? List.of()
                : List.of(new Change(
                        "cdc stop",
                        before.map(CdcStopPosition::toString),
                        wished.cdc().stop().map(CdcStopPosition::toString)));
    }

    private static Optional<CdcStopPosition> keptStop(Work found, Migration wished) {
        boolean dropped = wished.type().replicates() && wished.cdc().stop().isEmpty();
        return found.definition().cdcStop().filter(stop -> dropped);
    }

    private static void add(List<Change> changes, String what, Optional<String> before, Object after) {
        Optional<String> is = Optional.of(String.valueOf(after));
        if (!before.equals(is)) {
            changes.add(new Change("serverless " + what, before, is));
        }
    }

    /** Returns whether nothing changes. */
    boolean isEmpty() {
        return changes.isEmpty();
    }

    /** Returns how it goes on: as it was before, unless something has to be loaded again. */
    Restart restartAfter() {
        if (anew) {
            return Restart.FIRST_START;
        }
        return losses.contains(Loss.RELOAD) ? Restart.RELOAD : restart;
    }

    private static Set<Loss> lossesOfMakingAnew(MigrationType to) {
        return EnumSet.of(Loss.CHECKPOINT, to.loads() ? Loss.RELOAD : Loss.CHANGES);
    }

    private static Set<Loss> losses(Work found, Migration wished, boolean reshapes) {
        Set<Loss> losses = EnumSet.noneOf(Loss.class);
        MigrationType to = wished.type();
        if (reshapes && to.loads()) {
            losses.add(Loss.RELOAD);
        }
        if (!found.isType(to)) {
            losses.addAll(lossesOfType(found, to));
        }
        return losses;
    }

    private static Set<Loss> lossesOfType(Work found, MigrationType to) {
        return switch (to) {
            case CDC -> {
                if (found.isType(MigrationType.FULL_LOAD)) {
                    yield EnumSet.of(Loss.CHANGES);
                }
                yield found.loaded() ? EnumSet.noneOf(Loss.class) : EnumSet.of(Loss.UNLOADED_ROWS);
            }
            case FULL_LOAD_AND_CDC -> EnumSet.of(Loss.RELOAD);
            case FULL_LOAD ->
                found.isType(MigrationType.CDC) ? EnumSet.of(Loss.CHANGES, Loss.RELOAD) : EnumSet.of(Loss.CHANGES);
        };
    }

    /** An unfinished load finds tables that were added by itself; a finished one does not come back to them. */
    private static Restart restart(Work found, Migration wished, MappingChange mappings) {
        boolean added = mappings.selects() && found.loaded() && wished.type().loads();
        return added ? Restart.RESUME_AND_LOAD : Restart.RESUME;
    }
}
