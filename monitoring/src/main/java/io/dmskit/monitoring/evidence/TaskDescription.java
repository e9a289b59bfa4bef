package io.dmskit.monitoring.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dmskit.endpoint.Engine;
import io.dmskit.task.ReplicationKind;
import io.dmskit.task.TaskSnapshot;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.Endpoint;
import software.amazon.awssdk.services.databasemigration.model.Filter;

/**
 * What one must know of a task to look into its databases.
 *
 * @param settings its whole settings
 * @param source engine of its source
 * @param slot the slot that its source endpoint names, if it does
 * @param target engine of its target
 */
record TaskDescription(JsonNode settings, Engine source, Optional<String> slot, Engine target) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern SLOT_NAME = Pattern.compile("slotname=([^;]+)", Pattern.CASE_INSENSITIVE);

    /** Asks the service: two calls. */
    static TaskDescription read(DatabaseMigrationClient dms, TaskSnapshot task) {
        Filter arns = Filter.builder()
                .name("endpoint-arn")
                .values(task.sourceEndpointArn(), task.targetEndpointArn())
                .build();
        Map<String, Endpoint> endpoints = dms.describeEndpoints(request -> request.filters(arns)).endpoints().stream()
                .collect(Collectors.toMap(Endpoint::endpointArn, Function.identity()));
        Endpoint source = endpoint(endpoints, task.sourceEndpointArn());
        Endpoint target = endpoint(endpoints, task.targetEndpointArn());
        return new TaskDescription(
                settings(dms, task), Engine.of(source.engineName()), slot(source), Engine.of(target.engineName()));
    }

    private static Endpoint endpoint(Map<String, Endpoint> endpoints, String arn) {
        return Optional.ofNullable(endpoints.get(arn))
                .orElseThrow(() -> new IllegalStateException("endpoint " + arn + " is not there any more"));
    }

    private static Optional<String> slot(Endpoint source) {
        if (source.postgreSQLSettings() != null && source.postgreSQLSettings().slotName() != null) {
            return Optional.of(source.postgreSQLSettings().slotName());
        }
        Matcher named = SLOT_NAME.matcher(
                Optional.ofNullable(source.extraConnectionAttributes()).orElse(""));
        return named.find() ? Optional.of(named.group(1).strip()) : Optional.empty();
    }

    /** Returns the whole settings, which the service fills in. */
    static JsonNode settings(DatabaseMigrationClient dms, TaskSnapshot task) {
        try {
            return JSON.readTree(settingsText(dms, task));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the service returned task settings that are no JSON", e);
        }
    }

    private static String settingsText(DatabaseMigrationClient dms, TaskSnapshot task) {
        Optional<String> text = task.kind() == ReplicationKind.TASK
                ? dms
                        .describeReplicationTasks(request -> request.filters(arn("replication-task-arn", task)))
                        .replicationTasks()
                        .stream()
                        .findFirst()
                        .map(one -> one.replicationTaskSettings())
                : dms
                        .describeReplicationConfigs(request -> request.filters(arn("replication-config-arn", task)))
                        .replicationConfigs()
                        .stream()
                        .findFirst()
                        .map(one -> one.replicationSettings());
        return text.orElseThrow(() -> new IllegalStateException(task.title() + " is not there any more"));
    }

    private static Filter arn(String name, TaskSnapshot task) {
        return Filter.builder().name(name).values(task.arn()).build();
    }

    /**
     * Returns the schema of its control tables.
     *
     * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TaskSettings.ControlTable.html">Control
     *     table task settings</a>
     */
    String controlSchema() {
        String given =
                settings.path("ControlTablesSettings").path("ControlSchema").asText("");
        if (given.isEmpty() || given.toLowerCase(Locale.ROOT).equals("null")) {
            return target.isPostgres() ? "public" : "awsdms_control";
        }
        return given;
    }
}
