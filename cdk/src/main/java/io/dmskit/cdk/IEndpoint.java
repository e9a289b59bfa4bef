package io.dmskit.cdk;

import java.util.List;
import software.amazon.awscdk.IResource;
import software.amazon.awscdk.interfaces.dms.EndpointReference;
import software.amazon.awscdk.interfaces.dms.IEndpointRef;
import software.amazon.awscdk.services.events.OnEventOptions;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.iam.Grant;
import software.amazon.awscdk.services.iam.GrantOnPrincipalOptions;
import software.amazon.awscdk.services.iam.IGrantable;
import software.constructs.Construct;

/** An endpoint: one made here ({@link Endpoint}) or one that is there already. */
public interface IEndpoint extends IResource, IEndpointRef {
    /** Returns the endpoint's ARN. */
    String getEndpointArn();

    @Override
    default EndpointReference getEndpointRef() {
        return new EndpointReference.Builder().endpointId(getEndpointArn()).build();
    }

    /** Grants actions of DMS on this endpoint. */
    default Grant grant(IGrantable grantee, String... actions) {
        return Grant.addToPrincipal(GrantOnPrincipalOptions.builder()
                .grantee(grantee)
                .actions(List.of(actions))
                .resourceArns(List.of(getEndpointArn()))
                .build());
    }

    /** Grants to look at it and at its connections. */
    default Grant grantRead(IGrantable grantee) {
        return Described.grant(grantee, "dms:DescribeEndpoints", "dms:DescribeConnections")
                .combine(grant(grantee, "dms:ListTagsForResource", "dms:DescribeSchemas"));
    }

    /** Grants to test the connection from a replication instance. */
    default Grant grantTestConnection(IGrantable grantee, IReplicationInstance instance) {
        return Described.grant(grantee, "dms:DescribeConnections")
                .combine(grant(grantee, "dms:TestConnection"))
                .combine(instance.grant(grantee, "dms:TestConnection"));
    }

    /** Makes a rule for everything that happens to the endpoint. */
    default Rule onStateChange(String id, OnEventOptions options) {
        return StateChange.ENDPOINT.rule((Construct) this, id, getEndpointArn(), options);
    }
}
