package io.dmskit.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.assertions.Template;

class DmsCertificateTest {
    private static final String PEM = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";

    private final Stack stack = new Stack(new App(), "Test");

    @Test
    void tagsArriveThroughAResourceOfTheirOwn() {
        DmsCertificate certificate = DmsCertificate.Builder.create(stack, "Authority")
                .pem(PEM)
                .certificateIdentifier("Authority")
                .build();
        Tags.of(certificate).add("cost-centre", "4711");
        Tags.of(stack).add("team", "data");

        Template template = Template.fromStack(stack);
        template.hasResourceProperties(
                "AWS::DMS::Certificate", Map.of("CertificateIdentifier", "authority", "CertificatePem", PEM));
        template.hasResourceProperties(
                "Custom::DmsCertificateTags",
                Map.of(
                        "CertificateArn",
                        Map.of("Ref", id(certificate)),
                        "Tags",
                        List.of(
                                Map.of("Key", "Name", "Value", "Test/Authority"),
                                Map.of("Key", "cost-centre", "Value", "4711"),
                                Map.of("Key", "team", "Value", "data"))));
    }

    @Test
    void theFunctionMayTagTheseCertificatesOnly() {
        DmsCertificate one =
                DmsCertificate.Builder.create(stack, "One").pem(PEM).build();
        DmsCertificate two =
                DmsCertificate.Builder.create(stack, "Two").wallet("b3JhY2xl").build();

        Template template = Template.fromStack(stack);
        for (DmsCertificate certificate : List.of(one, two)) {
            template.hasResourceProperties(
                    "AWS::IAM::Policy",
                    Map.of(
                            "PolicyDocument",
                            Map.of(
                                    "Version",
                                    "2012-10-17",
                                    "Statement",
                                    List.of(Map.of(
                                            "Action",
                                            List.of("dms:AddTagsToResource", "dms:RemoveTagsFromResource"),
                                            "Effect",
                                            "Allow",
                                            "Resource",
                                            Map.of("Ref", id(certificate)))))));
        }
        assertThat(template.findResources("AWS::Lambda::Function"))
                .as("the function and the framework's")
                .hasSize(2);
        template.hasResourceProperties("AWS::DMS::Certificate", Map.of("CertificateWallet", "b3JhY2xl"));
    }

    @Test
    void isOneOfPemAndWallet() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DmsCertificate.Builder.create(stack, "None").build())
                .withMessage("Test/None: neither a PEM text nor a wallet is given; give pem(...) or wallet(...)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DmsCertificate.Builder.create(stack, "Both")
                        .pem(PEM)
                        .wallet("b3JhY2xl")
                        .build())
                .withMessage("Test/Both: a PEM text and a wallet are given; give pem(...) or wallet(...)");
    }

    @Test
    void oneThatIsThereIsKnownByItsArn() {
        String arn = "arn:aws:dms:eu-central-1:123456789012:cert:AUTHORITY";

        assertThat(DmsCertificate.fromCertificateArn(stack, "There", arn).getCertificateArn())
                .isEqualTo(arn);
    }

    private String id(DmsCertificate certificate) {
        CfnResource resource = (CfnResource) certificate.getNode().getDefaultChild();
        return (String) stack.resolve(resource.getLogicalId());
    }
}
