package io.dmskit.endpoint;

import java.util.List;

/**
 * Settings of Redis, as a target. Its password has no place here: DMS takes it in plain text only.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/APIReference/API_RedisSettings.html">RedisSettings</a>
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Target.Redis.html">User guide</a>
 */
public final class RedisSettings {
    static final String FAMILY = "RedisSettings";

    /** Host name of the server. Required. */
    public static final EndpointSetting<String> SERVER_NAME =
            EndpointSetting.text(FAMILY, "ServerName").required();

    /** Port of the server, usually 6379. Required. Range: 1 to 65535. */
    public static final EndpointSetting<Integer> PORT =
            EndpointSetting.number(FAMILY, "Port").from(1, 65535).required();

    /** How the connection is protected. Default ssl-encryption. */
    public static final EndpointSetting<SecurityProtocol> SSL_SECURITY_PROTOCOL = EndpointSetting.word(
                    FAMILY, "SslSecurityProtocol", SecurityProtocol.class)
            .byDefault(SecurityProtocol.SSL_ENCRYPTION);

    /** How DMS logs in. Default none. */
    public static final EndpointSetting<AuthType> AUTH_TYPE =
            EndpointSetting.word(FAMILY, "AuthType", AuthType.class).byDefault(AuthType.NONE);

    /** User for auth-role. */
    public static final EndpointSetting<String> AUTH_USER_NAME = EndpointSetting.text(FAMILY, "AuthUserName");

    /** ARN of the certificate of the authority that signed the server's. Default: Amazon's. */
    public static final EndpointSetting<String> SSL_CA_CERTIFICATE_ARN =
            EndpointSetting.text(FAMILY, "SslCaCertificateArn");

    /** Every setting of the family, in the order of the API. */
    static final List<EndpointSetting<?>> ALL =
            List.of(SERVER_NAME, PORT, SSL_SECURITY_PROTOCOL, AUTH_TYPE, AUTH_USER_NAME, SSL_CA_CERTIFICATE_ARN);

    private RedisSettings() {}

    /** How the connection is protected. */
    public enum SecurityProtocol implements SettingWord {
        PLAINTEXT,
        SSL_ENCRYPTION
    }

    /** How DMS logs in. */
    public enum AuthType implements SettingWord {
        NONE,
        AUTH_ROLE,
        AUTH_TOKEN
    }
}
