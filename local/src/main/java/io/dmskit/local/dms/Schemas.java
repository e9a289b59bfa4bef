package io.dmskit.local.dms;

import io.dmskit.local.engine.DatabaseAddress;
import io.dmskit.local.engine.PostgresDatabase;
import io.dmskit.local.engine.ReplicationException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.databasemigration.model.DescribeRefreshSchemasStatusRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeRefreshSchemasStatusResponse;
import software.amazon.awssdk.services.databasemigration.model.DescribeSchemasRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeSchemasResponse;
import software.amazon.awssdk.services.databasemigration.model.RefreshSchemasRequest;
import software.amazon.awssdk.services.databasemigration.model.RefreshSchemasResponse;
import software.amazon.awssdk.services.databasemigration.model.RefreshSchemasStatus;
import software.amazon.awssdk.services.databasemigration.model.RefreshSchemasStatusTypeValue;

/**
 * The schemas of endpoints' databases, as they were when they were last read. They are not in the state file: after a restart they are
 * read again when asked to. Used under the {@link Conductor} only.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/APIReference/API_RefreshSchemas.html">RefreshSchemas</a>
 */
final class Schemas {
    private static final String OF_USERS = """
            SELECT nspname FROM pg_namespace
            WHERE nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema' ORDER BY nspname""";

    private final Conductor conductor;
    private final Instances instances;
    private final Endpoints endpoints;
    private final Addresses addresses;
    private final Map<String, RefreshSchemasStatus> statuses = new HashMap<>();
    private final Map<String, List<String>> schemas = new HashMap<>();

    Schemas(Conductor conductor, Instances instances, Endpoints endpoints, Addresses addresses) {
        this.conductor = conductor;
        this.instances = instances;
        this.endpoints = endpoints;
        this.addresses = addresses;
    }

    RefreshSchemasResponse refresh(RefreshSchemasRequest request) {
        StoredEndpoint endpoint = endpoints.usable("EndpointArn", request.endpointArn());
        RefreshSchemasStatus refreshing = RefreshSchemasStatus.builder()
                .endpointArn(endpoint.arn())
                .replicationInstanceArn(
                        instances.available(request.replicationInstanceArn()).replicationInstanceArn())
                .status(RefreshSchemasStatusTypeValue.REFRESHING)
                .lastRefreshDate(lastRefresh(endpoint.arn()))
                .build();
        statuses.put(endpoint.arn(), refreshing);
        conductor.aside(() -> read(endpoint, refreshing));
        return RefreshSchemasResponse.builder().refreshSchemasStatus(refreshing).build();
    }

    private @Nullable Instant lastRefresh(String arn) {
        return Optional.ofNullable(statuses.get(arn))
                .map(RefreshSchemasStatus::lastRefreshDate)
                .orElse(null);
    }

    /** Not under the conductor: the database may take its time. */
    private void read(StoredEndpoint endpoint, RefreshSchemasStatus refreshing) {
        try {
            List<String> found = read(addresses.of(endpoint));
            conductor.later(Transition.SCHEMAS_REFRESHING, () -> succeed(refreshing, found));
        } catch (ReplicationException e) {
            conductor.later(
                    Transition.SCHEMAS_REFRESHING,
                    () -> statuses.replace(
                            endpoint.arn(),
                            refreshing,
                            refreshing.toBuilder()
                                    .status(RefreshSchemasStatusTypeValue.FAILED)
                                    .lastFailureMessage(e.getMessage())
                                    .build()));
        }
    }

    private void succeed(RefreshSchemasStatus refreshing, List<String> found) {
        RefreshSchemasStatus done = refreshing.toBuilder()
                .status(RefreshSchemasStatusTypeValue.SUCCESSFUL)
                .lastRefreshDate(conductor.time())
                .build();
        if (statuses.replace(refreshing.endpointArn(), refreshing, done)) {
            schemas.put(refreshing.endpointArn(), found);
        }
    }

    private static List<String> read(DatabaseAddress address) throws ReplicationException {
        PostgresDatabase database = new PostgresDatabase("endpoint", address);
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(OF_USERS)) {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        } catch (SQLException e) {
            throw database.failure(e);
        }
    }

    DescribeRefreshSchemasStatusResponse status(DescribeRefreshSchemasStatusRequest request) {
        String arn = endpoints.usable("EndpointArn", request.endpointArn()).arn();
        RefreshSchemasStatus status = Optional.ofNullable(statuses.get(arn))
                .orElseThrow(() -> Faults.notFound(
                        "the schemas of endpoint " + arn + " have not been refreshed; call RefreshSchemas first"));
        return DescribeRefreshSchemasStatusResponse.builder()
                .refreshSchemasStatus(status)
                .build();
    }

    DescribeSchemasResponse describe(DescribeSchemasRequest request) {
        String arn = endpoints.usable("EndpointArn", request.endpointArn()).arn();
        List<String> known = Optional.ofNullable(schemas.get(arn))
                .orElseThrow(() -> Faults.invalidState("the schemas of endpoint " + arn
                        + " have not been read; call RefreshSchemas and wait until it is successful"));
        Page<String> page = Page.of(known, name -> name, Page.Size.USUAL, request.maxRecords(), request.marker());
        return DescribeSchemasResponse.builder()
                .schemas(page.items())
                .marker(page.marker())
                .build();
    }

    /** Forgets those of an endpoint that is deleted. */
    void forget(String endpointArn) {
        statuses.remove(endpointArn);
        schemas.remove(endpointArn);
    }
}
