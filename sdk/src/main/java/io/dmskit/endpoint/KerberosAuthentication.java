package io.dmskit.endpoint;

/** How DMS logs in where Kerberos may vouch for it. */
public enum KerberosAuthentication implements SettingWord {
    PASSWORD,
    KERBEROS
}
