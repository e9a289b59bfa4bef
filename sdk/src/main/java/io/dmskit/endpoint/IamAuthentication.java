package io.dmskit.endpoint;

/** How DMS logs in where IAM may vouch for it. */
public enum IamAuthentication implements SettingWord {
    PASSWORD,
    IAM
}
