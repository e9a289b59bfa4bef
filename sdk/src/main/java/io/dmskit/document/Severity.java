package io.dmskit.document;

/** How much a finding matters: an error stops the work, a warning and an info do not. */
public enum Severity {
    ERROR,
    WARNING,
    INFO
}
