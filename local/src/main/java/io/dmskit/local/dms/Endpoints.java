package io.dmskit.local.dms;

import java.util.function.Consumer;
import java.util.function.Predicate;
import software.amazon.awssdk.services.databasemigration.model.CreateEndpointRequest;
import software.amazon.awssdk.services.databasemigration.model.CreateEndpointResponse;
import software.amazon.awssdk.services.databasemigration.model.DeleteEndpointRequest;
import software.amazon.awssdk.services.databasemigration.model.DeleteEndpointResponse;
import software.amazon.awssdk.services.databasemigration.model.DescribeEndpointsRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeEndpointsResponse;
import software.amazon.awssdk.services.databasemigration.model.Endpoint;
import software.amazon.awssdk.services.databasemigration.model.ModifyEndpointRequest;
import software.amazon.awssdk.services.databasemigration.model.ModifyEndpointResponse;
import software.amazon.awssdk.services.databasemigration.model.ReplicationEndpointTypeValue;

/** Source and target endpoints; passwords go in and never come out. Used under the {@link Conductor} only. */
final class Endpoints {
    private static final int MAX_IDENTIFIER = 255;

    private final Account account;
    private final Conductor conductor;
    private final Tags tags;
    private final Certificates certificates;
    private final Predicate<String> used;
    private final Consumer<String> gone;
    private final Resources<StoredEndpoint> endpoints;

    /** Creates none; {@code used} tells whether a task or a replication uses the endpoint of this ARN, {@code gone} hears of those
     * deleted. */
    Endpoints(
            Account account,
            Conductor conductor,
            Tags tags,
            Certificates certificates,
            Predicate<String> used,
            Consumer<String> gone) {
        this.account = account;
        this.conductor = conductor;
        this.tags = tags;
        this.certificates = certificates;
        this.used = used;
        this.gone = gone;
        endpoints = new Resources<>(
                "endpoint",
                StoredEndpoint::identifier,
                StoredEndpoint::arn,
                Filters.<StoredEndpoint>none()
                        .with("endpoint-arn", StoredEndpoint::arn)
                        .with("endpoint-id", StoredEndpoint::identifier)
                        .with("endpoint-type", stored -> stored.full().endpointTypeAsString())
                        .with("engine-name", stored -> stored.full().engineName()),
                conductor.shelf("endpoint", StoredEndpoint.CODEC));
    }

    CreateEndpointResponse create(CreateEndpointRequest request) {
        Endpoint endpoint = Members.carry(request, Endpoint.builder().build()).toBuilder()
                .endpointIdentifier(
                        Faults.identifier("EndpointIdentifier", request.endpointIdentifier(), MAX_IDENTIFIER))
                .endpointArn(account.newArn("endpoint", request.resourceIdentifier()))
                .status("active")
                .build();
        StoredEndpoint stored = new StoredEndpoint(checked(endpoint), request.password());
        endpoints.add(stored);
        tags.put(stored.arn(), request.tags());
        return CreateEndpointResponse.builder().endpoint(stored.shown()).build();
    }

    DescribeEndpointsResponse describe(DescribeEndpointsRequest request) {
        Page<StoredEndpoint> page = endpoints.page(request.filters(), request.maxRecords(), request.marker());
        return DescribeEndpointsResponse.builder()
                .endpoints(page.items().stream().map(StoredEndpoint::shown).toList())
                .marker(page.marker())
                .build();
    }

    ModifyEndpointResponse modify(ModifyEndpointRequest request) {
        StoredEndpoint before = usable("EndpointArn", request.endpointArn());
        String renamed = request.endpointIdentifier();
        if (renamed != null && !renamed.equalsIgnoreCase(before.identifier())) {
            endpoints.refuseTaken(Faults.identifier("EndpointIdentifier", renamed, MAX_IDENTIFIER));
        }
        Endpoint changed = checked(Members.carry(request, before.full()));
        StoredEndpoint stored = request.password() == null
                ? new StoredEndpoint(changed, before.password())
                : new StoredEndpoint(changed, request.password());
        endpoints.replace(stored);
        return ModifyEndpointResponse.builder().endpoint(stored.shown()).build();
    }

    DeleteEndpointResponse delete(DeleteEndpointRequest request) {
        StoredEndpoint stored = usable("EndpointArn", request.endpointArn());
        if (used.test(stored.arn())) {
            throw Faults.invalidState("endpoint " + stored.arn()
                    + " is used by a replication task or a replication config; delete that first");
        }
        StoredEndpoint deleting = stored.withStatus("deleting");
        endpoints.replace(deleting);
        removeLater(stored.arn());
        return DeleteEndpointResponse.builder().endpoint(deleting.shown()).build();
    }

    private void removeLater(String arn) {
        conductor.later(Transition.ENDPOINT_DELETING, () -> {
            endpoints.remove(arn);
            gone.accept(arn);
        });
    }

    /** Lets deletions that began in an earlier process go on to their end. */
    void goOn() {
        endpoints.all().stream()
                .filter(stored -> stored.full().status().equals("deleting"))
                .forEach(stored -> removeLater(stored.arn()));
    }

    /** Returns an endpoint that is not being deleted; the parameter's name goes into the fault. */
    StoredEndpoint usable(String parameter, String arn) {
        StoredEndpoint stored = endpoints.get(parameter, arn);
        if (stored.full().status().equals("deleting")) {
            throw Faults.invalidState("endpoint " + arn + " is deleting");
        }
        return stored;
    }

    /** Returns the endpoint that a task takes as its source or target. */
    StoredEndpoint usableAs(ReplicationEndpointTypeValue type, String parameter, String arn) {
        StoredEndpoint stored = usable(parameter, arn);
        if (stored.full().endpointType() != type) {
            throw Faults.invalidValue(
                    "the parameter " + parameter + " names a " + stored.full().endpointTypeAsString() + " endpoint, "
                            + arn + "; it must be a " + type + " endpoint");
        }
        return stored;
    }

    /** Returns the endpoint of this ARN or identifier. */
    StoredEndpoint named(String name) {
        return endpoints.named(name);
    }

    boolean exists(String arn) {
        return endpoints.find(arn).isPresent();
    }

    boolean anyWith(String certificateArn) {
        return endpoints.all().stream()
                .anyMatch(stored -> certificateArn.equals(stored.full().certificateArn()));
    }

    int count() {
        return endpoints.all().size();
    }

    private Endpoint checked(Endpoint endpoint) {
        String type = Faults.required("EndpointType", endpoint.endpointTypeAsString());
        if (endpoint.endpointType() == ReplicationEndpointTypeValue.UNKNOWN_TO_SDK_VERSION) {
            throw Faults.invalidValue("the parameter EndpointType is \"" + type + "\"; allowed are source, target");
        }
        certificates.require(endpoint.certificateArn());
        String engine = Offerings.engine(endpoint.engineName());
        return endpoint.toBuilder()
                .engineDisplayName(Offerings.engineTitle(engine))
                .build();
    }
}
