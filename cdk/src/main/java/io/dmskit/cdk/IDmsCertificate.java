package io.dmskit.cdk;

import software.amazon.awscdk.IResource;
import software.amazon.awscdk.interfaces.dms.CertificateReference;
import software.amazon.awscdk.interfaces.dms.ICertificateRef;

/** A certificate imported into DMS: one imported here ({@link DmsCertificate}) or one that is there already. */
public interface IDmsCertificate extends IResource, ICertificateRef {
    /** Returns the certificate's ARN. */
    String getCertificateArn();

    @Override
    default CertificateReference getCertificateRef() {
        return new CertificateReference.Builder()
                .certificateId(getCertificateArn())
                .build();
    }
}
