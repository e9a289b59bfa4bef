package io.dmskit.local.dms;

import io.dmskit.local.wire.Fault;
import io.dmskit.local.wire.ModelCodec;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.databasemigration.model.Certificate;
import software.amazon.awssdk.services.databasemigration.model.DeleteCertificateRequest;
import software.amazon.awssdk.services.databasemigration.model.DeleteCertificateResponse;
import software.amazon.awssdk.services.databasemigration.model.DescribeCertificatesRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeCertificatesResponse;
import software.amazon.awssdk.services.databasemigration.model.ImportCertificateRequest;
import software.amazon.awssdk.services.databasemigration.model.ImportCertificateResponse;

/**
 * Certificates for the connections of endpoints: PEM text, which is read, or an Oracle wallet, which is only kept. Used under the
 * {@link Conductor} only.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/APIReference/API_ImportCertificate.html">ImportCertificate</a>
 */
final class Certificates {
    private static final int MAX_IDENTIFIER = 255;

    private final Account account;
    private final Conductor conductor;
    private final Tags tags;
    private final Predicate<String> used;
    private final Resources<Certificate> certificates;

    /** Creates those that are kept; {@code used} tells whether an endpoint uses the certificate of this ARN. */
    Certificates(Account account, Conductor conductor, Tags tags, Predicate<String> used) {
        this.account = account;
        this.conductor = conductor;
        this.tags = tags;
        this.used = used;
        certificates = new Resources<>(
                "certificate",
                Certificate::certificateIdentifier,
                Certificate::certificateArn,
                Filters.<Certificate>none()
                        .with("certificate-arn", Certificate::certificateArn)
                        .with("certificate-id", Certificate::certificateIdentifier),
                conductor.shelf("certificate", ModelCodec.of(Certificate::builder)));
    }

    ImportCertificateResponse importOne(ImportCertificateRequest request) {
        Certificate certificate = read(request).toBuilder()
                .certificateIdentifier(
                        Faults.identifier("CertificateIdentifier", request.certificateIdentifier(), MAX_IDENTIFIER))
                .certificateArn(account.newArn("cert", null))
                .certificateCreationDate(conductor.time())
                .certificateOwner(account.id())
                .kmsKeyId(request.kmsKeyId())
                .build();
        certificates.add(certificate);
        tags.put(certificate.certificateArn(), request.tags());
        return ImportCertificateResponse.builder().certificate(certificate).build();
    }

    private static Certificate read(ImportCertificateRequest request) {
        String pem = request.certificatePem();
        if ((pem == null) == (request.certificateWallet() == null)) {
            throw Faults.invalidCombination("give either CertificatePem or CertificateWallet");
        }
        if (pem == null) {
            return Certificate.builder()
                    .certificateWallet(request.certificateWallet())
                    .build();
        }
        CertificateFile file = CertificateFile.read(pem);
        OptionalInt length = file.keyLength();
        return Certificate.builder()
                .certificatePem(pem)
                .validFromDate(file.validFrom())
                .validToDate(file.validTo())
                .signingAlgorithm(file.signingAlgorithm())
                .keyLength(length.isPresent() ? length.getAsInt() : null)
                .build();
    }

    DescribeCertificatesResponse describe(DescribeCertificatesRequest request) {
        Page<Certificate> page = certificates.page(request.filters(), request.maxRecords(), request.marker());
        return DescribeCertificatesResponse.builder()
                .certificates(page.items())
                .marker(page.marker())
                .build();
    }

    DeleteCertificateResponse delete(DeleteCertificateRequest request) {
        Certificate certificate = certificates.get("CertificateArn", request.certificateArn());
        String arn = certificate.certificateArn();
        if (used.test(arn)) {
            throw Faults.invalidState(
                    "certificate " + arn + " is used by an endpoint; delete or modify the endpoint first");
        }
        certificates.remove(arn);
        tags.forget(arn);
        return DeleteCertificateResponse.builder().certificate(certificate).build();
    }

    /**
     * Refuses a certificate that is not there.
     *
     * @throws Fault ResourceNotFoundFault
     */
    void require(@Nullable String arn) {
        if (arn != null && !arn.isEmpty()) {
            certificates.get("CertificateArn", arn);
        }
    }

    boolean exists(String arn) {
        return certificates.find(arn).isPresent();
    }

    int count() {
        return certificates.all().size();
    }
}
