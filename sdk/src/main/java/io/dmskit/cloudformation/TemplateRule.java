package io.dmskit.cloudformation;

import io.dmskit.document.Severity;

/**
 * What is looked for in a template beside Security Hub's controls: what neither CloudFormation's schema nor CDK knows of DMS. Codes
 * are stable: they are never given to something else.
 *
 * <p>CF00 is about the template as a whole, CF01 and CF02 an endpoint, CF03 an identifier, CF04 an instance and its network, CF05 a
 * task, CF06 a serverless replication.
 */
public enum TemplateRule {
    UNREADABLE("CF001", Severity.ERROR, "not a CloudFormation template", "mend the syntax at the place"),
    ACKNOWLEDGEMENT(
            "CF002",
            Severity.ERROR,
            "an acknowledgement that acknowledges nothing",
            "write the id of a control or a code, and the reason"),
    TEMPLATE_SIZE(
            "CF003",
            Severity.ERROR,
            "a template larger than 1 MB, which CloudFormation refuses",
            "divide the tasks over several stacks"),
    MAPPINGS_SIZE(
            "CF004",
            Severity.WARNING,
            "table mappings that fill nearly half of what a template may hold",
            "use wildcards, or divide the tasks over several stacks"),
    GENERATED(
            "CF005",
            Severity.INFO,
            "a loop or a macro that makes resources during the deployment",
            "check what it makes: aws cloudformation get-template --template-stage Processed"),

    ENDPOINT_TYPE("CF010", Severity.ERROR, "an endpoint that is neither source nor target", "write source or target"),
    ENGINE("CF011", Severity.ERROR, "an engine that DMS does not have", "mend the word"),
    SIDE("CF012", Severity.ERROR, "an engine that cannot be this side", "choose another engine, or the other side"),
    SSL_MODE("CF013", Severity.ERROR, "an SSL mode that DMS does not have", "mend the word"),
    ENGINE_SSL_MODE("CF014", Severity.WARNING, "an SSL mode that the engine does not take", "choose one it takes"),
    CERTIFICATE(
            "CF015",
            Severity.WARNING,
            "an SSL mode that verifies, without a certificate",
            "set CertificateArn to a certificate imported into DMS"),
    SECRET_AND_HOST(
            "CF016",
            Severity.ERROR,
            "a secret and clear text for one login",
            "keep the secret, and take server, port, user and password out"),
    SECRET_ROLE(
            "CF017",
            Severity.ERROR,
            "a secret without a role to read it, or a role without a secret",
            "give both, with the role trusting dms.REGION.amazonaws.com"),
    HOST(
            "CF018",
            Severity.ERROR,
            "a database without an address",
            "give a secret with its access role, or ServerName and Port"),
    PASSWORD(
            "CF019",
            Severity.ERROR,
            "a password that everyone can read who can read the template",
            "use a secret, or a dynamic reference to one: {{resolve:secretsmanager:...}}"),
    SHOWN_PASSWORD(
            "CF020",
            Severity.WARNING,
            "a password in a parameter that CloudFormation shows",
            "set NoEcho to true on the parameter, or use a secret"),
    OTHER_SETTINGS(
            "CF021", Severity.WARNING, "settings of another engine", "take them out, or write those of the engine"),
    SETTING_MISSING("CF022", Severity.ERROR, "a setting that the engine cannot do without", "add it"),
    SETTING_VALUE(
            "CF023", Severity.WARNING, "a setting with a value that DMS does not document", "use a documented one"),
    SETTING_SIDE("CF024", Severity.INFO, "a setting that this side has no use for", "take it out"),
    S3_KMS_KEY(
            "CF025",
            Severity.WARNING,
            "a KMS key on an S3 endpoint, which DMS does not keep: drift detection reports it for ever",
            "take KmsKeyId out, and use S3Settings.ServerSideEncryptionKmsKeyId for the files"),

    IDENTIFIER("CF030", Severity.ERROR, "an identifier that DMS refuses", "use the characters in the message"),
    UPPER_CASE(
            "CF031",
            Severity.INFO,
            "an identifier with capitals, which DMS stores in lower case: drift detection reports it for ever",
            "write it in lower case"),

    STORAGE("CF040", Severity.ERROR, "storage that DMS does not offer", "give 5 to 6144 GiB"),
    INSTANCE_CLASS(
            "CF041", Severity.ERROR, "an instance class that is not one of DMS", "use one such as dms.r6i.large"),
    ZONE_AND_MULTI_AZ(
            "CF042",
            Severity.ERROR,
            "one zone for an instance with a standby in another",
            "take AvailabilityZone out, or set MultiAZ to false"),
    SUBNETS(
            "CF043",
            Severity.ERROR,
            "a subnet group with fewer than two subnets",
            "give subnets of at least two availability zones"),
    PUBLIC_PROFILE("CF044", Severity.WARNING, "an instance profile that is public", "set PubliclyAccessible to false"),

    TWO_STARTS("CF050", Severity.ERROR, "two starts of one capture", "keep CdcStartPosition or CdcStartTime"),
    WRONG_END(
            "CF051",
            Severity.ERROR,
            "a source endpoint as the target, or the other way round",
            "exchange the endpoints, or mend their EndpointType"),

    UNITS("CF060", Severity.ERROR, "capacity that serverless does not offer", "use the units in the message"),
    SERVERLESS_LACKS(
            "CF061", Severity.WARNING, "something that serverless does not have", "use a replication instance"),
    SERVERLESS_ZONE(
            "CF062",
            Severity.INFO,
            "a serverless replication without a standby, which DMS.13 does not look at",
            "set ComputeConfig.MultiAZ to true");

    private final String code;
    private final Severity severity;
    private final String title;
    private final String advice;

    TemplateRule(String code, Severity severity, String title, String advice) {
        this.code = code;
        this.severity = severity;
        this.title = title;
        this.advice = advice;
    }

    /** Returns the stable code, such as {@code CF010}. */
    public String code() {
        return code;
    }

    /** Returns how bad it is. */
    public Severity severity() {
        return severity;
    }

    /** Returns what is found. */
    public String title() {
        return title;
    }

    /** Returns what to do. */
    public String advice() {
        return advice;
    }
}
