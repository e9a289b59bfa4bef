package io.dmskit.monitoring.alarm;

import io.dmskit.alarm.AlarmDefinition;
import io.dmskit.alarm.MigrationAlarms;
import io.dmskit.alarm.Severity;
import io.dmskit.alarm.Subject;
import io.dmskit.metric.MetricDimensions;
import io.dmskit.migration.Alarms;
import io.dmskit.migration.Migration;
import io.dmskit.monitoring.alarm.AlarmChange.Change;
import io.dmskit.monitoring.alarm.AlarmReader.Found;
import io.dmskit.monitoring.judge.AlarmReading;
import io.dmskit.monitoring.judge.AlarmSilence;
import io.dmskit.task.TaskSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmHistoryItem;
import software.amazon.awssdk.services.cloudwatch.model.CompositeAlarm;
import software.amazon.awssdk.services.cloudwatch.model.HistoryItemType;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.PutCompositeAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;

/**
 * The CloudWatch alarms of a migration at run time: made from the definitions that CDK renders too, silenced, armed, read and removed.
 *
 * <pre>{@code
 * AlarmControl alarms = AlarmControl.of(migration, task.describe(), dms.client(), cloudWatch);
 * alarms.create(AlarmProfile.CUTOVER.of(migration), List.of(topicArn));
 * alarms.silence(Duration.ofMinutes(30));
 * ...
 * alarms.arm();
 * }</pre>
 *
 * <p>Alarms of others that watch the same task, such as CloudFormation's, are silenced and armed too, and never changed or deleted. What is
 * watched goes by the ARN that the task has when this is made. Borrows its clients; AWS's refusals come through untouched. For one
 * thread.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html">CloudWatch alarms</a>
 */
public final class AlarmControl {
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DeleteAlarms.html: 100, EnableAlarmActions:
    // 100.
    private static final int AT_ONCE = 100;

    /** CloudWatch mutes for whole minutes. */
    private static final Duration SHORTEST_SILENCE = Duration.ofMinutes(1);

    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_Schedule.html
    private static final Duration LONGEST_SILENCE = Duration.ofDays(15);

    private final Migration migration;
    private final Map<Subject, MetricDimensions> dimensions;
    private final CloudWatchClient cloudWatch;
    private final AlarmReader reader;
    private final MuteRule muteRule;
    private final InstantSource clock;

    private AlarmControl(
            Migration migration,
            Map<Subject, MetricDimensions> dimensions,
            CloudWatchClient cloudWatch,
            InstantSource clock) {
        this.migration = migration;
        this.dimensions = dimensions;
        this.cloudWatch = cloudWatch;
        this.reader = new AlarmReader(cloudWatch::describeAlarms, cloudWatch::listTagsForResource);
        this.muteRule = new MuteRule(cloudWatch, migration.name());
        this.clock = clock;
    }

    /**
     * Returns control over the alarms of a migration and its task.
     *
     * @param task the migration's task or serverless replication as it is now
     * @param dms tells the name of the instance that it runs on
     * @throws IllegalStateException if DMS does not know that instance
     */
    public static AlarmControl of(
            Migration migration, TaskSnapshot task, DatabaseMigrationClient dms, CloudWatchClient cloudWatch) {
        return new AlarmControl(migration, AlarmedDimensions.of(task, dms), cloudWatch, InstantSource.system());
    }

    /** Returns control over what alarms there are of a migration whose task is not there: all but creating them. */
    public static AlarmControl withoutTask(Migration migration, CloudWatchClient cloudWatch) {
        return new AlarmControl(migration, Map.of(), cloudWatch, InstantSource.system());
    }

    /**
     * Makes alarms, changes those that differ, and removes those made before that are not among them. Silence stays as it is.
     *
     * @param definitions what to watch for
     * @param topics ARNs of the topics to tell, at most five
     * @return what became of each alarm
     * @throws IllegalArgumentException if there are more topics, or one is no ARN, or an alarm is about a source, which only CDK knows
     * @throws IllegalStateException if there is no task
     */
    public List<AlarmChange> create(MigrationAlarms definitions, List<String> topics) {
        check(definitions, topics);
        Found found = reader.found();
        Map<String, MetricAlarm> there = new HashMap<>();
        found.alarms().stream().filter(this::isOurs).forEach(one -> there.put(one.alarmName(), one));
        List<AlarmChange> changes = new ArrayList<>();
        Set<String> paging = new TreeSet<>();
        for (AlarmDefinition definition : definitions.definitions()) {
            PutMetricAlarmRequest wanted =
                    AlarmRequests.metricAlarm(migration.name(), definition, watched(definition.subject()), topics);
            if (definition.severity() == Severity.PAGE) {
                paging.add(wanted.alarmName());
            }
            changes.add(put(wanted, Optional.ofNullable(there.remove(wanted.alarmName()))));
        }
        Optional<CompositeAlarm> page = found.composites().stream()
                .filter(one -> one.alarmName().equals(AlarmName.page(migration.name())))
                .findFirst();
        if (!paging.isEmpty()) {
            changes.add(put(AlarmRequests.page(migration.name(), paging, topics), page));
        } else {
            page.map(CompositeAlarm::alarmName)
                    .ifPresent(name -> changes.add(removed(List.of(name)).get(0)));
        }
        changes.addAll(removed(List.copyOf(there.keySet())));
        tag(changes);
        return changes;
    }

    /** Apart from their creation, since LocalStack no longer describes alarms that were created with tags. */
    private void tag(List<AlarmChange> changes) {
        Set<String> created = new HashSet<>();
        changes.stream().filter(one -> one.change() == Change.CREATED).forEach(one -> created.add(one.alarm()));
        if (created.isEmpty()) {
            return;
        }
        Found found = reader.found();
        Stream.concat(
                        found.alarms().stream()
                                .filter(one -> created.contains(one.alarmName()))
                                .map(MetricAlarm::alarmArn),
                        found.composites().stream()
                                .filter(one -> created.contains(one.alarmName()))
                                .map(CompositeAlarm::alarmArn))
                .forEach(arn -> {
                    var unused = cloudWatch.tagResource(
                            request -> request.resourceARN(arn).tags(AlarmTags.migration(migration.name())));
                });
    }

    private void check(MigrationAlarms definitions, List<String> topics) {
        if (topics.size() > Alarms.MOST_TOPICS) {
            throw new IllegalArgumentException("migration " + migration.name() + ": " + topics.size()
                    + " topics are to be told, and an alarm can tell " + Alarms.MOST_TOPICS
                    + "; subscribe to one topic instead");
        }
        topics.stream().filter(topic -> !topic.startsWith("arn:")).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("topic \"" + name
                    + "\" is a name: alarms tell topics by ARN, such as arn:aws:sns:REGION:ACCOUNT:" + name);
        });
        definitions.definitions().forEach(one -> watched(one.subject()));
    }

    private MetricDimensions watched(Subject subject) {
        if (dimensions.isEmpty()) {
            throw new IllegalStateException("migration " + migration.name()
                    + " has no task yet, and alarms watch it by its ARN: dmskit apply makes it");
        }
        return Optional.ofNullable(dimensions.get(subject))
                .orElseThrow(
                        () -> new IllegalArgumentException("migration " + migration.name() + ": an alarm is about its "
                                + subject + ", which DMS does not name; CDK's MigrationMonitoring makes those"));
    }

    private AlarmChange put(PutMetricAlarmRequest wanted, Optional<MetricAlarm> before) {
        if (before.filter(alarm -> same(alarm, wanted)).isPresent()) {
            return new AlarmChange(wanted.alarmName(), Change.UNCHANGED);
        }
        boolean acts = before.map(MetricAlarm::actionsEnabled).orElse(true);
        var unused = cloudWatch.putMetricAlarm(
                wanted.toBuilder().actionsEnabled(acts).build());
        return new AlarmChange(wanted.alarmName(), before.isPresent() ? Change.CHANGED : Change.CREATED);
    }

    /** What CloudWatch fills in by itself does not count. */
    private static boolean same(MetricAlarm alarm, PutMetricAlarmRequest wanted) {
        MetricAlarm asked = MetricAlarm.builder()
                .alarmName(wanted.alarmName())
                .alarmDescription(wanted.alarmDescription())
                .namespace(wanted.namespace())
                .metricName(wanted.metricName())
                .dimensions(wanted.dimensions())
                .metrics(wanted.metrics())
                .statistic(wanted.statistic())
                .period(wanted.period())
                .threshold(wanted.threshold())
                .evaluationPeriods(wanted.evaluationPeriods())
                .datapointsToAlarm(wanted.datapointsToAlarm())
                .comparisonOperator(wanted.comparisonOperator())
                .treatMissingData(wanted.treatMissingData())
                .alarmActions(wanted.alarmActions())
                .build();
        AlarmReading is = AlarmReader.of(alarm);
        AlarmReading should = AlarmReader.of(asked);
        return is.definition().equals(should.definition())
                && is.dimensions().equals(should.dimensions())
                && alarm.alarmDescription().equals(asked.alarmDescription())
                && Set.copyOf(alarm.alarmActions()).equals(Set.copyOf(asked.alarmActions()));
    }

    private AlarmChange put(PutCompositeAlarmRequest wanted, Optional<CompositeAlarm> before) {
        boolean same = before.filter(alarm ->
                        AlarmReader.children(alarm.alarmRule()).equals(AlarmReader.children(wanted.alarmRule())))
                .filter(alarm -> Set.copyOf(alarm.alarmActions()).equals(Set.copyOf(wanted.alarmActions())))
                .isPresent();
        if (same) {
            return new AlarmChange(wanted.alarmName(), Change.UNCHANGED);
        }
        boolean acts = before.map(CompositeAlarm::actionsEnabled).orElse(true);
        var unused = cloudWatch.putCompositeAlarm(
                wanted.toBuilder().actionsEnabled(acts).build());
        return new AlarmChange(wanted.alarmName(), before.isPresent() ? Change.CHANGED : Change.CREATED);
    }

    /**
     * Lets alarms tell nobody for a while; they are evaluated all the same. A silence before it is replaced.
     *
     * <p>It is one of CloudWatch's mute rules, which ends by itself. Where a service knows none, such as an emulator, actions are disabled
     * and the end is written on the alarms: then somebody must {@link #arm} them, and the monitor reports it if nobody does.
     *
     * @param length from a minute to 15 days, in whole minutes
     * @throws IllegalArgumentException if it is shorter or longer
     * @throws IllegalStateException if there are no alarms
     */
    public Silenced silence(Duration length) {
        if (length.compareTo(SHORTEST_SILENCE) < 0 || length.compareTo(LONGEST_SILENCE) > 0) {
            throw new IllegalArgumentException("the silence is " + length + ": it must be between " + SHORTEST_SILENCE
                    + " and " + LONGEST_SILENCE + ", so that nobody forgets it");
        }
        Own own = own();
        List<String> names = own.tellingNames();
        if (names.isEmpty()) {
            throw new IllegalStateException("migration " + migration.name() + " has no alarms to silence");
        }
        Instant now = clock.instant();
        Optional<AlarmSilence> muted = muteRule.put(names, length, now);
        if (muted.isPresent()) {
            return new Silenced(muted.get(), true, names);
        }
        AlarmSilence silence = new AlarmSilence(now, now.plus(length));
        own.tellingArns().forEach(arn -> {
            var unused =
                    cloudWatch.tagResource(request -> request.resourceARN(arn).tags(AlarmTags.silence(silence)));
        });
        inParts(names).forEach(some -> {
            var unused = cloudWatch.disableAlarmActions(request -> request.alarmNames(some));
        });
        return new Silenced(silence, false, names);
    }

    /**
     * Lets all alarms tell again. CloudWatch acts on changes only, so one that rings already is evaluated anew and tells then.
     *
     * @return which alarms were silent
     */
    public Armed arm() {
        Own own = own();
        List<String> rings = own.rings();
        Instant now = clock.instant();
        Optional<Silenced> muted = muteRule.get(now);
        muteRule.delete();
        List<String> disabled = own.disabled();
        inParts(disabled).forEach(some -> {
            var unused = cloudWatch.enableAlarmActions(request -> request.alarmNames(some));
        });
        if (!disabled.isEmpty()) {
            own.tellingArns().forEach(arn -> {
                var unused = cloudWatch.untagResource(
                        request -> request.resourceARN(arn).tagKeys(AlarmTags.SILENT_SINCE, AlarmTags.SILENT_UNTIL));
            });
        }
        boolean begun = muted.filter(one -> !one.silence().since().isAfter(now)).isPresent();
        if (begun || !disabled.isEmpty()) {
            own.toEvaluateAnew().forEach(name -> {
                var unused = cloudWatch.setAlarmState(request -> request.alarmName(name)
                        .stateValue(StateValue.INSUFFICIENT_DATA)
                        .stateReason("armed by dmskit alarms: evaluated anew"));
            });
        }
        return new Armed(muted.map(Silenced::alarms).orElse(disabled), rings);
    }

    /**
     * Removes the alarms that were made at run time, and their silence. Those of others stay.
     *
     * @return the names of those removed
     */
    public List<String> remove() {
        Own own = own();
        // A composite alarm first: CloudWatch deletes one a call, and none on which another depends.
        List<String> composites = own.composites().stream()
                .filter(this::isOurs)
                .filter(one -> !ofStack(one.alarmArn()))
                .map(CompositeAlarm::alarmName)
                .toList();
        List<String> alarms = own.alarms().stream()
                .filter(this::isOurs)
                .filter(one -> !ofStack(one.alarmArn()))
                .map(MetricAlarm::alarmName)
                .toList();
        List<String> removed = new ArrayList<>();
        composites.forEach(name -> removed(List.of(name)).forEach(one -> removed.add(one.alarm())));
        removed(alarms).forEach(one -> removed.add(one.alarm()));
        if (own.foreign() == 0) {
            muteRule.delete();
        }
        return removed;
    }

    private List<AlarmChange> removed(List<String> names) {
        inParts(names).forEach(some -> {
            var unused = cloudWatch.deleteAlarms(request -> request.alarmNames(some));
        });
        return names.stream()
                .sorted()
                .map(name -> new AlarmChange(name, Change.REMOVED))
                .toList();
    }

    /** A name is no proof: somebody may have written it into a template. */
    private boolean ofStack(String arn) {
        return AlarmTags.value(reader.tags(arn), AlarmTags.STACK).isPresent();
    }

    /** Returns what CloudWatch has, and in what it is not as it should be. */
    public AlarmReport report() {
        Instant now = clock.instant();
        List<AlarmReading> all = reader.read(now).alarms();
        Set<String> names = new HashSet<>();
        List<AlarmReading> about = new ArrayList<>();
        for (AlarmReading one : all) {
            if (isAbout(one)) {
                names.add(one.name());
                about.add(one);
            }
        }
        all.stream()
                .filter(one -> !names.contains(one.name()))
                .filter(one -> one.children().stream().anyMatch(names::contains))
                .forEach(about::add);
        about.sort(Comparator.comparing((AlarmReading one) -> one.migration().isEmpty())
                .thenComparing(AlarmReading::composite)
                .thenComparing(
                        one -> one.definition().map(AlarmDefinition::kind).orElse(null),
                        Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(AlarmReading::name));
        return AlarmComparison.report(migration, dimensions, about, muteRule.get(now), now);
    }

    private boolean isAbout(AlarmReading alarm) {
        return alarm.migration()
                .map(name -> name.equals(migration.name()))
                .orElseGet(() -> !alarm.composite() && dimensions.containsValue(alarm.dimensions()));
    }

    /**
     * Returns the changes of state of this last while, the newest first.
     *
     * @param back how far to look back; CloudWatch keeps 30 days
     */
    public List<AlarmEvent> history(Duration back) {
        Instant from = clock.instant().minus(back);
        return report().alarms().stream()
                .flatMap(alarm -> cloudWatch
                        .describeAlarmHistoryPaginator(request -> request.alarmName(alarm.name())
                                .historyItemType(HistoryItemType.STATE_UPDATE)
                                .scanBy(ScanBy.TIMESTAMP_DESCENDING))
                        .alarmHistoryItems()
                        .stream()
                        .takeWhile(item -> item.timestamp().isAfter(from)))
                .map((AlarmHistoryItem item) ->
                        new AlarmEvent(item.timestamp(), item.alarmName(), String.valueOf(item.historySummary())))
                .sorted(Comparator.comparing(AlarmEvent::at).reversed())
                .toList();
    }

    private boolean isOurs(MetricAlarm alarm) {
        return AlarmName.migration(alarm.alarmName())
                .filter(migration.name()::equals)
                .isPresent();
    }

    private boolean isOurs(CompositeAlarm alarm) {
        return AlarmName.migration(alarm.alarmName())
                .filter(migration.name()::equals)
                .isPresent();
    }

    /** Ours, and those of others that watch the replication; the instance may be that of other migrations too. */
    private Own own() {
        Found found = reader.found();
        List<MetricAlarm> alarms = found.alarms().stream()
                .filter(one ->
                        isOurs(one) || AlarmReader.of(one).dimensions().equals(dimensions.get(Subject.REPLICATION)))
                .toList();
        Set<String> names = new HashSet<>();
        alarms.forEach(one -> names.add(one.alarmName()));
        List<CompositeAlarm> composites = found.composites().stream()
                .filter(one -> AlarmReader.children(one.alarmRule()).stream().anyMatch(names::contains))
                .toList();
        return new Own(
                alarms,
                composites,
                alarms.stream().filter(one -> !isOurs(one)).count()
                        + composites.stream().filter(one -> !isOurs(one)).count());
    }

    private record Own(List<MetricAlarm> alarms, List<CompositeAlarm> composites, long foreign) {
        List<String> tellingNames() {
            return Stream.concat(
                            alarms.stream().filter(Own::tells).map(MetricAlarm::alarmName),
                            composites.stream().map(CompositeAlarm::alarmName))
                    .toList();
        }

        List<String> tellingArns() {
            return Stream.concat(
                            alarms.stream().filter(Own::tells).map(MetricAlarm::alarmArn),
                            composites.stream().map(CompositeAlarm::alarmArn))
                    .toList();
        }

        private static boolean tells(MetricAlarm alarm) {
            return AlarmReader.of(alarm).hasActions();
        }

        List<String> disabled() {
            return Stream.concat(
                            alarms.stream()
                                    .filter(one -> Boolean.FALSE.equals(one.actionsEnabled()))
                                    .map(MetricAlarm::alarmName),
                            composites.stream()
                                    .filter(one -> Boolean.FALSE.equals(one.actionsEnabled()))
                                    .map(CompositeAlarm::alarmName))
                    .toList();
        }

        List<String> rings() {
            return alarms.stream()
                    .filter(one -> one.stateValue() == StateValue.ALARM)
                    .map(MetricAlarm::alarmName)
                    .toList();
        }

        /** Not those for which to be unsure is a reason to act. */
        List<String> toEvaluateAnew() {
            return alarms.stream()
                    .filter(one -> one.stateValue() == StateValue.ALARM)
                    .filter(one -> one.insufficientDataActions().isEmpty())
                    .map(MetricAlarm::alarmName)
                    .toList();
        }
    }

    private static List<List<String>> inParts(List<String> names) {
        List<List<String>> parts = new ArrayList<>();
        for (int first = 0; first < names.size(); first += AT_ONCE) {
            parts.add(names.subList(first, Math.min(first + AT_ONCE, names.size())));
        }
        return parts;
    }
}
