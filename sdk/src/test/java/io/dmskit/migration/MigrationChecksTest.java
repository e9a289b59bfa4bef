package io.dmskit.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.document.Finding;
import io.dmskit.document.Severity;
import io.dmskit.endpoint.Engine;
import io.dmskit.mapping.MappingDocument;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.Presets;
import io.dmskit.settings.SettingsDocument;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each pair of documents has exactly the findings named, once the migration around it is known. */
class MigrationChecksTest {
    private static final String SELECTION =
            "{\"rule-type\":\"selection\",\"rule-id\":\"1\",\"rule-name\":\"1\",\"rule-action\":\"include\",\"object-locator\":{\"schema-name\":\"s\",\"table-name\":\"%\"}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "X4b ERROR /TargetMetadata/FullLobMode | full-load oracle s3 | {\"TargetMetadata\":{\"FullLobMode\":true}}",
                "X4b ERROR /TargetMetadata/FullLobMode | full-load oracle redshift | {\"TargetMetadata\":{\"FullLobMode\":true}}",
                "X6 ERROR /TargetMetadata/BatchApplyEnabled | cdc oracle kafka | {\"TargetMetadata\":{\"BatchApplyEnabled\":true}}",
                "X11 WARNING /FullLoadSettings/StopTaskCachedChangesApplied | full-load oracle postgres | {\"FullLoadSettings\":{\"StopTaskCachedChangesApplied\":true}}",
                "X13 WARNING /TargetMetadata/ParallelLoadThreads | full-load oracle postgres | {\"TargetMetadata\":{\"ParallelLoadThreads\":8}}",
                "X13 ERROR /TargetMetadata/ParallelLoadThreads | full-load oracle kinesis | {\"TargetMetadata\":{\"ParallelLoadThreads\":33}}",
                "X13 ERROR /TargetMetadata/ParallelLoadQueuesPerThread | full-load oracle kinesis | {\"TargetMetadata\":{\"ParallelLoadQueuesPerThread\":4}}",
                "X13 WARNING /TargetMetadata/ParallelApplyThreads | cdc oracle dynamodb | {\"TargetMetadata\":{\"ParallelApplyThreads\":4}}",
                "X17 ERROR /ValidationSettings/ValidationOnly | full-load-and-cdc oracle postgres | {\"ValidationSettings\":{\"ValidationOnly\":true}}",
                "X17 ERROR /ValidationSettings/ValidationOnly | full-load oracle s3 | {\"ValidationSettings\":{\"ValidationOnly\":true}}",
                "X19 ERROR /ValidationSettings/EnableValidation | cdc mongodb postgres | {\"ValidationSettings\":{\"EnableValidation\":true}}",
                "X19 ERROR /ValidationSettings/EnableValidation | cdc oracle kafka | {\"ValidationSettings\":{\"EnableValidation\":true}}",
                "X21 ERROR /BeforeImageSettings/EnableBeforeImage | full-load oracle kafka | {\"BeforeImageSettings\":{\"EnableBeforeImage\":true,\"FieldName\":\"b\"}}",
                "X21 ERROR /BeforeImageSettings/EnableBeforeImage | cdc oracle s3 | {\"BeforeImageSettings\":{\"EnableBeforeImage\":true,\"FieldName\":\"b\"}}",
                "X22 ERROR /TTSettings/EnableTT | full-load oracle postgres | {\"TTSettings\":{\"EnableTT\":true}}",
                "X22 ERROR /TTSettings/EnableTT | cdc mysql postgres | {\"TTSettings\":{\"EnableTT\":true}}",
                "X23 ERROR /ResyncSettings/ResyncSchedule | full-load oracle postgres | {\"ResyncSettings\":{\"EnableResync\":true,\"ResyncSchedule\":\"0 3 * * 0\"},\"ValidationSettings\":{\"EnableValidation\":true}}",
                "X23 ERROR /ResyncSettings/EnableResync | full-load oracle postgres | {\"ResyncSettings\":{\"EnableResync\":true,\"ValidationTaskId\":\"A\"}}",
                "X23 ERROR /ResyncSettings/EnableResync | cdc oracle postgres | {\"ResyncSettings\":{\"EnableResync\":true,\"MaxResyncTime\":60}}",
                "X23 ERROR /ResyncSettings/EnableResync | cdc oracle mysql | {\"ResyncSettings\":{\"EnableResync\":true,\"MaxResyncTime\":60,\"ResyncSchedule\":\"0 3 * * 0\"}}",
                "X25 WARNING /ControlTablesSettings/StatusTableEnabled | full-load oracle postgres | {\"ControlTablesSettings\":{\"StatusTableEnabled\":true}}",
                "X26 WARNING /TargetMetadata/TargetSchema | cdc oracle mysql | {\"TargetMetadata\":{\"TargetSchema\":\"t\"}}",
                "X31 WARNING /ChangeProcessingTuning/CommitTimeout | full-load oracle postgres | {\"ChangeProcessingTuning\":{\"CommitTimeout\":2}}",
                "X31 WARNING /ErrorBehavior/ApplyErrorInsertPolicy | full-load oracle postgres | {\"ErrorBehavior\":{\"ApplyErrorInsertPolicy\":\"STOP_TASK\"}}",
                "X31 WARNING /FullLoadSettings/TargetTablePrepMode | cdc oracle postgres | {\"FullLoadSettings\":{\"TargetTablePrepMode\":\"DROP_AND_CREATE\"}}",
                "X32 INFO /FullLoadSettings/TargetTablePrepMode | full-load oracle postgres | {\"FullLoadSettings\":{\"TargetTablePrepMode\":\"DO_NOTHING\"}}",
                "X34 WARNING /TargetMetadata/LobMaxSize | cdc oracle postgres | {\"TargetMetadata\":{\"LobMaxSize\":64}}",
            })
    void findsWhatSettingsAloneCannotShow(String finding, String around, String json) {
        assertOnly(finding, around(around, mappings(), json));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "TM025 ERROR /rules/1 | cdc oracle postgres | {\"rule-type\":\"selection\",\"rule-action\":\"include\",\"object-locator\":{\"schema-name\":\"v\",\"table-name\":\"%\",\"table-type\":\"view\"}}",
                "TM025 WARNING /rules/1 | full-load-and-cdc oracle postgres | {\"rule-type\":\"selection\",\"rule-action\":\"include\",\"object-locator\":{\"schema-name\":\"v\",\"table-name\":\"%\",\"table-type\":\"all\"}}",
                "TM050 ERROR /rules/1 | full-load oracle postgres | {\"rule-type\":\"transformation\",\"rule-action\":\"rename\",\"rule-target\":\"table-tablespace\",\"object-locator\":{\"schema-name\":\"s\",\"table-name\":\"%\",\"table-tablespace-name\":\"a\"},\"value\":\"b\"}",
                "TM057 ERROR /rules/2 | full-load oracle kafka | {\"rule-type\":\"transformation\",\"rule-action\":\"convert-lowercase\",\"rule-target\":\"table\",\"object-locator\":{\"schema-name\":\"s\",\"table-name\":\"%\"}},{\"rule-type\":\"object-mapping\",\"rule-action\":\"map-record-to-record\",\"rule-id\":\"3\",\"rule-name\":\"3\",\"object-locator\":{\"schema-name\":\"s\",\"table-name\":\"t\"}}",
                "TM058 ERROR /rules/1 | full-load oracle s3 | {\"rule-type\":\"transformation\",\"rule-action\":\"add-before-image-columns\",\"rule-target\":\"column\",\"object-locator\":{\"schema-name\":\"s\",\"table-name\":\"%\"},\"before-image-def\":{\"column-prefix\":\"BI_\",\"column-filter\":\"pk-only\"}}",
                "TM077 ERROR /rules/1 | full-load oracle postgres | {\"rule-type\":\"table-settings\",\"object-locator\":{\"schema-name\":\"s\",\"table-name\":\"t\"},\"parallel-load\":{\"type\":\"ranges\",\"columns\":[\"id\"],\"boundaries\":[[\"5\"]],\"segment-names\":[\"a\",\"b\"]}}",
                "TM078 ERROR /rules/1 | full-load postgres postgres | {\"rule-type\":\"table-settings\",\"object-locator\":{\"schema-name\":\"s\",\"table-name\":\"t\"},\"parallel-load\":{\"type\":\"partitions-auto\"}}",
                "TM078 ERROR /rules/1 | full-load mysql postgres | {\"rule-type\":\"table-settings\",\"object-locator\":{\"schema-name\":\"s\",\"table-name\":\"t\"},\"parallel-load\":{\"type\":\"subpartitions-auto\"}}",
                "TM078 ERROR /rules/1 | full-load mongodb docdb | {\"rule-type\":\"table-settings\",\"object-locator\":{\"schema-name\":\"s\",\"table-name\":\"t\"},\"parallel-load\":{\"type\":\"partitions-list\",\"partitions\":[\"p\"]}}",
                "TM081 ERROR /rules/1 | full-load oracle postgres | {\"rule-type\":\"table-settings\",\"object-locator\":{\"schema-name\":\"s\",\"table-name\":\"t\"},\"lob-settings\":{\"mode\":\"unlimited\",\"bulk-max-size\":\"16\"}}",
                "TM090 ERROR /rules/1 | full-load oracle postgres | {\"rule-type\":\"object-mapping\",\"rule-action\":\"map-record-to-record\",\"object-locator\":{\"schema-name\":\"s\",\"table-name\":\"t\"}}",
                "TM101 ERROR /rules/1 | full-load oracle postgres | {\"rule-type\":\"post-processing\",\"rule-action\":\"add-tag\",\"object-locator\":{\"schema-name\":\"s\",\"table-name\":\"t\"},\"tag-set\":[{\"key\":\"k\",\"value\":\"v\"}]}",
                "TM111 WARNING /rules/1 | full-load oracle postgres | {\"rule-type\":\"validation\",\"rule-action\":\"override-validation-function\",\"rule-target\":\"column\",\"object-locator\":{\"schema-name\":\"s\",\"table-name\":\"t\",\"column-name\":\"c\"},\"source-function\":\"f(${column-name})\",\"target-function\":\"f(${column-name})\"}",
            })
    void findsWhatMappingsAloneCannotShow(String finding, String around, String rule) {
        String numbered = rule.replaceFirst("\\{", "{\"rule-id\":\"2\",\"rule-name\":\"2\",");

        assertOnly(finding, around(around, mappings(numbered), "{\"Logging\":{\"EnableLogging\":true}}"));
    }

    @Test
    void findsWhatTwoDocumentsSayAgainstEachOther() {
        String beforeImages =
                "{\"rule-type\":\"transformation\",\"rule-id\":\"2\",\"rule-name\":\"2\",\"rule-action\":\"add-before-image-columns\",\"rule-target\":\"column\",\"object-locator\":{\"schema-name\":\"s\",\"table-name\":\"%\"},\"before-image-def\":{\"column-prefix\":\"BI_\"}}";
        String schema =
                "{\"rule-type\":\"transformation\",\"rule-id\":\"3\",\"rule-name\":\"3\",\"rule-action\":\"rename\",\"rule-target\":\"schema\",\"object-locator\":{\"schema-name\":\"s\"},\"value\":\"t\"}";
        String mask =
                "{\"rule-type\":\"transformation\",\"rule-id\":\"4\",\"rule-name\":\"4\",\"rule-action\":\"data-masking-hash-mask\",\"rule-target\":\"column\",\"object-locator\":{\"schema-name\":\"s\",\"table-name\":\"t\",\"column-name\":\"c\"}}";
        String lobs =
                "{\"rule-type\":\"table-settings\",\"rule-id\":\"5\",\"rule-name\":\"5\",\"object-locator\":{\"schema-name\":\"s\",\"table-name\":\"t\"},\"lob-settings\":{\"mode\":\"unlimited\",\"bulk-max-size\":\"0\"}}";
        Surroundings surroundings = around("cdc oracle kinesis", mappings(beforeImages, schema, mask, lobs), """
                {"BeforeImageSettings": {"EnableBeforeImage": true, "FieldName": "b"},
                 "TargetMetadata": {"TargetSchema": "u", "BatchApplyEnabled": true},
                 "ErrorBehavior": {"DataMaskingErrorPolicy": "LOG_ERROR"}}""");

        assertThat(MigrationChecks.of(surroundings))
                .extracting(Finding::code, Finding::severity, Finding::pointer)
                .containsExactly(
                        Tuple.tuple("TM058", Severity.ERROR, "/rules/1"),
                        Tuple.tuple("TM083", Severity.ERROR, "/rules/4"),
                        Tuple.tuple("X21", Severity.ERROR, "/BeforeImageSettings/EnableBeforeImage"),
                        Tuple.tuple("X26", Severity.WARNING, "/TargetMetadata/TargetSchema"),
                        Tuple.tuple("X6", Severity.ERROR, "/TargetMetadata/BatchApplyEnabled"),
                        Tuple.tuple("X7", Severity.INFO, "/TargetMetadata/BatchApplyEnabled"),
                        Tuple.tuple("X29", Severity.WARNING, "/ErrorBehavior/DataMaskingErrorPolicy"));
    }

    @Test
    void hasNothingAgainstThePresetsInTheirOwnMigrationTypes() {
        assertThat(Map.of(
                        Presets.MANY_SMALL_TABLES, "full-load oracle postgres",
                        Presets.LOB_HEAVY, "full-load-and-cdc oracle postgres",
                        Presets.STEADY_CDC, "cdc oracle postgres",
                        Presets.VALIDATION_ONLY, "cdc oracle postgres"))
                .allSatisfy(
                        (preset, words) -> assertThat(MigrationChecks.of(around(words, mappings(), preset.toJson())))
                                .filteredOn(finding -> finding.severity() != Severity.INFO)
                                .isEmpty());
    }

    @Test
    void saysNothingOfAnEngineThatIsNewToIt() {
        String json =
                "{\"ValidationSettings\":{\"EnableValidation\":true},\"TargetMetadata\":{\"ParallelLoadThreads\":8}}";

        assertThat(MigrationChecks.of(around("full-load hologram timewarp", mappings(), json)))
                .isEmpty();
    }

    @Test
    void saysNothingWithoutSurroundings() {
        assertThat(MigrationChecks.of(new Surroundings(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(MappingDocument.read("m.json", mappings())),
                        Optional.empty(),
                        Optional.empty())))
                .isEmpty();
    }

    @Test
    void knowsThatOldEnginesDoNotMixNegativeConditions() {
        String mixed =
                "{\"rules\":[{\"rule-type\":\"selection\",\"rule-id\":\"1\",\"rule-name\":\"1\",\"rule-action\":\"include\",\"object-locator\":{\"schema-name\":\"s\",\"table-name\":\"t\"},\"filters\":[{\"filter-type\":\"source\",\"column-name\":\"c\",\"filter-conditions\":[{\"filter-operator\":\"noteq\",\"value\":\"1\"},{\"filter-operator\":\"gte\",\"value\":\"0\"}]}]}]}";

        assertOnly("TM038 ERROR /rules/0", ofVersion("3.4.7", mixed));
        assertThat(MigrationChecks.of(ofVersion("3.5.0", mixed))).isEmpty();
    }

    @Test
    void comparesTheMemoryOfLobsWithTheInstance() {
        String json = "{\"TargetMetadata\":{\"LobMaxSize\":102400}}";

        assertThat(MigrationChecks.of(onInstance("dms.t3.medium", json)))
                .extracting(Finding::code, Finding::severity, Finding::message)
                .containsExactly(Tuple.tuple(
                        "X36",
                        Severity.WARNING,
                        "LOBs may take up to 7812.5 GiB of memory (LobMaxSize 102400 KB x CommitRate 10000 x 8 sub-tasks x LOB"
                                + " columns), the instance has 4.0 GiB: lower one of them or take a larger instance"));
        assertThat(MigrationChecks.of(onInstance("dms.r6i.large", "{\"TargetMetadata\":{\"LobMaxSize\":32}}")))
                .extracting(Finding::severity)
                .containsExactly(Severity.INFO);
    }

    private static Surroundings onInstance(String instanceClass, String settings) {
        return new Surroundings(
                Optional.of(MigrationType.FULL_LOAD),
                Optional.of(Engine.POSTGRES),
                Optional.of(Engine.POSTGRES),
                Optional.of(MappingDocument.read("m.json", mappings())),
                Optional.of(SettingsDocument.read("s.json", settings)),
                Optional.empty(),
                Optional.of(new Capacity.Provisioned(instanceClass, 100, false)),
                Optional.empty());
    }

    private static Surroundings ofVersion(String version, String mappings) {
        return new Surroundings(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(MappingDocument.read("m.json", mappings)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(version));
    }

    private static void assertOnly(String finding, Surroundings surroundings) {
        String[] parts = finding.split(" ", -1);
        assertThat(MigrationChecks.of(surroundings))
                .filteredOn(found -> !List.of("X7", "X36").contains(found.code()))
                .extracting(Finding::code, Finding::severity, Finding::pointer)
                .containsExactly(Tuple.tuple(parts[0], Severity.valueOf(parts[1]), parts[2]));
    }

    private static Surroundings around(String words, String mappings, String settings) {
        String[] parts = words.split(" ", -1);
        return new Surroundings(
                MigrationType.of(parts[0]),
                Optional.of(Engine.of(parts[1])),
                Optional.of(Engine.of(parts[2])),
                Optional.of(MappingDocument.read("m.json", mappings)),
                Optional.of(SettingsDocument.read("s.json", settings)),
                Optional.empty());
    }

    private static String mappings(String... rules) {
        return "{\"rules\":[" + SELECTION + (rules.length == 0 ? "" : "," + String.join(",", rules)) + "]}";
    }
}
