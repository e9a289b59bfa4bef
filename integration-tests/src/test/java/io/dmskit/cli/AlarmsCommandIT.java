package io.dmskit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dmskit.JavaProcess;
import io.dmskit.LocalAws;
import io.dmskit.local.DmskitLocal;
import io.dmskit.monitoring.alarm.TaskWithoutDatabases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;

/** The alarms of a migration by the command, each verb in a process of its own, on dmskit-local. */
class AlarmsCommandIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:ops";

    private final Path folder;
    private final DmskitLocal local = DmskitLocal.start();
    private final DatabaseMigrationClient dms = LocalAws.client(local, DatabaseMigrationClient.builder());
    private final CloudWatchClient cloudWatch = LocalAws.client(local, CloudWatchClient.builder());
    private final DmskitProcess dmskit;

    AlarmsCommandIT(@TempDir Path folder) {
        this.folder = folder;
        this.dmskit = new DmskitProcess(local.endpoint(), folder);
    }

    @AfterEach
    void close() {
        cloudWatch.close();
        dms.close();
        local.close();
    }

    @Test
    void makesSilencesArmsShowsAndRemovesTheAlarmsOfACutover() throws Exception {
        Files.writeString(folder.resolve("migration.yaml"), """
                name: shop
                type: cdc
                source: { engine: postgres, database: shopprod, secret: shop/old, tls: none }
                target: { engine: postgres, database: shopnew,  secret: shop/new, tls: none }
                table-mappings: table-mappings.json
                capacity: { instance: dms.t3.medium, storage-gib: 50, multi-az: false }
                alarms: { notify: [ops-topic] }
                """);
        Files.writeString(
                folder.resolve("table-mappings.json"),
                TaskWithoutDatabases.migration("shop").tableMappings().toJson());
        TaskWithoutDatabases task = new TaskWithoutDatabases(dms, "shop");
        task.create();

        JavaProcess.Ended ready = alarms("create", "migration.yaml");
        assertThat(ready.exitCode()).as(ready.err()).isZero();
        assertThat(ready.out()).isEqualTo("shop: may-stop alarms: 11 created\n");
        assertThat(ready.err())
                .contains("topic ops-topic is a name, which only CDK knows: give --topic ARN")
                .contains("these alarms tell nobody")
                .contains("the task does not run");

        JavaProcess.Ended cutover = alarms("create", "migration.yaml", "--cutover", "--topic", TOPIC);
        assertThat(cutover.out()).as(cutover.err()).isEqualTo("shop: cutover alarms: 9 changed, 2 unchanged\n");

        // It stays so: no data leaves an alarm of a cutover as it is.
        cloudWatch.setAlarmState(request -> request.alarmName("dmskit/shop/target-latency")
                .stateValue(StateValue.ALARM)
                .stateReason("the test says so"));
        JavaProcess.Ended shown = alarms("migration.yaml", "--since", "1h");
        assertThat(shown.exitCode()).as(shown.out() + shown.err()).isEqualTo(3);
        assertThat(shown.out())
                .contains("shop: 11 alarms made at run time (cutover), 0 of others, 2 ring\n")
                .contains("CDCLatencyTarget above 5 s in 2 of 3 minutes")
                .contains("! dmskit/shop/target-latency rings since")
                .contains("! dmskit/shop/page rings since")
                .contains("Alarm updated from INSUFFICIENT_DATA to ALARM");

        JavaProcess.Ended silenced = alarms("silence", "migration.yaml", "--for", "30m", "--json");
        assertThat(json(silenced).path("endsByItself").asBoolean())
                .as(silenced.out() + silenced.err())
                .isTrue();
        JsonNode silent = json(alarms("show", "migration.yaml", "--json"));
        assertThat(silent.path("muted").path("until").asText())
                .isEqualTo(json(silenced).path("until").asText());

        assertThat(alarms("arm", "migration.yaml").out())
                .contains("alarms tell again; rings now: dmskit/shop/target-latency");

        task.createAgain();
        JavaProcess.Ended blind = alarms("show", "migration.yaml", "--json");
        assertThat(blind.exitCode()).isEqualTo(3);
        assertThat(json(blind).path("disagreements").findValuesAsText("kind")).containsOnly("blind");

        assertThat(alarms("remove", "migration.yaml").exitCode()).isEqualTo(2);
        assertThat(alarms("remove", "migration.yaml", "--yes").out()).isEqualTo("shop: 11 alarms removed\n");
        assertThat(alarms("migration.yaml").exitCode()).isZero();
    }

    private JavaProcess.Ended alarms(String... words) throws Exception {
        return dmskit.run(IntStream.range(0, words.length + 2)
                .mapToObj(i -> i == 0 ? "alarms" : i <= words.length ? words[i - 1] : "--local")
                .toArray(String[]::new));
    }

    private static JsonNode json(JavaProcess.Ended ended) throws Exception {
        return JSON.readTree(ended.out()).at("/migrations/0");
    }
}
