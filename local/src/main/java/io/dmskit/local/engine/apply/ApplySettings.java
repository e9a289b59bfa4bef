package io.dmskit.local.engine.apply;

import java.time.Duration;

/**
 * How changes are applied.
 *
 * @param minTransactionSize source transactions are put together on the target until they hold so many changes
 * @param commitTimeout but no longer than this
 * @param insert ApplyErrorInsertPolicy
 * @param update ApplyErrorUpdatePolicy
 * @param delete ApplyErrorDeletePolicy
 * @param data DataErrorPolicy
 * @param table TableErrorPolicy
 * @param ignoreConflicts FullLoadIgnoreConflicts: cached changes that were in the load already are passed over
 * @param truncate HandleSourceTableTruncated
 * @param alter HandleSourceTableAltered
 */
public record ApplySettings(
        int minTransactionSize,
        Duration commitTimeout,
        ErrorPolicy insert,
        ErrorPolicy update,
        ErrorPolicy delete,
        ErrorPolicy data,
        ErrorPolicy table,
        boolean ignoreConflicts,
        boolean truncate,
        boolean alter) {}
