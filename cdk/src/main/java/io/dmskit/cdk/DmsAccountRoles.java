package io.dmskit.cdk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Stage;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.iam.CfnRole;
import software.amazon.awscdk.services.iam.CompositePrincipal;
import software.amazon.awscdk.services.iam.IPrincipal;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PrincipalBase;
import software.amazon.awscdk.services.iam.Role;
import software.constructs.Construct;
import software.constructs.IConstruct;

/**
 * The three roles with fixed names that DMS looks for in an account: {@code dms-vpc-role} for networks, {@code
 * dms-cloudwatch-logs-role} for task logs and {@code dms-access-for-endpoint} for Redshift targets.
 *
 * <p>They belong to the account, not to a migration: make them once per account, in one region, and they stay when the stack
 * goes, though not when its first deployment fails. Roles that are there already are adopted by {@code cdk deploy --import-existing-resources}, or left to themselves with
 * {@link #existing}.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/security-iam.html#CHAP_Security.APIRole">Creating the IAM roles</a>
 */
public class DmsAccountRoles extends Construct {
    private static final String VPC_ROLE = "dms-vpc-role";
    private static final String LOGS_ROLE = "dms-cloudwatch-logs-role";
    private static final String ENDPOINT_ROLE = "dms-access-for-endpoint";
    private static final String REASON =
            "DMS wants this role under this name with exactly this policy of AWS; nothing narrower is accepted";

    private final boolean isMade;
    private final IRole vpcRole;
    private final IRole cloudWatchLogsRole;
    private final IRole endpointAccessRole;

    private DmsAccountRoles(Construct scope, String id, IRole vpcRole, IRole logsRole, IRole endpointRole) {
        super(scope, id);
        this.isMade = false;
        this.vpcRole = vpcRole;
        this.cloudWatchLogsRole = logsRole;
        this.endpointAccessRole = endpointRole;
    }

    /**
     * Creates the roles; for those who extend it.
     *
     * @throws IllegalStateException if the app makes them already
     */
    protected DmsAccountRoles(Builder builder) {
        super(builder.scope, builder.id);
        isMade = true;
        requireFirst();
        vpcRole = role("VpcRole", VPC_ROLE, "AmazonDMSVPCManagementRole", false);
        cloudWatchLogsRole = role("CloudWatchLogsRole", LOGS_ROLE, "AmazonDMSCloudWatchLogsRole", false);
        endpointAccessRole = role("EndpointAccessRole", ENDPOINT_ROLE, "AmazonDMSRedshiftS3Role", true);
        neighbours(this).filter(IReplicationSubnetGroup.class::isInstance).forEach(group -> group.getNode()
                .addDependency(this));
    }

    /** Returns the roles of an account that has them: nothing is made. */
    public static DmsAccountRoles existing(Construct scope, String id) {
        return new DmsAccountRoles(
                scope,
                id,
                Role.fromRoleName(scope, id + "Vpc", VPC_ROLE),
                Role.fromRoleName(scope, id + "CloudWatchLogs", LOGS_ROLE),
                Role.fromRoleName(scope, id + "EndpointAccess", ENDPOINT_ROLE));
    }

    /** Returns the role with which DMS looks into networks. */
    public IRole getVpcRole() {
        return vpcRole;
    }

    /** Returns the role with which DMS writes task logs. */
    public IRole getCloudWatchLogsRole() {
        return cloudWatchLogsRole;
    }

    /** Returns the role with which DMS stages rows for Redshift. */
    public IRole getEndpointAccessRole() {
        return endpointAccessRole;
    }

    /** Sees to it that the roles, if they are made for this account, are there before a construct is; in whatever stack. */
    static void before(Construct later) {
        neighbours(later)
                .filter(roles -> roles instanceof DmsAccountRoles own && own.isMade)
                .forEach(roles -> later.getNode().addDependency(roles));
    }

    private void requireFirst() {
        neighbours(this)
                .filter(other -> other instanceof DmsAccountRoles own && own.isMade && other != this)
                .findFirst()
                .ifPresent(other -> {
                    throw new IllegalStateException(getNode().getPath() + ": "
                            + other.getNode().getPath()
                            + " makes the roles of the account already, and there can be one of each; use that one");
                });
    }

    /** Everything of the same stage that is for the same account; an account that is not known yet is the same as another such. */
    private static Stream<IConstruct> neighbours(Construct construct) {
        String account = Stack.of(construct).getAccount();
        Stage stage = Stage.of(construct);
        IConstruct root = stage == null ? construct.getNode().getRoot() : stage;
        return root.getNode().findAll().stream().filter(other -> isFor(account, other));
    }

    private static boolean isFor(String account, IConstruct other) {
        return other.getNode().getScopes().stream()
                .filter(Stack.class::isInstance)
                .map(Stack.class::cast)
                .anyMatch(stack -> stack.getAccount().equals(account)
                        || (Token.isUnresolved(stack.getAccount()) && Token.isUnresolved(account)));
    }

    private Role role(String id, String name, String policy, boolean redshift) {
        Role role = Role.Builder.create(this, id)
                .roleName(name)
                .description("Fixed name that AWS DMS looks for in this account")
                .assumedBy(principal(redshift))
                .managedPolicies(List.of(ManagedPolicy.fromAwsManagedPolicyName("service-role/" + policy)))
                .build();
        // Not after a first deployment that failed: the next one could not make them again.
        role.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
        Nag.suppress((CfnRole) role.getNode().getDefaultChild(), "AwsSolutions-IAM4", REASON);
        return role;
    }

    /** Redshift assumes the role too, to read what DMS has staged. */
    private static IPrincipal principal(boolean redshift) {
        PrincipalBase dms = DmsPrincipal.anyRegion();
        return redshift
                ? new CompositePrincipal(dms, DmsPrincipal.service("redshift.amazonaws.com", sameAccount()))
                : dms;
    }

    private static Map<String, Object> sameAccount() {
        Map<String, Object> conditions = new LinkedHashMap<>();
        conditions.put("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID));
        return conditions;
    }

    /** Describes roles to be made. */
    public static final class Builder {
        private final Construct scope;
        private final String id;

        private Builder(Construct scope, String id) {
            this.scope = scope;
            this.id = id;
        }

        /** Begins the roles. */
        public static Builder create(Construct scope, String id) {
            return new Builder(scope, id);
        }

        /**
         * Makes the roles.
         *
         * @throws IllegalStateException if the app makes them already
         */
        public DmsAccountRoles build() {
            return new DmsAccountRoles(this);
        }
    }
}
