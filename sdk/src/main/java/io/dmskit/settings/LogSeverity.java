package io.dmskit.settings;

/** How much a component logs, from least to most. */
public enum LogSeverity {
    ERROR,
    WARNING,
    INFO,
    /** What DMS sees fit. */
    DEFAULT,
    DEBUG,
    DETAILED_DEBUG;

    /** Returns the word DMS uses. */
    @Override
    public String toString() {
        return "LOGGER_SEVERITY_" + name();
    }
}
