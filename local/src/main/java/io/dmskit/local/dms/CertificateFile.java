package io.dmskit.local.dms;

import io.dmskit.local.wire.Fault;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.DSAPublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/**
 * What is written in an X.509 certificate; of a bundle, in its first one.
 *
 * @param validFrom when it begins to be valid
 * @param validTo when it ceases to be
 * @param signingAlgorithm such as SHA256withRSA
 * @param keyLength bits of its key, where its kind has a length
 */
record CertificateFile(Instant validFrom, Instant validTo, String signingAlgorithm, OptionalInt keyLength) {
    /**
     * Reads PEM text.
     *
     * @throws Fault InvalidCertificateFault if it holds no certificate
     */
    static CertificateFile read(String pem) {
        X509Certificate first = certificates(pem).get(0);
        return new CertificateFile(
                first.getNotBefore().toInstant(),
                first.getNotAfter().toInstant(),
                first.getSigAlgName(),
                length(first.getPublicKey()));
    }

    private static List<X509Certificate> certificates(String pem) {
        try {
            List<X509Certificate> found = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (found.isEmpty()) {
                throw refusal("it holds none");
            }
            return found;
        } catch (CertificateException e) {
            throw refusal(String.valueOf(e.getMessage()));
        }
    }

    private static OptionalInt length(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            return OptionalInt.of(rsa.getModulus().bitLength());
        }
        if (key instanceof ECPublicKey curve) {
            return OptionalInt.of(curve.getParams().getCurve().getField().getFieldSize());
        }
        return key instanceof DSAPublicKey dsa
                ? OptionalInt.of(dsa.getParams().getP().bitLength())
                : OptionalInt.empty();
    }

    private static Fault refusal(String reason) {
        return new Fault(
                "InvalidCertificateFault",
                "the parameter CertificatePem is not an X.509 certificate in PEM form: " + reason
                        + "; it must begin with -----BEGIN CERTIFICATE-----");
    }
}
