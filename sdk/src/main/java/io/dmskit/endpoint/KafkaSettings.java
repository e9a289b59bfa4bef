package io.dmskit.endpoint;

import java.util.List;

/**
 * Settings of Apache Kafka, as a target. Its passwords have no place here: DMS takes them in plain text only.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/APIReference/API_KafkaSettings.html">KafkaSettings</a>
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Target.Kafka.html">User guide</a>
 */
public final class KafkaSettings {
    static final String FAMILY = "KafkaSettings";

    /** Brokers as host:port, separated by commas. Required. */
    public static final EndpointSetting<String> BROKER =
            EndpointSetting.text(FAMILY, "Broker").required();

    /** Topic of the messages. Default kafka-default-topic. */
    public static final EndpointSetting<String> TOPIC =
            EndpointSetting.text(FAMILY, "Topic").byDefault("kafka-default-topic");

    /** Whether messages are indented or on one line. Default json. */
    public static final EndpointSetting<MessageFormat> MESSAGE_FORMAT =
            EndpointSetting.word(FAMILY, "MessageFormat", MessageFormat.class).byDefault(MessageFormat.JSON);

    /** Whether messages carry commit time, log position and transaction. Default false. */
    public static final EndpointSetting<Boolean> INCLUDE_TRANSACTION_DETAILS =
            EndpointSetting.flag(FAMILY, "IncludeTransactionDetails").byDefault(false);

    /** Whether messages carry their partition value. Default false. */
    public static final EndpointSetting<Boolean> INCLUDE_PARTITION_VALUE =
            EndpointSetting.flag(FAMILY, "IncludePartitionValue").byDefault(false);

    /** Whether partition values begin with schema and table, which spreads many small tables. Default false. */
    public static final EndpointSetting<Boolean> PARTITION_INCLUDE_SCHEMA_TABLE =
            EndpointSetting.flag(FAMILY, "PartitionIncludeSchemaTable").byDefault(false);

    /** Whether control messages tell of DDL. Default false. */
    public static final EndpointSetting<Boolean> INCLUDE_TABLE_ALTER_OPERATIONS =
            EndpointSetting.flag(FAMILY, "IncludeTableAlterOperations").byDefault(false);

    /** Whether control messages carry the definitions of tables and columns. Default false. */
    public static final EndpointSetting<Boolean> INCLUDE_CONTROL_DETAILS =
            EndpointSetting.flag(FAMILY, "IncludeControlDetails").byDefault(false);

    /** Largest message, in bytes. Default 1000000; at least 1. */
    public static final EndpointSetting<Integer> MESSAGE_MAX_BYTES =
            EndpointSetting.number(FAMILY, "MessageMaxBytes").byDefault(1000000).atLeast(1);

    /** Whether columns that are NULL or empty are written. Default false. */
    public static final EndpointSetting<Boolean> INCLUDE_NULL_AND_EMPTY =
            EndpointSetting.flag(FAMILY, "IncludeNullAndEmpty").byDefault(false);

    /** How the connection is protected. */
    public static final EndpointSetting<SecurityProtocol> SECURITY_PROTOCOL =
            EndpointSetting.word(FAMILY, "SecurityProtocol", SecurityProtocol.class);

    /** ARN of the client's certificate. */
    public static final EndpointSetting<String> SSL_CLIENT_CERTIFICATE_ARN =
            EndpointSetting.text(FAMILY, "SslClientCertificateArn");

    /** ARN of the client's private key. */
    public static final EndpointSetting<String> SSL_CLIENT_KEY_ARN = EndpointSetting.text(FAMILY, "SslClientKeyArn");

    /** ARN of the certificate of the authority that signed the broker's. */
    public static final EndpointSetting<String> SSL_CA_CERTIFICATE_ARN =
            EndpointSetting.text(FAMILY, "SslCaCertificateArn");

    /** User for security protocol sasl-ssl. */
    public static final EndpointSetting<String> SASL_USERNAME = EndpointSetting.text(FAMILY, "SaslUsername");

    /** Whether raw data comes without 0x before it. Default false. */
    public static final EndpointSetting<Boolean> NO_HEX_PREFIX =
            EndpointSetting.flag(FAMILY, "NoHexPrefix").byDefault(false);

    /** How the user is proven; plain needs engine version 3.5.0. Default scram-sha-512. */
    public static final EndpointSetting<SaslMechanism> SASL_MECHANISM =
            EndpointSetting.word(FAMILY, "SaslMechanism", SaslMechanism.class).byDefault(SaslMechanism.SCRAM_SHA_512);

    /** Whether the certificate must name the host; needs engine version 3.5.1. */
    public static final EndpointSetting<EndpointIdentification> SSL_ENDPOINT_IDENTIFICATION_ALGORITHM =
            EndpointSetting.word(FAMILY, "SslEndpointIdentificationAlgorithm", EndpointIdentification.class);

    /** Whether integers of more than 32 bits stay numbers. */
    public static final EndpointSetting<Boolean> USE_LARGE_INTEGER_VALUE =
            EndpointSetting.flag(FAMILY, "UseLargeIntegerValue");

    /** Every setting of the family, in the order of the API. */
    static final List<EndpointSetting<?>> ALL = List.of(
            BROKER,
            TOPIC,
            MESSAGE_FORMAT,
            INCLUDE_TRANSACTION_DETAILS,
            INCLUDE_PARTITION_VALUE,
            PARTITION_INCLUDE_SCHEMA_TABLE,
            INCLUDE_TABLE_ALTER_OPERATIONS,
            INCLUDE_CONTROL_DETAILS,
            MESSAGE_MAX_BYTES,
            INCLUDE_NULL_AND_EMPTY,
            SECURITY_PROTOCOL,
            SSL_CLIENT_CERTIFICATE_ARN,
            SSL_CLIENT_KEY_ARN,
            SSL_CA_CERTIFICATE_ARN,
            SASL_USERNAME,
            NO_HEX_PREFIX,
            SASL_MECHANISM,
            SSL_ENDPOINT_IDENTIFICATION_ALGORITHM,
            USE_LARGE_INTEGER_VALUE);

    private KafkaSettings() {}

    /** How the connection is protected. */
    public enum SecurityProtocol implements SettingWord {
        PLAINTEXT,
        SSL_AUTHENTICATION,
        SSL_ENCRYPTION,
        SASL_SSL
    }

    /** How the user is proven. */
    public enum SaslMechanism implements SettingWord {
        SCRAM_SHA_512,
        PLAIN
    }

    /** Whether the certificate must name the host. */
    public enum EndpointIdentification implements SettingWord {
        NONE,
        HTTPS
    }
}
