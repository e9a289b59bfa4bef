package io.dmskit.local.dms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.dmskit.document.Finding;
import io.dmskit.document.InvalidDocumentException;
import io.dmskit.mapping.TableMappings;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.SettingsDiff;
import io.dmskit.settings.TaskSettings;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a task is to do, as its creator said it.
 *
 * @param identifier its name
 * @param sourceArn source endpoint
 * @param targetArn target endpoint
 * @param instanceArn replication instance
 * @param type migration type
 * @param mappingsJson table mappings as given, for they are shown as given
 * @param mappings the same, read
 * @param settings task settings
 * @param cdc where changes start and stop
 * @param data Neptune's task data, only remembered
 */
record TaskDefinition(
        String identifier,
        String sourceArn,
        String targetArn,
        String instanceArn,
        MigrationType type,
        String mappingsJson,
        TableMappings mappings,
        TaskSettings settings,
        CdcPositions cdc,
        @Nullable String data)
        implements JobDefinition {
    private static final JsonMapper JSON = new JsonMapper();

    TaskDefinition {
        requireFitting(type, cdc);
    }

    /** Refuses positions of changes where none are replicated. */
    static void requireFitting(MigrationType type, CdcPositions cdc) {
        if (!type.replicates() && !cdc.equals(CdcPositions.NONE)) {
            throw Faults.invalidCombination(
                    "CDC start and stop positions do not go with migration type full-load; leave"
                            + " out CdcStartTime, CdcStartPosition and CdcStopPosition");
        }
    }

    TaskDefinition withCdc(CdcPositions positions) {
        return new TaskDefinition(
                identifier, sourceArn, targetArn, instanceArn, type, mappingsJson, mappings, settings, positions, data);
    }

    TaskDefinition on(String otherInstanceArn) {
        return new TaskDefinition(
                identifier, sourceArn, targetArn, otherInstanceArn, type, mappingsJson, mappings, settings, cdc, data);
    }

    static MigrationType type(@Nullable String word) {
        String given = Faults.oneOf(
                "MigrationType",
                word,
                Arrays.stream(MigrationType.values()).map(MigrationType::word).toList());
        return MigrationType.of(given).orElseThrow();
    }

    static TableMappings mappings(@Nullable String json) {
        try {
            return TableMappings.parse("TableMappings", Faults.required("TableMappings", json));
        } catch (InvalidDocumentException e) {
            throw Faults.invalidValue("Invalid Table Mappings document: " + findings(e));
        }
    }

    /** Returns the settings of a task that is created; its log group and stream are for DMS to name. */
    static TaskSettings settingsOfNew(@Nullable String json) {
        JsonNode logging = logging(json);
        if (logging.hasNonNull("CloudWatchLogGroup") || logging.hasNonNull("CloudWatchLogStream")) {
            throw Faults.invalidValue(
                    "Task Settings CloudWatchLogGroup or CloudWatchLogStream cannot be set on create.");
        }
        return settings(json);
    }

    /** What is no JSON has no log group, and is refused by whoever reads the settings. */
    private static JsonNode logging(@Nullable String json) {
        try {
            return json == null || json.isBlank()
                    ? MissingNode.getInstance()
                    : JSON.readTree(json).path("Logging");
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /** Returns other settings for this task, as far as DMS lets them be changed. */
    TaskSettings changedSettings(String json) {
        TaskSettings changed = settings(json);
        SettingsDiff.refused(settings, changed).stream().findFirst().ifPresent(change -> {
            throw Faults.invalidValue("task setting " + change.subject() + " cannot be changed from " + change.before()
                    + " to " + change.after() + "; create another replication task");
        });
        return changed;
    }

    static TaskSettings settings(@Nullable String json) {
        try {
            return TaskSettings.parse("ReplicationTaskSettings", json == null ? "" : json);
        } catch (InvalidDocumentException e) {
            throw Faults.invalidValue("Invalid task settings JSON: " + findings(e));
        }
    }

    private static String findings(InvalidDocumentException e) {
        return e.findings().stream().map(Finding::toString).collect(Collectors.joining("; "));
    }

    @Override
    public String toString() {
        return identifier;
    }
}
