package io.dmskit.cloudformation;

import io.dmskit.document.Finding;
import io.dmskit.endpoint.EndpointSide;
import io.dmskit.endpoint.Engine;
import io.dmskit.mapping.MappingDocument;
import io.dmskit.migration.Capacity;
import io.dmskit.migration.MigrationChecks;
import io.dmskit.migration.Surroundings;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.SettingsDocument;
import java.util.List;
import java.util.Optional;

/** Replication tasks and serverless replications: their documents, each by itself and against the endpoints, and what they run on. */
final class Tasks {
    static final String MAPPINGS = "TableMappings";

    private static final String TASK_SETTINGS = "ReplicationTaskSettings";
    private static final String SERVERLESS_SETTINGS = "ReplicationSettings";
    private static final String COMPUTE = "ComputeConfig.";
    private static final String SSL_MODE = "SslMode";
    private static final int MOST_UNITS = 384;

    private final Resource resource;
    private final Reporter reporter;

    Tasks(Resource resource, Reporter reporter) {
        this.resource = resource;
        this.reporter = reporter;
    }

    static boolean isTask(Resource resource) {
        return resource.type().equals(ResourceType.TASK) || resource.type().equals(ResourceType.SERVERLESS);
    }

    /** Returns the property that holds a task's settings. */
    static String settingsOf(Resource resource) {
        return resource.type().equals(ResourceType.TASK) ? TASK_SETTINGS : SERVERLESS_SETTINGS;
    }

    void task() {
        if (Login.isGiven(resource, "CdcStartPosition") && Login.isGiven(resource, "CdcStartTime")) {
            reporter.say(
                    TemplateRule.TWO_STARTS,
                    resource,
                    "CdcStartTime",
                    "CdcStartTime is given, and CdcStartPosition is too");
        }
        ends();
        documents(type("MigrationType"), instance());
    }

    void serverless() {
        ends();
        Optional<Integer> max = units("MaxCapacityUnits");
        Optional<Integer> min = units("MinCapacityUnits");
        if (min.isPresent() && max.isPresent() && min.get() > max.get()) {
            reporter.say(
                    TemplateRule.UNITS,
                    resource,
                    COMPUTE + "MinCapacityUnits",
                    "MinCapacityUnits is " + min.get() + " and MaxCapacityUnits " + max.get()
                            + ": the least must not be more than the most");
        }
        Value standby = resource.value(COMPUTE + "MultiAZ");
        if (standby.judge(Value::isTrue) == Value.Verdict.FAILS) {
            reporter.say(
                    TemplateRule.SERVERLESS_ZONE,
                    resource,
                    COMPUTE + "MultiAZ",
                    COMPUTE + "MultiAZ " + standby.describe());
        }
        for (EndpointSide side : EndpointSide.values()) {
            endpoint(side).ifPresent(endpoint -> encryptedDb2(side, endpoint));
        }
        documents(
                type("ReplicationType"),
                Optional.of(new Capacity.Serverless(Optional.empty(), max.orElse(MOST_UNITS), true)));
    }

    /** Returns units that are offered; reports others. */
    private Optional<Integer> units(String key) {
        Optional<Integer> units = resource.value(COMPUTE + key).number();
        units.filter(number -> !Capacity.Serverless.UNITS.contains(number))
                .ifPresent(number -> reporter.say(
                        TemplateRule.UNITS,
                        resource,
                        COMPUTE + key,
                        key + " is " + number + ": DMS offers " + Capacity.Serverless.UNITS));
        return units.filter(Capacity.Serverless.UNITS::contains);
    }

    /** https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Serverless.Limitations.html. */
    private void encryptedDb2(EndpointSide side, Resource endpoint) {
        boolean encrypted = endpoint.value(SSL_MODE).judge(ControlRules::isEncrypted) == Value.Verdict.PASSES;
        if (encrypted
                && ControlRules.engine(endpoint)
                        .filter(engine -> engine.equals(Engine.DB2) || engine.equals(Engine.DB2_ZOS))
                        .isPresent()) {
            reporter.say(
                    TemplateRule.SERVERLESS_LACKS,
                    resource,
                    property(side),
                    endpoint.logicalId() + " is Db2 with SSL, which serverless does not have");
        }
    }

    private void ends() {
        for (EndpointSide side : EndpointSide.values()) {
            endpoint(side)
                    .flatMap(EndpointRules::sideOf)
                    .filter(other -> other != side)
                    .ifPresent(other -> reporter.say(
                            TemplateRule.WRONG_END,
                            resource,
                            property(side),
                            property(side) + " names an endpoint whose EndpointType is " + other.word()));
        }
    }

    private static String property(EndpointSide side) {
        return side == EndpointSide.SOURCE ? "SourceEndpointArn" : "TargetEndpointArn";
    }

    private Optional<Resource> endpoint(EndpointSide side) {
        return referred(property(side), ResourceType.ENDPOINT);
    }

    private Optional<Resource> referred(String property, String type) {
        return resource.written(property)
                .flatMap(Functions::referred)
                .map(resource.template().resources()::get)
                .filter(found -> found.type().equals(type));
    }

    private Optional<MigrationType> type(String property) {
        return resource.value(property).text().flatMap(MigrationType::of);
    }

    private Optional<Capacity> instance() {
        return referred("ReplicationInstanceArn", ResourceType.INSTANCE)
                .flatMap(instance -> instance.value("ReplicationInstanceClass").text())
                .map(name -> new Capacity.Provisioned(name, Capacity.DEFAULT.storageGib(), true));
    }

    /** A document inside the property, and what its reader makes of it. */
    private record Read<T>(EmbeddedDocument text, T document) {}

    private void documents(Optional<MigrationType> type, Optional<Capacity> capacity) {
        String settingsProperty = settingsOf(resource);
        List<Read<MappingDocument>> mappings = EmbeddedDocument.of(resource, MAPPINGS).stream()
                .map(text -> new Read<>(text, MappingDocument.read(MAPPINGS, text.json())))
                .toList();
        List<Read<SettingsDocument>> settings = EmbeddedDocument.of(resource, settingsProperty).stream()
                .map(text -> new Read<>(text, SettingsDocument.read(settingsProperty, text.json())))
                .toList();
        mappings.forEach(read -> report(MAPPINGS, read.text(), read.document().findings()));
        settings.forEach(
                read -> report(settingsProperty, read.text(), read.document().findings()));
        List<Finding> together = MigrationChecks.of(new Surroundings(
                type,
                endpoint(EndpointSide.SOURCE).flatMap(ControlRules::engine),
                endpoint(EndpointSide.TARGET).flatMap(ControlRules::engine),
                only(mappings).map(Read::document),
                only(settings).map(Read::document),
                Optional.empty(),
                capacity,
                Optional.empty()));
        only(mappings).ifPresent(read -> report(MAPPINGS, read.text(), in(MAPPINGS, together)));
        only(settings).ifPresent(read -> report(settingsProperty, read.text(), in(settingsProperty, together)));
    }

    /** What depends on more than one document is said where there is one of each, and all of it is known. */
    private static <T> Optional<Read<T>> only(List<Read<T>> documents) {
        return documents.size() == 1
                ? documents.stream().filter(read -> !read.text().hasHoles()).findFirst()
                : Optional.empty();
    }

    private static List<Finding> in(String file, List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.location().file().equals(file))
                .toList();
    }

    private void report(String property, EmbeddedDocument document, List<Finding> findings) {
        document.inTemplate(findings).forEach(finding -> reporter.document(resource, property, finding));
    }
}
