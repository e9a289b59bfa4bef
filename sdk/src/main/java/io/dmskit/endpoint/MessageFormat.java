package io.dmskit.endpoint;

/** How messages are written: indented, or on one line. */
public enum MessageFormat implements SettingWord {
    JSON,
    JSON_UNFORMATTED
}
