package io.dmskit.cdk;

import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.PrincipalBase;
import software.amazon.awscdk.services.iam.PrincipalWithConditions;
import software.amazon.awscdk.services.iam.ServicePrincipal;

/**
 * DMS as the one who assumes a role: only for resources of this account, so that nobody else's DMS can be made to use it.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/cross-service-confused-deputy-prevention.html">Confused deputies</a>
 */
final class DmsPrincipal {
    private DmsPrincipal() {}

    /** Returns DMS of any region of this account, as the roles of an account need it. */
    static PrincipalBase anyRegion() {
        return service("dms.amazonaws.com", conditions("*"));
    }

    /** Returns DMS as it reaches services of AWS for a migration in this region. */
    static PrincipalBase service() {
        return service("dms.amazonaws.com", conditions(Aws.REGION));
    }

    /**
     * Returns DMS as it reads secrets: the principal of the region.
     *
     * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/security_iam_secretsmanager.html">Secrets as endpoints' credentials</a>
     */
    static PrincipalBase regional() {
        return service("dms." + Aws.REGION + "." + Aws.URL_SUFFIX, conditions(Aws.REGION));
    }

    static PrincipalBase service(String name, Map<String, Object> conditions) {
        return new PrincipalWithConditions(new ServicePrincipal(name), conditions);
    }

    private static Map<String, Object> conditions(String region) {
        Map<String, Object> conditions = new LinkedHashMap<>();
        conditions.put("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID));
        conditions.put(
                "ArnLike",
                Map.of("aws:SourceArn", "arn:" + Aws.PARTITION + ":dms:" + region + ":" + Aws.ACCOUNT_ID + ":*"));
        return conditions;
    }
}
