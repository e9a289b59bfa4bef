package io.dmskit.verify;

/** Hears of each table as soon as it has been compared. Called from one thread at a time. */
@FunctionalInterface
public interface VerificationListener {
    /** Hears nothing. */
    VerificationListener SILENT = (comparison, done, all) -> {};

    /**
     * A table has been compared.
     *
     * @param comparison how it went
     * @param done how many tables have been compared by now
     * @param all how many there are
     */
    void compared(TableComparison comparison, int done, int all);
}
