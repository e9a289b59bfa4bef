package io.dmskit.local.dms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.databasemigration.model.Certificate;
import software.amazon.awssdk.services.databasemigration.model.InvalidCertificateException;
import software.amazon.awssdk.services.databasemigration.model.InvalidResourceStateException;
import software.amazon.awssdk.services.databasemigration.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.databasemigration.model.ResourceNotFoundException;
import software.amazon.awssdk.services.databasemigration.model.Tag;

class CertificatesTest {
    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void readsWhatIsWrittenInAPem(@TempDir Path folder) throws Exception {
        String pem = pem(folder);

        Certificate certificate = imported("ca", pem);

        assertThat(certificate.certificateArn()).matches("arn:aws:dms:us-east-1:000000000000:cert:[A-Z2-7]{26}");
        assertThat(certificate.keyLength()).isEqualTo(3072);
        assertThat(certificate.signingAlgorithm()).isEqualTo("SHA384withRSA");
        assertThat(Duration.between(certificate.validFromDate(), certificate.validToDate()))
                .isEqualTo(Duration.ofDays(90));
        assertThat(certificate.validToDate()).isAfter(Instant.now());
        assertThat(rig.dms
                        .describeCertificates(list -> list.filters(Rig.byArn("certificate-id", "ca")))
                        .certificates())
                .containsExactly(certificate);
    }

    @Test
    void refusesWhatIsNoCertificate() {
        assertThatThrownBy(() -> imported("ca", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"))
                .isInstanceOf(InvalidCertificateException.class)
                .hasMessageContaining("the parameter CertificatePem is not an X.509 certificate in PEM form");
        assertThatThrownBy(() -> imported("ca", "hello")).isInstanceOf(InvalidCertificateException.class);
        assertThatThrownBy(() -> rig.dms.importCertificate(ask -> ask.certificateIdentifier("ca")))
                .hasMessageContaining("give either CertificatePem or CertificateWallet");
        assertThat(rig.dms.describeCertificates().certificates()).isEmpty();
    }

    @Test
    void keepsAWalletAsItIs() {
        SdkBytes wallet = SdkBytes.fromString("any bytes", StandardCharsets.UTF_8);

        Certificate certificate = rig.dms
                .importCertificate(ask -> ask.certificateIdentifier("wallet")
                        .certificateWallet(wallet)
                        .tags(Tag.builder().key("team").value("core").build()))
                .certificate();

        assertThat(certificate.certificateWallet()).isEqualTo(wallet);
        assertThat(certificate.keyLength()).isNull();
        assertThat(rig.dms
                        .listTagsForResource(list -> list.resourceArn(certificate.certificateArn()))
                        .tagList())
                .hasSize(1);
    }

    @Test
    void isKeptWhileAnEndpointUsesIt(@TempDir Path folder) throws Exception {
        String arn = imported("ca", pem(folder)).certificateArn();
        rig.dms.modifyEndpoint(
                modify -> modify.endpointArn(rig.source).sslMode("verify-ca").certificateArn(arn));

        assertThatThrownBy(() -> rig.dms.deleteCertificate(delete -> delete.certificateArn(arn)))
                .isInstanceOf(InvalidResourceStateException.class)
                .hasMessageContaining("is used by an endpoint");

        rig.dms.deleteEndpoint(delete -> delete.endpointArn(rig.source));
        rig.time.pass();
        rig.dms.deleteCertificate(delete -> delete.certificateArn(arn));
        assertThatThrownBy(() -> rig.dms.describeCertificates(list -> list.filters(Rig.byArn("certificate-arn", arn))))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void mustBeThereForAnEndpointToUseIt() {
        String none = "arn:aws:dms:us-east-1:000000000000:cert:NONE";

        assertThatThrownBy(() -> rig.dms.modifyEndpoint(
                        modify -> modify.endpointArn(rig.source).certificateArn(none)))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("certificate " + none + " not found");
        assertThatThrownBy(() -> rig.dms.createEndpoint(create -> create.endpointIdentifier("other")
                        .endpointType("source")
                        .engineName("postgres")
                        .certificateArn(none)))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void hasANameOfItsOwn(@TempDir Path folder) throws Exception {
        String pem = pem(folder);
        imported("ca", pem);

        assertThatThrownBy(() -> imported("CA", pem)).isInstanceOf(ResourceAlreadyExistsException.class);
    }

    private Certificate imported(String name, String pem) {
        return rig.dms
                .importCertificate(ask -> ask.certificateIdentifier(name).certificatePem(pem))
                .certificate();
    }

    /** The JDK has no public class that makes a certificate, but a tool. */
    private static String pem(Path folder) throws Exception {
        Path keys = folder.resolve("keys.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        run(
                keytool,
                "-genkeypair",
                "-keystore",
                keys.toString(),
                "-storepass",
                "changeit",
                "-alias",
                "ca",
                "-keyalg",
                "RSA",
                "-keysize",
                "3072",
                "-sigalg",
                "SHA384withRSA",
                "-validity",
                "90",
                "-dname",
                "CN=test");
        Path pem = folder.resolve("ca.pem");
        run(
                keytool,
                "-exportcert",
                "-rfc",
                "-keystore",
                keys.toString(),
                "-storepass",
                "changeit",
                "-alias",
                "ca",
                "-file",
                pem.toString());
        return Files.readString(pem, StandardCharsets.US_ASCII);
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor()).isZero();
    }
}
