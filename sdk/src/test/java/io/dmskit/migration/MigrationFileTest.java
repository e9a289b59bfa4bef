package io.dmskit.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dmskit.document.InvalidDocumentException;
import io.dmskit.endpoint.EndpointDefinition;
import io.dmskit.endpoint.Engine;
import io.dmskit.mapping.Transformation;
import io.dmskit.mapping.TransformationRule;
import io.dmskit.mapping.expression.Expression;
import io.dmskit.settings.FullLoadSettings;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.TaskSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationFileTest {
    private static final String MAPPINGS = """
            {"rules": [{"rule-type": "selection", "rule-id": "1", "rule-name": "all", "rule-action": "include",
              "object-locator": {"schema-name": "bank", "table-name": "%"}}]}
            """;
    private static final String ENDPOINTS = """
            source: { engine: oracle, database: BANK, secret: bank/old }
            target: { engine: postgres, database: bank, secret: bank/new }
            table-mappings: table-mappings.json
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void writeMappings() throws IOException {
        write("table-mappings.json", MAPPINGS);
        write("schema.sql", "CREATE SCHEMA bank");
    }

    @Test
    void readsEverythingAFileCanSay() throws IOException {
        write("task-settings.json", "{\"FullLoadSettings\": {\"MaxFullLoadSubTasks\": 4}}");
        write("data.sql", "SELECT 1");
        write("migration.yaml", """
                name: bank-core
                type: full-load-and-cdc
                source: { engine: oracle, database: BANKPROD, secret: bank/legacy }
                target: { engine: postgres, database: modern, secret: bank/modern, secret-access-role: "arn:aws:iam::1:role/r" }
                table-mappings: table-mappings.json
                task-settings: task-settings.json
                capacity: { instance: dms.t3.medium, storage-gib: 20, multi-az: false }
                alarms: { source-latency: 60s, target-latency: 2m, notify: [ops-topic] }
                cutover: { max-lag: 500ms, deadline: 1h, verify: [row-counts] }
                rehearsal: { source: mysql, schema: schema.sql, data: data.sql, workload: bank, duration: 30s }
                """);

        List<Migration> migrations = MigrationFile.read(folder.resolve("migration.yaml"));

        assertThat(migrations).hasSize(1);
        Migration migration = migrations.get(0);
        assertThat(migration.name()).isEqualTo("bank-core");
        assertThat(migration.type()).isEqualTo(MigrationType.FULL_LOAD_AND_CDC);
        assertThat(migration.source())
                .isEqualTo(new EndpointDefinition(Engine.ORACLE, "BANKPROD", "bank/legacy", Optional.empty()));
        assertThat(migration.target().secretAccessRole()).contains("arn:aws:iam::1:role/r");
        assertThat(migration.tableMappings().rules()).hasSize(1);
        assertThat(migration.taskSettings().get(FullLoadSettings.MAX_FULL_LOAD_SUB_TASKS))
                .isEqualTo(4);
        assertThat(migration.capacity()).isEqualTo(new Capacity.Provisioned("dms.t3.medium", 20, false));
        assertThat(migration.alarms())
                .isEqualTo(new Alarms(
                        Optional.of(Duration.ofSeconds(60)), Optional.of(Duration.ofMinutes(2)), List.of("ops-topic")));
        assertThat(migration.cutover())
                .isEqualTo(new CutoverPolicy(
                        Duration.ofMillis(500), Duration.ofHours(1), Set.of(CutoverPolicy.Check.ROW_COUNTS)));
        assertThat(migration.rehearsal())
                .contains(new RehearsalPlan(
                        Engine.MYSQL,
                        Engine.POSTGRES,
                        folder.resolve("schema.sql"),
                        Optional.of(folder.resolve("data.sql")),
                        Optional.empty(),
                        Optional.of("bank"),
                        Duration.ofSeconds(30)));
        assertThat(migration.forRehearsal().source().engine()).isEqualTo(Engine.MYSQL);
        assertThat(migration.forRehearsal().alarms()).isEqualTo(migration.alarms());
    }

    @Test
    void fillsInTheDefaults() throws IOException {
        write("migration.yaml", "name: bank\ntype: cdc\n" + ENDPOINTS);

        Migration migration =
                MigrationFile.read(folder.resolve("migration.yaml")).get(0);

        assertThat(migration.taskSettings()).isEqualTo(TaskSettings.DEFAULTS);
        assertThat(migration.capacity()).isEqualTo(new Capacity.Provisioned("dms.r6i.large", 100, true));
        assertThat(migration.alarms()).isEqualTo(Alarms.NONE);
        assertThat(migration.cutover()).isEqualTo(CutoverPolicy.DEFAULT);
        assertThat(migration.rehearsal()).isEmpty();
    }

    @Test
    void readsServerlessCapacity() throws IOException {
        write(
                "migration.yaml",
                "name: bank-core\ntype: cdc\n" + ENDPOINTS
                        + "capacity: { serverless: { min: 2, max: 16 }, multi-az: false }\n");
        write("least.yaml", "name: bank-core\ntype: cdc\n" + ENDPOINTS + "capacity: { serverless: { max: 384 } }\n");

        assertThat(MigrationFile.read(folder.resolve("migration.yaml")).get(0).capacity())
                .isEqualTo(new Capacity.Serverless(Optional.of(2), 16, false));
        assertThat(MigrationFile.read(folder.resolve("least.yaml")).get(0).capacity())
                .isEqualTo(new Capacity.Serverless(Optional.empty(), 384, true));
    }

    @Test
    void refusesServerlessCapacityThatIsNotOffered() throws IOException {
        write(
                "migration.yaml",
                "name: bank-core\ntype: cdc\n" + ENDPOINTS
                        + "capacity: { serverless: { min: 3, maximum: 5 }, storage-gib: 20 }\n");
        write(
                "turned.yaml",
                "name: bank-core\ntype: cdc\n" + ENDPOINTS + "capacity: { serverless: { min: 16, max: 2 } }\n");

        assertThatThrownBy(() -> MigrationFile.read(folder.resolve("migration.yaml")))
                .hasMessageContaining("capacity.storage-gib does not go with capacity.serverless")
                .hasMessageContaining("capacity.serverless.max is missing [MF003]")
                .hasMessageContaining("unknown key capacity.serverless.maximum; allowed: min, max [MF002]")
                .hasMessageContaining("capacity.serverless.min is \"3\": it must be one of [1, 2, 4, 8,");
        assertThatThrownBy(() -> MigrationFile.read(folder.resolve("turned.yaml")))
                .hasMessageContaining("capacity.serverless.min is 16 and max 2: min must not be more than max [MF004]");
    }

    @Test
    void refusesMoreTopicsThanAnAlarmCanTell() throws IOException {
        String five = "name: bank-core\ntype: cdc\n" + ENDPOINTS + "alarms: { notify: [a, b, c, d, e";
        write("five.yaml", five + "] }\n");
        write("six.yaml", five + ", f] }\n");

        assertThat(MigrationFile.read(folder.resolve("five.yaml"))
                        .get(0)
                        .alarms()
                        .topics())
                .hasSize(Alarms.MOST_TOPICS);
        assertThatThrownBy(() -> MigrationFile.read(folder.resolve("six.yaml")))
                .hasMessageContaining(
                        "six.yaml:6:19: alarms.notify names 6 topics: an alarm can tell 5; subscribe to one"
                                + " topic instead [MF004]");
    }

    @Test
    void findsWhatServerlessDoesNotTake() throws IOException {
        write("table-mappings.json", MAPPINGS.replace("\"%\"", "\"%\", \"table-type\": \"view\""));
        write("migration.yaml", "name: bank\ntype: full-load\n" + ENDPOINTS + "capacity: { serverless: { max: 4 } }\n");

        assertThat(MigrationFile.lint(folder.resolve("migration.yaml")))
                .extracting(finding -> finding.code() + " " + finding.message())
                .contains(
                        "MF004 name is \"bank\": the guide gives serverless replications names of 8 to 16 characters",
                        "TM025 views do not go with serverless capacity: use an instance");
    }

    @Test
    void makesOneMigrationPerValueOfEach() throws IOException {
        write("table-mappings.json", """
                {"rules": [{"rule-type": "selection", "rule-id": "1", "rule-name": "all", "rule-action": "include",
                  "object-locator": {"schema-name": "store_${store}", "table-name": "%"}},
                 {"rule-type": "transformation", "rule-id": "2", "rule-name": "store", "rule-action": "add-column",
                  "rule-target": "column", "object-locator": {"schema-name": "store_${store}", "table-name": "%"},
                  "value": "store_id", "expression": "'${store}'", "data-type": {"type": "string", "length": 4}}]}
                """);
        write("migration.yaml", """
                each: { store: ["0001", "0002"] }
                name: store-${store}
                type: cdc
                source: { engine: postgres, database: "store_${store}", secret: "stores/${store}" }
                target: { engine: postgres, database: hq, secret: hq }
                table-mappings: table-mappings.json
                """);

        List<Migration> migrations = MigrationFile.read(folder.resolve("migration.yaml"));

        assertThat(migrations).extracting(Migration::name).containsExactly("store-0001", "store-0002");
        assertThat(migrations)
                .extracting(migration -> migration.source().secret())
                .containsExactly("stores/0001", "stores/0002");
        assertThat(migrations.get(1).tableMappings().rules().get(1))
                .isInstanceOfSatisfying(TransformationRule.class, rule -> assertThat(rule.action())
                        .isInstanceOfSatisfying(Transformation.AddColumn.class, added -> assertThat(added.expression())
                                .isEqualTo(Expression.parse("'0002'"))));
    }

    @Test
    void reportsAllProblemsOfAFileAndItsDocumentsAtOnce() throws IOException {
        write("table-mappings.json", """
                {"rules": [{"rule-type": "selection", "rule-id": "1", "rule-name": "all", "rule-action": "includes",
                  "object-locator": {"schema-name": "bank", "table-name": "%"}}]}
                """);
        write("migration.yaml", """
                name: bank--core
                type: full-load-and-cdcs
                source: { engine: postgress, database: bank, secret: s, password: hunter2 }
                target: { engine: postgres, secret: s }
                table-mappings: table-mappings.json
                task-settings: settings.json
                capasity: { instance: dms.t3.medium }
                cutover: { max-lag: 5, deadline: soon, verify: [checksum] }
                """);
        Path file = folder.resolve("migration.yaml");

        assertThatThrownBy(() -> MigrationFile.read(file))
                .isInstanceOf(InvalidDocumentException.class)
                .satisfies(e -> assertThat(String.valueOf(e.getMessage())
                                .replace(folder + "/", "")
                                .lines())
                        .containsExactly(
                                "migration.yaml:1:7: name is \"bank--core\": it must have 1 to 63 letters, digits and single"
                                        + " hyphens, begin with a letter and not end with a hyphen, since DMS identifiers are made"
                                        + " of it [MF004]",
                                "migration.yaml:2:7: type is \"full-load-and-cdcs\", did you mean \"full-load-and-cdc\"? [MF004]",
                                "migration.yaml:3:19: source.engine is \"postgress\", did you mean \"postgres\"? [MF004]",
                                "migration.yaml:3:57: a password does not belong into a file: put it into a Secrets Manager"
                                        + " secret and name that as secret [MF006]",
                                "migration.yaml:4:9: target.database is missing [MF003]",
                                "migration.yaml:6:16: task-settings names settings.json: there is no such file [MF005]",
                                "migration.yaml:7:1: unknown key capasity, did you mean \"capacity\"? [MF002]",
                                "migration.yaml:8:21: cutover.max-lag is \"5\": it needs a unit, such as 5s; allowed: ms, s, m,"
                                        + " h, d [MF004]",
                                "migration.yaml:8:34: cutover.deadline is \"soon\": it must be a number and a unit; allowed: ms,"
                                        + " s, m, h, d [MF004]",
                                "migration.yaml:8:48: cutover.verify is \"checksum\", did you mean \"checksums\"? [MF004]",
                                "table-mappings.json:1:90: unknown rule-action \"includes\" for selection rules, did you mean"
                                        + " \"include\"? [TM014]"));
    }

    @Test
    void holdsTheDocumentsAgainstEachOtherAndAgainstTheMigration() throws IOException {
        write(
                "task-settings.json",
                "{\"TargetMetadata\": {\"TargetSchema\": \"x\"},\n\"ValidationSettings\": {\n"
                        + "\"EnableValidation\": true, \"SkipLobColumns\": true, \"ValidationOnly\": true}}");
        write("migration.yaml", """
                name: bank
                type: full-load-and-cdc
                source: { engine: postgres, database: BANK, secret: bank/old }
                target: { engine: mysql, database: bank, secret: bank/new, tls: none }
                table-mappings: table-mappings.json
                task-settings: task-settings.json
                """);
        Path file = folder.resolve("migration.yaml");

        assertThat(MigrationFile.lint(file))
                .extracting(finding ->
                        finding.toString().substring(folder.toString().length() + 1))
                .containsExactly(
                        "task-settings.json:1:37: leave TargetSchema empty for target mysql, where a schema is a database:"
                                + " rename the schema in the table mappings [X26]",
                        "task-settings.json:3:69: ValidationOnly needs migration type full-load or cdc: make a task of its own"
                                + " for it [X17]");
        assertThatThrownBy(() -> MigrationFile.read(file))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessageContaining("[X17]")
                .hasMessageNotContaining("[X26]");
    }

    @Test
    void refusesAMisspeltSetting() throws IOException {
        write("task-settings.json", "{\"FullLoadSettings\": {\"ComitRate\": 1}}");
        write("migration.yaml", "name: bank\ntype: cdc\n" + ENDPOINTS + "task-settings: task-settings.json\n");

        assertThatThrownBy(() -> MigrationFile.read(folder.resolve("migration.yaml")))
                .hasMessageContaining("unknown key FullLoadSettings.ComitRate, did you mean \"CommitRate\"? [X33]");
    }

    @Test
    void neverRepeatsAPassword() throws IOException {
        write("migration.yaml", "name: bank\ntype: cdc\npassword: hunter2\n" + ENDPOINTS);

        assertThatThrownBy(() -> MigrationFile.read(folder.resolve("migration.yaml")))
                .hasMessageContaining("[MF006]")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void saysThatThereIsNoSuchFile() {
        assertThatThrownBy(() -> MigrationFile.read(folder.resolve("nowhere.yaml")))
                .hasMessage(folder.resolve("nowhere.yaml") + ":1:1: there is no such file [MF005]");
    }

    @Test
    void saysWhereTheYamlBreaks() throws IOException {
        write("migration.yaml", "name: bank\nsource: { engine: oracle\ntype: cdc\n");

        assertThatThrownBy(() -> MigrationFile.read(folder.resolve("migration.yaml")))
                .hasMessageContaining("migration.yaml:3:")
                .hasMessageContaining("not valid YAML");
    }

    @Test
    void asksForADeclarationOfWhatIsReplaced() throws IOException {
        write("migration.yaml", "name: bank-${store}\ntype: cdc\n" + ENDPOINTS);

        assertThatThrownBy(() -> MigrationFile.read(folder.resolve("migration.yaml")))
                .hasMessageContaining(
                        "migration.yaml:1:7: nothing gives ${store} a value: declare it under each [MF004]");
    }

    @Test
    void refusesValuesOfEachThatCouldChangeTheMeaningOfADocument() throws IOException {
        write("migration.yaml", "each: { store: [\"a'b\"] }\nname: bank-${store}\ntype: cdc\n" + ENDPOINTS);

        assertThatThrownBy(() -> MigrationFile.read(folder.resolve("migration.yaml")))
                .hasMessageContaining("migration.yaml:1:17: a value of each is made of");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
