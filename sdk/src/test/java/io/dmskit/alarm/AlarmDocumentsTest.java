package io.dmskit.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.migration.Alarms;
import io.dmskit.migration.Capacity;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.TaskSettings;
import io.dmskit.settings.ValidationSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documents tell what the definitions do. */
class AlarmDocumentsTest {
    private static final Path ALARMS = Path.of("../docs/alarms.md");
    private static final Path RUNBOOK = Path.of("../docs/runbook.md");
    private static final Pattern ALARM = Pattern.compile("`([a-z-]+)` \\((?:page|warn)\\)");
    private static final Pattern LATER = Pattern.compile("`([a-z-]+)` after (\\d+) min");

    @Test
    void theTableOfAlarmsIsThatOfTheDefinitions() throws IOException {
        List<String> told = rows().filter(row -> ALARM.matcher(row).find())
                .map(row -> row.substring(row.indexOf('`')))
                .toList();

        assertThat(told)
                .containsExactlyElementsOf(defaults().values().stream()
                        .map(AlarmDocumentsTest::row)
                        .toList());
    }

    @Test
    void whatIsSaidOfAlarmsThatComeAfterARuleIsTrue() throws IOException {
        Map<AlarmKind, AlarmDefinition> defaults = defaults();
        Matcher later = LATER.matcher(Files.readString(ALARMS));

        int found = 0;
        while (later.find()) {
            found++;
            AlarmDefinition definition = Optional.ofNullable(defaults.get(AlarmKind.of(later.group(1))))
                    .orElseThrow();
            assertThat(Duration.ofMinutes(Long.parseLong(later.group(2))))
                    .as(later.group())
                    .isEqualTo(definition.ringsWithin());
        }
        assertThat(found).isGreaterThan(3);
    }

    @Test
    void everyAlarmHasItsSectionInTheRunbookInOrder() throws IOException {
        List<String> sections = Files.readAllLines(RUNBOOK).stream()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3))
                .toList();

        assertThat(sections)
                .containsExactlyElementsOf(Stream.concat(
                                Arrays.stream(AlarmKind.values()).map(AlarmKind::id), Stream.of("failure", "event"))
                        .toList());
    }

    @Test
    void linksWithinTheRunbookLeadToSections() throws IOException {
        String runbook = Files.readString(RUNBOOK);

        Pattern.compile("\\(#([a-z-]+)\\)").matcher(runbook).results().forEach(link -> assertThat(runbook)
                .contains("## " + link.group(1) + "\n"));
    }

    private static Stream<String> rows() throws IOException {
        return Files.readAllLines(ALARMS).stream().filter(line -> line.startsWith("| ") && line.contains("`"));
    }

    private static String row(AlarmDefinition one) {
        return "`" + one.kind().id() + "` (" + one.severity().name().toLowerCase(Locale.ROOT) + ") | " + one.condition()
                + " | " + one.ringsWithin().toMinutes() + " min | " + reckoned(one) + " |";
    }

    /** Says how long it takes, from the definition's parts, and checks that it is what the definition says. */
    private static String reckoned(AlarmDefinition one) {
        int more = (one.measure() == Measure.RISE ? 1 : 0) + (one.isOfSilence() ? 3 : 0);
        long period = one.period().toMinutes();
        int periods = 1 + one.datapointsToAlarm() + more;
        assertThat(one.ringsWithin()).isEqualTo(Duration.ofMinutes(periods * period + 2));
        return "(1 + " + one.datapointsToAlarm() + (more == 0 ? "" : " + " + more) + ") × " + period + " min + 2 min";
    }

    /** Every kind, as the migration of an r6i.large with 100 GiB and a serverless one have them. */
    private static Map<AlarmKind, AlarmDefinition> defaults() {
        TaskSettings validating = TaskSettings.DEFAULTS.with(ValidationSettings.ENABLE_VALIDATION, true);
        Capacity.Serverless serverless = new Capacity.Serverless(Optional.empty(), 16, true);
        Map<AlarmKind, AlarmDefinition> all = new EnumMap<>(AlarmKind.class);
        Stream.of(
                        MigrationAlarms.ofReplication(
                                MigrationType.FULL_LOAD_AND_CDC, validating, Capacity.DEFAULT, Alarms.NONE),
                        MigrationAlarms.ofReplication(
                                MigrationType.FULL_LOAD, TaskSettings.DEFAULTS, Capacity.DEFAULT, Alarms.NONE),
                        MigrationAlarms.ofReplication(
                                MigrationType.CDC, TaskSettings.DEFAULTS, serverless, Alarms.NONE),
                        MigrationAlarms.ofInstance(Capacity.DEFAULT),
                        MigrationAlarms.ofSourceSlots())
                .flatMap(alarms -> alarms.definitions().stream())
                .forEach(one -> all.putIfAbsent(one.kind(), one));
        assertThat(all).containsOnlyKeys(AlarmKind.values());
        return all;
    }
}
