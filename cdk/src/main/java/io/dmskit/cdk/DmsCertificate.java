package io.dmskit.cdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.ITaggable;
import software.amazon.awscdk.Lazy;
import software.amazon.awscdk.Resource;
import software.amazon.awscdk.ResourceProps;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.TagManager;
import software.amazon.awscdk.TagType;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.customresources.Provider;
import software.amazon.awscdk.services.dms.CfnCertificate;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.Policy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.lambda.Function;
import software.constructs.Construct;

/**
 * A certificate with which DMS checks a server: an authority's PEM text, or an Oracle wallet.
 *
 * <pre>{@code
 * DmsCertificate authority = DmsCertificate.Builder.create(this, "Authority")
 *         .pem(Files.readString(Path.of("eu-central-1-bundle.pem")))
 *         .build();
 * }</pre>
 *
 * <p>CloudFormation's resource has no tags, though DMS's certificates do. Here they arrive all the same, {@link Tags} included: a
 * small function hands them over, which may tag this certificate and nothing else. Every other change makes a new certificate.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-dms-certificate.html">
 *     AWS::DMS::Certificate</a>
 */
public class DmsCertificate extends Resource implements IDmsCertificate, ITaggable {
    private static final String TAGGING = "DmskitCertificateTags";

    private final CfnCertificate resource;
    private final TagManager tags = new TagManager(TagType.STANDARD, "AWS::DMS::Certificate");

    /** Creates the certificate; for those who extend it. */
    protected DmsCertificate(Builder builder) {
        super(builder.scope, builder.id, builder.resourceProps());
        builder.requireOne();
        resource = CfnCertificate.Builder.create(this, "Resource")
                .certificateIdentifier(getPhysicalName())
                .certificatePem(builder.pem)
                .certificateWallet(builder.wallet)
                .build();
        resource.applyRemovalPolicy(builder.removalPolicy);
        handTagsOver();
        builder.acknowledgeOn(resource);
        Tags.of(this).add("Name", getNode().getPath());
    }

    /** Returns a certificate that is there already. */
    public static IDmsCertificate fromCertificateArn(Construct scope, String id, String arn) {
        return new Imported(scope, id, arn);
    }

    @Override
    public String getCertificateArn() {
        return resource.getRef();
    }

    @Override
    public TagManager getTags() {
        return tags;
    }

    private void handTagsOver() {
        Tagging tagging = Tagging.of(Stack.of(this));
        Map<String, Object> properties = new TreeMap<>();
        properties.put("ServiceToken", tagging.provider.getServiceToken());
        properties.put("CertificateArn", getCertificateArn());
        properties.put("Tags", Lazy.uncachedAny(context -> asDmsTakesThem()));
        CfnResource.Builder.create(this, "Tags")
                .type("Custom::DmsCertificateTags")
                .properties(properties)
                .build()
                .getNode()
                .addDependency(allowTo(tagging.role));
    }

    private List<Map<String, String>> asDmsTakesThem() {
        List<Map<String, String>> all = new ArrayList<>();
        new TreeMap<>(tags.tagValues()).forEach((key, value) -> {
            Map<String, String> tag = new TreeMap<>();
            tag.put("Key", key);
            tag.put("Value", value);
            all.add(tag);
        });
        return all;
    }

    private Policy allowTo(Role role) {
        Policy policy = Policy.Builder.create(this, "AllowTags")
                .statements(List.of(PolicyStatement.Builder.create()
                        .effect(Effect.ALLOW)
                        .actions(List.of("dms:AddTagsToResource", "dms:RemoveTagsFromResource"))
                        .resources(List.of(getCertificateArn()))
                        .build()))
                .build();
        policy.attachToRole(role);
        return policy;
    }

    /** The function of a stack that tags its certificates. */
    private static final class Tagging extends Construct {
        private final Role role;
        private final Provider provider;

        private Tagging(Stack stack) {
            super(stack, TAGGING);
            role = HandlerFunction.role(this, "Tags the certificates of AWS DMS in this stack");
            Function onEvent = HandlerFunction.create(
                    this,
                    "OnEvent",
                    role,
                    HandlerFunction.code("certificate-tags", List.of("index.mjs")),
                    "index.onEvent",
                    Duration.minutes(2));
            provider = Provider.Builder.create(this, "Provider")
                    .onEventHandler(onEvent)
                    .build();
            HandlerFunction.acknowledgeFramework(provider);
        }

        static Tagging of(Stack stack) {
            return stack.getNode().tryFindChild(TAGGING) instanceof Tagging there ? there : new Tagging(stack);
        }
    }

    private static final class Imported extends Resource implements IDmsCertificate {
        private final String arn;

        private Imported(Construct scope, String id, String arn) {
            super(scope, id, ResourceProps.builder().environmentFromArn(arn).build());
            this.arn = arn;
        }

        @Override
        public String getCertificateArn() {
            return arn;
        }
    }

    /** Describes a certificate to be made. */
    public static final class Builder extends ResourceBuilder<Builder> {
        private @Nullable String pem;
        private @Nullable String wallet;

        private Builder(Construct scope, String id) {
            super(scope, id);
        }

        /** Begins a certificate. */
        public static Builder create(Construct scope, String id) {
            return new Builder(scope, id);
        }

        /** The text of a PEM file; this or a wallet is needed. A change makes a new certificate. */
        public Builder pem(String value) {
            pem = value;
            return this;
        }

        /** An Oracle wallet ({@code cwallet.sso}) in Base64; this or a PEM text is needed. A change makes a new certificate. */
        public Builder wallet(String base64) {
            wallet = base64;
            return this;
        }

        /**
         * Its identifier; default: CloudFormation makes one up, so that the certificate can be replaced.
         *
         * @throws IllegalArgumentException if DMS would refuse it
         */
        public Builder certificateIdentifier(String value) {
            return identifier(DmsIdentifier.of("certificate identifier", value));
        }

        /**
         * Makes the certificate.
         *
         * @throws IllegalArgumentException if there is neither a PEM text nor a wallet, or both
         */
        public DmsCertificate build() {
            return new DmsCertificate(this);
        }

        private void requireOne() {
            if ((pem == null) == (wallet == null)) {
                throw new IllegalArgumentException(path() + ": "
                        + (pem == null
                                ? "neither a PEM text nor a wallet is given"
                                : "a PEM text and a wallet are given")
                        + "; give pem(...) or wallet(...)");
            }
        }
    }
}
