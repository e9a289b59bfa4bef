package io.dmskit.endpoint;

/** How documents arrive: whole (none), or their first level as columns (one). */
public enum NestingLevel implements SettingWord {
    NONE,
    ONE
}
