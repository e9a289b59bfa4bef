package io.dmskit.endpoint;

/** Into which databases tables go. */
public enum TargetDbType implements SettingWord {
    SPECIFIC_DATABASE,
    MULTIPLE_DATABASES
}
