package io.dmskit.cdk;

import io.dmskit.endpoint.EndpointDefinition;
import io.dmskit.endpoint.EndpointProblem;
import io.dmskit.endpoint.EndpointSide;
import io.dmskit.endpoint.Engine;
import io.dmskit.endpoint.Tls;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Resource;
import software.amazon.awscdk.ResourceProps;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.dms.CfnEndpoint;
import software.amazon.awscdk.services.dms.CfnEndpointProps;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.kms.IKey;
import software.constructs.Construct;

/**
 * An endpoint. Credentials are a secret's, which DMS reads with a role of its own; the connection is encrypted.
 *
 * <pre>{@code
 * Endpoint source = Endpoint.Builder.create(this, "Source")
 *         .source()
 *         .engine(EndpointEngine.oracle("BANKPROD", secret))
 *         .certificate(wallet)
 *         .build();
 * }</pre>
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-dms-endpoint.html">AWS::DMS::Endpoint</a>
 */
public class Endpoint extends Resource implements IEndpoint {
    private final CfnEndpoint resource;
    private final EndpointDefinition definition;
    private final Optional<IRole> role;

    /** Creates the endpoint; for those who extend it. */
    protected Endpoint(Builder builder) {
        super(builder.scope, builder.id, builder.resourceProps());
        EndpointSide side = builder.requireSide();
        EndpointConfig config = builder.requireEngine().bind(this, side);
        definition = builder.protectedBy(config.definition());
        role = config.role();
        requireSide(side);
        EndpointTemplate template = EndpointTemplate.of(definition);
        CfnEndpointProps props = CfnEndpointProps.builder()
                .endpointType(side.word())
                .engineName(definition.engine().name())
                .endpointIdentifier(getPhysicalName())
                .databaseName(template.member("DatabaseName"))
                .sslMode(template.member("SslMode"))
                .certificateArn(template.member("CertificateArn"))
                .extraConnectionAttributes(template.member("ExtraConnectionAttributes"))
                .kmsKeyId(builder.encryptionKey == null ? null : builder.encryptionKey.getKeyArn())
                .build();
        resource = new DefinedEndpoint(this, "Resource", props);
        template.putInto(resource, getNode().getPath());
        role.map(access -> access.getNode().tryFindChild("DefaultPolicy"))
                // The role alone is not enough: DMS looks into the secret while it makes the endpoint.
                .ifPresent(policy -> resource.getNode().addDependency(policy));
        resource.applyRemovalPolicy(builder.removalPolicy);
        acknowledgePlainConnection();
        builder.acknowledgeOn(resource);
        Tags.of(this).add("Name", getNode().getPath());
    }

    /** Returns an endpoint that is there already. */
    public static IEndpoint fromEndpointArn(Construct scope, String id, String arn) {
        return new Imported(scope, id, arn);
    }

    @Override
    public String getEndpointArn() {
        return resource.getRef();
    }

    /** Returns what is behind it. */
    public EndpointDefinition getDefinition() {
        return definition;
    }

    /** Returns the role that was made for it, if one was. */
    public Optional<IRole> getAccessRole() {
        return role;
    }

    private void requireSide(EndpointSide side) {
        List<EndpointProblem> problems = definition.problemsAs(side);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(getNode().getPath() + ": "
                    + problems.stream().map(EndpointProblem::text).collect(Collectors.joining("; ")));
        }
    }

    private void acknowledgePlainConnection() {
        if (!definition.engine().tlsModes().isEmpty() && definition.tls().equals(Tls.NONE)) {
            Acknowledged.control(resource, "DMS.9", "tls is said to be none for this endpoint");
        }
    }

    private static final class Imported extends Resource implements IEndpoint {
        private final String arn;

        private Imported(Construct scope, String id, String arn) {
            super(scope, id, ResourceProps.builder().environmentFromArn(arn).build());
            this.arn = arn;
        }

        @Override
        public String getEndpointArn() {
            return arn;
        }
    }

    /** Describes an endpoint to be made. */
    public static final class Builder extends ResourceBuilder<Builder> {
        private @Nullable EndpointSide side;
        private @Nullable EndpointEngine engine;
        private @Nullable Tls tls;
        private @Nullable IDmsCertificate certificate;
        private @Nullable IKey encryptionKey;

        private Builder(Construct scope, String id) {
            super(scope, id);
        }

        /** Begins an endpoint. */
        public static Builder create(Construct scope, String id) {
            return new Builder(scope, id);
        }

        /** Rows come from it. */
        public Builder source() {
            side = EndpointSide.SOURCE;
            return this;
        }

        /** Rows go to it. */
        public Builder target() {
            side = EndpointSide.TARGET;
            return this;
        }

        /** What is behind it; needed. */
        public Builder engine(EndpointEngine value) {
            engine = value;
            return this;
        }

        /** What is behind it, as the sdk has it; the same as {@code engine(EndpointEngine.of(definition)).tls(definition.tls())}. */
        public Builder definition(EndpointDefinition value) {
            engine = EndpointEngine.of(value);
            tls = value.tls();
            return this;
        }

        /** The authority's certificate; the strictest protection that the engine takes comes with it. */
        public Builder certificate(IDmsCertificate value) {
            certificate = value;
            return this;
        }

        /**
         * How the connection is protected; default: the strictest that the engine takes with or without a certificate. {@link Tls#NONE}
         * has to be said where the engine could do better.
         */
        public Builder tls(Tls value) {
            tls = value;
            return this;
        }

        /** The key for what DMS keeps of the endpoint; default: DMS's own in this account. Not for S3. A change makes a new endpoint. */
        public Builder encryptionKey(IKey value) {
            encryptionKey = value;
            return this;
        }

        /**
         * Its identifier; default: CloudFormation makes one up, so that the endpoint can be replaced.
         *
         * @throws IllegalArgumentException if DMS would refuse it
         */
        public Builder endpointIdentifier(String value) {
            return identifier(DmsIdentifier.of("endpoint identifier", value));
        }

        /**
         * Makes the endpoint.
         *
         * @throws IllegalArgumentException if side or engine are missing, parts do not go together, or nobody said that the connection
         *     may go without protection
         */
        public Endpoint build() {
            return new Endpoint(this);
        }

        private EndpointDefinition protectedBy(EndpointDefinition bound) {
            if (certificate != null && tls != null) {
                throw new IllegalArgumentException(
                        path() + ": tls and certificate are both given; say tls(Tls.verifyCa("
                                + "certificate.getCertificateArn())) alone, or the certificate alone");
            }
            if (tls != null) {
                return bound.with(tls);
            }
            Tls strictest = Tls.strictest(
                    bound.engine(), Optional.ofNullable(certificate).map(IDmsCertificate::getCertificateArn));
            if (!bound.engine().tlsModes().isEmpty() && strictest.mode() == Tls.Mode.NONE) {
                throw new IllegalArgumentException(path() + ": engine " + bound.engine()
                        + " encrypts only with a certificate; give certificate(...), or say tls(Tls.NONE)");
            }
            return bound.with(strictest);
        }

        private EndpointSide requireSide() {
            if (side == null) {
                throw new IllegalArgumentException(path() + ": side is missing; say source() or target()");
            }
            return side;
        }

        private EndpointEngine requireEngine() {
            if (engine == null) {
                throw new IllegalArgumentException(
                        path() + ": engine is missing; give engine(EndpointEngine...), one of "
                                + String.join(", ", Engine.names()));
            }
            return engine;
        }
    }
}
