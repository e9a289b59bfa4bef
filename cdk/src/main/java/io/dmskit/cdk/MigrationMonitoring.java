package io.dmskit.cdk;

import io.dmskit.alarm.AlarmDefinition;
import io.dmskit.alarm.AlarmKind;
import io.dmskit.alarm.MigrationAlarms;
import io.dmskit.alarm.Severity;
import io.dmskit.alarm.Subject;
import io.dmskit.metric.MetricDimensions;
import io.dmskit.migration.Alarms;
import io.dmskit.migration.Capacity;
import io.dmskit.migration.Migration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.AlarmRule;
import software.amazon.awscdk.services.cloudwatch.CompositeAlarm;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.IAlarmRule;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.rds.IDatabaseInstance;
import software.amazon.awscdk.services.sns.ITopic;
import software.constructs.Construct;

/**
 * Watches migrations: alarms, a composite alarm over those that page, rules for what DMS tells, a topic and a dashboard.
 *
 * <pre>{@code
 * MigrationMonitoring monitoring = MigrationMonitoring.Builder.create(this, "Monitoring")
 *         .replication(task, migration)
 *         .sourceInstance(oldDatabase)
 *         .mustRun(false)   // until it has been started
 *         .build();
 * monitoring.getTopic().addSubscription(new EmailSubscription("ops@example.com"));
 * }</pre>
 *
 * <p>An alarm that warns tells the topics itself. Those that page tell nobody: the composite alarm does, once, however many of them
 * ring together. Of several replications each has a composite alarm of its own, so that one that rings does not hide the death of
 * another, and what they share, instances and sources, has one too. Recoveries are told only if asked for, and then once too.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Monitoring.html">Monitoring DMS tasks</a>
 */
public class MigrationMonitoring extends Construct {
    /**
     * What one composite alarm may look at. CloudWatch takes 100 alarms, but a rule of 10,240 characters: an alarm's ARN has 60 before
     * its name, and a name has up to 180 in a tree of constructs of some depth.
     */
    private static final int MOST_PAGING = 40;

    private final List<ITopic> topics;
    private final String runbook;
    private final boolean actionsEnabled;
    private final Map<AlarmKind, UnaryOperator<AlarmDefinition>> changes;
    private final List<AlarmKind> without;
    private final boolean mustRun;
    private final boolean several;

    private final Map<AlarmKind, List<Alarm>> alarms = new EnumMap<>(AlarmKind.class);
    private final List<Alarm> all = new ArrayList<>();
    private final Map<Construct, List<Alarm>> paging = new LinkedHashMap<>();
    private final List<Rule> rules = new ArrayList<>();
    private final Map<Construct, CompositeAlarm> composites = new LinkedHashMap<>();
    private final Map<String, Construct> placesOfReplications = new LinkedHashMap<>();
    private final @Nullable Dashboard dashboard;

    /** Creates everything; for those who extend it. */
    protected MigrationMonitoring(Builder builder) {
        super(builder.scope, builder.id);
        builder.requireSomething();
        builder.requireFewTopics();
        topics = builder.topics.isEmpty()
                ? List.of(AlarmTopic.make(
                        this, builder.encryptionKey == null ? AlarmTopic.key(this) : builder.encryptionKey, null))
                : List.copyOf(builder.topics);
        topics.forEach(AlarmTopic::allowAlarms);
        topics.forEach(AlarmTopic::allowEvents);
        topics.forEach(AlarmTopic::allowDms);
        runbook = builder.runbook;
        actionsEnabled = builder.actionsEnabled;
        changes = builder.changes;
        without = builder.without;
        mustRun = builder.mustRun;
        several = builder.replications.size() > 1;
        MonitoringRules events = new MonitoringRules(topics, runbook, builder.failuresOnly);
        MonitoringDashboard page = new MonitoringDashboard();
        builder.replications.values().forEach(one -> replication(one, events, page));
        builder.instances.values().forEach(one -> instance(one, events, page));
        builder.sources.forEach(source -> source(source, page));
        builder.endpoints.forEach(endpoint -> rules.addAll(events.make(
                place("Endpoint", endpoint.getNode().getPath()), StateChange.ENDPOINT, endpoint.getEndpointArn())));
        requireKnown(changes.keySet());
        paging.forEach((place, ofPlace) -> composites.put(place, composite(place, ofPlace, builder.tellRecovery)));
        dashboard = builder.dashboard
                ? page.make(this, runbook, List.copyOf(alarms.keySet()), builder.dashboardName)
                : null;
    }

    /** Returns the topic that is told: the one that was made, or the first of those given. */
    public ITopic getTopic() {
        return topics.get(0);
    }

    /** Returns all alarms but the composite ones, in the order in which they were made. */
    public List<Alarm> getAlarms() {
        return List.copyOf(all);
    }

    /** Returns the alarms of a kind: one for each replication, instance or source that has it. */
    public List<Alarm> getAlarms(AlarmKind kind) {
        return List.copyOf(alarms.getOrDefault(kind, List.of()));
    }

    /**
     * Returns the composite alarms: one over everything that pages if one replication is watched, else one for each replication and one
     * for instances and sources.
     */
    public List<CompositeAlarm> getCompositeAlarms() {
        return List.copyOf(composites.values());
    }

    /**
     * Returns the alarm that rings when any of those that page does: what to look at before and during a cutover.
     *
     * @throws IllegalStateException if no alarm pages, or there are several composite alarms
     */
    public CompositeAlarm getCompositeAlarm() {
        if (composites.isEmpty()) {
            throw new IllegalStateException(
                    getNode().getPath() + ": none of its alarms pages, so there is no composite alarm");
        }
        if (composites.size() > 1) {
            throw new IllegalStateException(getNode().getPath() + ": there are " + composites.size()
                    + " composite alarms; ask for that of a replication, or for all");
        }
        return composites.values().iterator().next();
    }

    /**
     * Returns the composite alarm of a replication; if it is the only one that is watched, of what it runs on and reads from too.
     *
     * @return empty if it is not watched here, or none of its alarms pages
     */
    public Optional<CompositeAlarm> getCompositeAlarm(IReplication replication) {
        return Optional.ofNullable(
                        placesOfReplications.get(replication.getNode().getPath()))
                .map(composites::get);
    }

    /** Returns the rules for what DMS tells. */
    public List<Rule> getRules() {
        return List.copyOf(rules);
    }

    /** Returns the dashboard, unless none was wanted. */
    public Optional<Dashboard> getDashboard() {
        return Optional.ofNullable(dashboard);
    }

    private void replication(Watched<IReplication> watched, MonitoringRules events, MonitoringDashboard page) {
        IReplication replication = watched.resource();
        Construct place = place("Replication", replication.getNode().getPath());
        Construct together = several ? place : this;
        placesOfReplications.put(replication.getNode().getPath(), together);
        List<Alarm> made = make(
                place,
                together,
                mustRun ? watched.alarms() : watched.alarms().mayStop(),
                replication.getMetricDimensions());
        StateChange change = replication instanceof IServerlessReplication ? StateChange.SERVERLESS : StateChange.TASK;
        rules.addAll(events.make(place, change, replication.getReplicationArn()));
        page.replication(replication, made);
    }

    private void instance(Watched<IReplicationInstance> watched, MonitoringRules events, MonitoringDashboard page) {
        IReplicationInstance instance = watched.resource();
        Construct place = place("Instance", instance.getNode().getPath());
        List<Alarm> made = make(
                place,
                this,
                watched.alarms(),
                one(MetricDimensions.INSTANCE, instance.getReplicationInstanceIdentifier()));
        rules.addAll(events.make(place, StateChange.INSTANCE, instance.getReplicationInstanceArn()));
        page.instance(instance, made);
    }

    private void source(IDatabaseInstance source, MonitoringDashboard page) {
        String path = source.getNode().getPath();
        List<Alarm> made = make(
                place("Source", path),
                this,
                MigrationAlarms.ofSourceSlots(),
                one(MetricDimensions.SOURCE, source.getInstanceIdentifier()));
        page.source(path, made);
    }

    /** Makes alarms; those that page do so together with others, by the composite alarm of a place. */
    private List<Alarm> make(
            Construct place, Construct together, MigrationAlarms definitions, Map<String, String> dimensions) {
        List<Alarm> made = new ArrayList<>();
        for (AlarmDefinition definition : definitions.definitions()) {
            if (!without.contains(definition.kind())) {
                AlarmDefinition changed = changes.getOrDefault(definition.kind(), UnaryOperator.identity())
                        .apply(definition);
                Alarm alarm = DefinedAlarm.make(place, changed, dimensions, runbook, actionsEnabled);
                tell(alarm, changed, together);
                made.add(alarm);
            }
        }
        return made;
    }

    private void tell(Alarm alarm, AlarmDefinition definition, Construct together) {
        if (definition.severity() == Severity.PAGE) {
            paging.computeIfAbsent(together, place -> new ArrayList<>()).add(alarm);
        } else {
            topics.forEach(topic -> alarm.addAlarmAction(new SnsAction(topic)));
        }
        all.add(alarm);
        alarms.computeIfAbsent(definition.kind(), kind -> new ArrayList<>()).add(alarm);
    }

    private CompositeAlarm composite(Construct place, List<Alarm> together, boolean tellRecovery) {
        String path = place.getNode().getPath();
        if (together.size() > MOST_PAGING) {
            throw new IllegalArgumentException(path + ": " + together.size()
                    + " of its alarms page together, and the rule of one composite alarm has room for " + MOST_PAGING
                    + "; divide what is watched among several MigrationMonitoring");
        }
        CompositeAlarm alarm = CompositeAlarm.Builder.create(place, "Page")
                .alarmRule(AlarmRule.anyOf(together.toArray(IAlarmRule[]::new)))
                .alarmDescription("PAGE: " + path + " needs somebody now; its alarms say why. " + runbook)
                .actionsEnabled(actionsEnabled)
                .build();
        topics.forEach(topic -> alarm.addAlarmAction(new SnsAction(topic)));
        if (tellRecovery) {
            topics.forEach(topic -> alarm.addOkAction(new SnsAction(topic)));
        }
        return alarm;
    }

    /** A place of its own for what belongs to a resource, called by where the resource is: the same in every synthesis. */
    private Construct place(String what, String path) {
        return new Construct(this, what + "-" + path.replace('/', '-'));
    }

    private void requireKnown(Iterable<AlarmKind> kinds) {
        for (AlarmKind kind : kinds) {
            if (!alarms.containsKey(kind)) {
                throw new IllegalArgumentException(getNode().getPath() + ": the alarm " + kind.id()
                        + " is changed, and there is none here; there are: "
                        + String.join(
                                ", ",
                                alarms.keySet().stream().map(AlarmKind::id).toList()));
            }
        }
    }

    private static Map<String, String> one(String name, String value) {
        return new TreeMap<>(Map.of(name, value));
    }

    /** A resource and what is watched of it. */
    private record Watched<R>(R resource, MigrationAlarms alarms) {}

    /** Describes what is watched. */
    public static final class Builder {
        private final Construct scope;
        private final String id;
        private final Map<String, Watched<IReplication>> replications = new LinkedHashMap<>();
        private final Map<String, Watched<IReplicationInstance>> instances = new LinkedHashMap<>();
        private final List<IDatabaseInstance> sources = new ArrayList<>();
        private final List<IEndpoint> endpoints = new ArrayList<>();
        private final List<ITopic> topics = new ArrayList<>();
        private final Map<AlarmKind, UnaryOperator<AlarmDefinition>> changes = new EnumMap<>(AlarmKind.class);
        private final List<AlarmKind> without = new ArrayList<>();
        private @Nullable IKey encryptionKey;
        private boolean mustRun = true;
        private boolean actionsEnabled = true;
        private boolean tellRecovery;
        private boolean failuresOnly;
        private boolean dashboard = true;
        private @Nullable String dashboardName;
        private String runbook = AlarmKind.RUNBOOK;

        private Builder(Construct scope, String id) {
            this.scope = scope;
            this.id = id;
        }

        /** Begins monitoring. */
        public static Builder create(Construct scope, String id) {
            return new Builder(scope, id);
        }

        /**
         * Watches what moves a migration's rows, and the instance it runs on, with the alarms of the migration: class and storage are
         * taken to be as the migration says. For an instance of another size give {@code MigrationAlarms.of(migration)
         * .about(Subject.REPLICATION)}, and the instance with its own capacity.
         */
        public Builder replication(IReplication replication, Migration migration) {
            return replication(replication, MigrationAlarms.of(migration));
        }

        /**
         * Watches what moves rows, with these alarms; those of an instance are of the one that a task runs on.
         *
         * @throws IllegalArgumentException if it is watched already, if alarms are of an instance and there is none, or if another task
         *     on the same instance wants other alarms of it
         */
        public Builder replication(IReplication replication, MigrationAlarms alarms) {
            String path = replication.getNode().getPath();
            MigrationAlarms ofInstance = alarms.about(Subject.INSTANCE);
            Watched<IReplication> watched = new Watched<>(replication, alarms.about(Subject.REPLICATION));
            if (replications.putIfAbsent(path, watched) != null) {
                throw new IllegalArgumentException(place() + ": " + path + " is watched already");
            }
            if (ofInstance.definitions().isEmpty()) {
                return this;
            }
            if (replication instanceof IReplicationTask task) {
                return instance(task.getReplicationInstance(), ofInstance);
            }
            throw new IllegalArgumentException(place() + ": " + path
                    + " is a serverless replication, and some of its alarms are of a replication instance");
        }

        /**
         * Watches an instance of this capacity: one that no watched task runs on, or whose tasks are watched without it, since their
         * migrations do not say its capacity. Once for each instance, whatever runs on it.
         */
        public Builder replicationInstance(IReplicationInstance instance, Capacity.Provisioned capacity) {
            return instance(instance, MigrationAlarms.ofInstance(capacity));
        }

        /**
         * Watches the replication slots of a source, which keep its log until it is read.
         *
         * @throws IllegalArgumentException if it is not known to be PostgreSQL, since other engines have no slots
         */
        public Builder sourceInstance(IDatabaseInstance value) {
            if (value.getEngine() != null && !value.getEngine().getEngineType().startsWith("postgres")) {
                throw new IllegalArgumentException(place() + ": "
                        + value.getNode().getPath() + " is " + value.getEngine().getEngineType()
                        + ": only PostgreSQL has replication slots to watch");
            }
            sources.add(value);
            return this;
        }

        /** Passes on what DMS tells of endpoints. */
        public Builder endpoints(IEndpoint... values) {
            endpoints.addAll(List.of(values));
            return this;
        }

        /**
         * Topics to tell, at most five; default: one is made, encrypted with a key of its own. Policies of topics and keys that are of this app are
         * added to; an imported topic must let {@code cloudwatch.amazonaws.com} and {@code events.amazonaws.com} publish already.
         */
        public Builder topics(ITopic... values) {
            topics.addAll(List.of(values));
            return this;
        }

        /** The key of the topic that is made; default: one is made, which rotates. */
        public Builder encryptionKey(IKey value) {
            encryptionKey = value;
            return this;
        }

        /**
         * Whether silence is a failure; default true. False for what is stopped on purpose now and then, and until it has been started:
         * then there is no {@code no-data}, and who stops is told of by DMS's events only.
         */
        public Builder mustRun(boolean value) {
            mustRun = value;
            return this;
        }

        /** Another threshold of an alarm, in the unit of its metric: seconds, bytes, percent, rows. */
        public Builder threshold(AlarmKind kind, double value) {
            return alarm(kind, one -> one.withThreshold(value));
        }

        /** Changes an alarm. */
        public Builder alarm(AlarmKind kind, UnaryOperator<AlarmDefinition> change) {
            changes.merge(kind, change, (before, after) -> one -> after.apply(before.apply(one)));
            return this;
        }

        /** Leaves alarms out. */
        public Builder without(AlarmKind... kinds) {
            without.addAll(List.of(kinds));
            return this;
        }

        /** Whether alarms tell anybody; default true. False while a load or a cutover is watched by people anyway. */
        public Builder actionsEnabled(boolean value) {
            actionsEnabled = value;
            return this;
        }

        /** Whether the end of an emergency is told; default false. */
        public Builder tellRecovery(boolean value) {
            tellRecovery = value;
            return this;
        }

        /** Whether only failures are passed on of what DMS tells; default false. A serverless replication tells of every scaling. */
        public Builder failuresOnly(boolean value) {
            failuresOnly = value;
            return this;
        }

        /** Whether there is a dashboard; default true. */
        public Builder dashboard(boolean value) {
            dashboard = value;
            return this;
        }

        /** The dashboard's name; default: CloudFormation makes one up. */
        public Builder dashboardName(String value) {
            dashboardName = value;
            return this;
        }

        /** The address of a runbook with the same anchors; default: dmskit's. */
        public Builder runbook(String value) {
            runbook = value;
            return this;
        }

        /**
         * Makes everything.
         *
         * @throws IllegalArgumentException if there is nothing to watch, more than five topics are to be told, or an alarm is changed
         *     that there is not
         */
        public MigrationMonitoring build() {
            return new MigrationMonitoring(this);
        }

        private Builder instance(IReplicationInstance instance, MigrationAlarms alarms) {
            String path = instance.getNode().getPath();
            Watched<IReplicationInstance> before = instances.putIfAbsent(path, new Watched<>(instance, alarms));
            if (before != null && !before.alarms().equals(alarms)) {
                throw new IllegalArgumentException(
                        place() + ": " + path
                                + " is watched already, with other alarms; class and storage must be the same for all of its tasks");
            }
            return this;
        }

        private void requireFewTopics() {
            if (topics.size() > Alarms.MOST_TOPICS) {
                throw new IllegalArgumentException(place() + ": " + topics.size()
                        + " topics are to be told, and an alarm and a rule can tell " + Alarms.MOST_TOPICS
                        + "; subscribe to one topic instead");
            }
        }

        private void requireSomething() {
            if (Stream.of(replications.values(), instances.values(), sources, endpoints)
                    .allMatch(Collection::isEmpty)) {
                throw new IllegalArgumentException(place() + ": there is nothing to watch; give replication(...)");
            }
        }

        private String place() {
            return scope.getNode().getPath() + "/" + id;
        }
    }
}
