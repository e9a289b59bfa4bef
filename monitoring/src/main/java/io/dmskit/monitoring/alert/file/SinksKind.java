package io.dmskit.monitoring.alert.file;

import io.dmskit.document.FileKind;

/** Files of sinks. */
enum SinksKind implements FileKind {
    /** The only one. */
    SINKS;

    @Override
    public String keyCode() {
        return SinksReader.KEY;
    }

    @Override
    public String missingCode() {
        return SinksReader.MISSING;
    }

    @Override
    public String valueCode() {
        return SinksReader.VALUE;
    }
}
