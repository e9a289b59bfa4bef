package io.dmskit.cloudformation;

import io.dmskit.document.Severity;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * AWS Security Hub's controls for DMS, as far as a template decides them. Security Hub looks at what is deployed; what is held
 * against a control here would fail it there.
 *
 * @see <a href="https://docs.aws.amazon.com/securityhub/latest/userguide/dms-controls.html">Security Hub controls for DMS</a>
 */
public enum SecurityControl {
    DMS_1(
            1,
            Level.CRITICAL,
            "DMS replication instances should not be public",
            "set PubliclyAccessible to false; a change replaces the instance",
            ResourceType.INSTANCE),
    DMS_2(
            2,
            Level.LOW,
            "DMS certificates should be tagged",
            "tag it with a custom resource (" + ResourceType.CERTIFICATE_TAGS + ", CertificateArn and Tags), since"
                    + " CloudFormation's certificate takes no tags",
            ResourceType.CERTIFICATE),
    DMS_3(3, Level.LOW, "DMS event subscriptions should be tagged", "add Tags", ResourceType.EVENT_SUBSCRIPTION),
    DMS_4(4, Level.LOW, "DMS replication instances should be tagged", "add Tags", ResourceType.INSTANCE),
    DMS_5(5, Level.LOW, "DMS replication subnet groups should be tagged", "add Tags", ResourceType.SUBNET_GROUP),
    DMS_6(
            6,
            Level.MEDIUM,
            "DMS replication instances should have automatic minor version upgrade enabled",
            "set AutoMinorVersionUpgrade to true",
            ResourceType.INSTANCE),
    DMS_7(
            7,
            Level.MEDIUM,
            "DMS replication tasks for the target database should have logging enabled",
            "set Logging.EnableLogging to true, and TARGET_LOAD and TARGET_APPLY to LOGGER_SEVERITY_DEFAULT or more",
            ResourceType.TASK),
    DMS_8(
            8,
            Level.MEDIUM,
            "DMS replication tasks for the source database should have logging enabled",
            "set Logging.EnableLogging to true, and SOURCE_UNLOAD and SOURCE_CAPTURE to LOGGER_SEVERITY_DEFAULT or more",
            ResourceType.TASK),
    DMS_9(
            9,
            Level.MEDIUM,
            "DMS endpoints should use SSL",
            "set SslMode to one of the engine's modes other than none",
            ResourceType.ENDPOINT),
    DMS_10(
            10,
            Level.MEDIUM,
            "DMS endpoints for Neptune databases should have IAM authorization enabled",
            "set NeptuneSettings.IamAuthEnabled to true, with a ServiceAccessRoleArn",
            ResourceType.ENDPOINT),
    DMS_11(
            11,
            Level.MEDIUM,
            "DMS endpoints for MongoDB should have an authentication mechanism enabled",
            "set MongoDbSettings.AuthType to password, with a secret",
            ResourceType.ENDPOINT),
    DMS_12(
            12,
            Level.MEDIUM,
            "DMS endpoints for Redis OSS should have TLS enabled",
            "set RedisSettings.SslSecurityProtocol to ssl-encryption",
            ResourceType.ENDPOINT),
    DMS_13(
            13,
            Level.MEDIUM,
            "DMS replication instances should be configured to use multiple Availability Zones",
            "set MultiAZ to true",
            ResourceType.INSTANCE);

    private static final String PAGE =
            "https://docs.aws.amazon.com/securityhub/latest/userguide/dms-controls.html#dms-";

    private final int number;
    private final Level level;
    private final String title;
    private final String advice;
    private final String type;

    SecurityControl(int number, Level level, String title, String advice, String type) {
        this.number = number;
        this.level = level;
        this.title = title;
        this.advice = advice;
        this.type = type;
    }

    /** How bad Security Hub finds it. */
    public enum Level {
        CRITICAL,
        MEDIUM,
        LOW
    }

    /** Returns Security Hub's id, such as {@code DMS.1}. */
    public String id() {
        return "DMS." + number;
    }

    /** Returns the control of this id. */
    public static Optional<SecurityControl> of(String id) {
        return Arrays.stream(values())
                .filter(control -> control.id().equals(id))
                .findFirst();
    }

    /** Returns how bad Security Hub finds it. */
    public Level level() {
        return level;
    }

    /** Returns how bad a finding is: only what is critical stops a deployment. */
    public Severity severity() {
        return level == Level.CRITICAL ? Severity.ERROR : Severity.WARNING;
    }

    /** Returns Security Hub's title. */
    public String title() {
        return title;
    }

    /** Returns what to do. */
    public String advice() {
        return advice;
    }

    /** Returns the address of the control's description. */
    public String link() {
        return PAGE + number;
    }

    /** Returns the types of resources that are held against it; serverless replications against what Security Hub asks of tasks. */
    public List<String> types() {
        return type.equals(ResourceType.TASK) ? List.of(type, ResourceType.SERVERLESS) : List.of(type);
    }
}
