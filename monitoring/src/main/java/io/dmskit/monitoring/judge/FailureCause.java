package io.dmskit.monitoring.judge;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Why replications fail, lose data or stand still, as their own words tell: messages of the service and lines of the task's log. The
 * more particular come first, since one sentence may hold several of these texts; the numbers in brackets do not decide, because
 * DMS gives one number to different failures.
 */
public enum FailureCause {
    SOURCE_BINLOG_GONE(
            "Error 1236\\b.*binary log|could not find first log file name",
            "the source's binary log no longer holds the position to go on from: it was purged, or the server behind the address is"
                    + " another one now",
            Resume.NO,
            "reload the target, or start a new cdc task from a position that the log still has; then lengthen the binary log's"
                    + " retention"),
    SOURCE_ARCHIVE_LOG_GONE(
            "Archived Redo log with the sequence \\S+ does not exist|CDC maximum retry counter exceeded",
            "an archived redo log that has not been read yet is gone",
            Resume.AFTER_RESTORE,
            "restore the archived log and resume; if it cannot be restored, reload the target; then keep archived logs longer"),
    SUPPLEMENTAL_LOGGING_OFF(
            "supplemental_log_data_min\\b.* is set to NO",
            "the Oracle source has no supplemental logging",
            Resume.AFTER_FIX,
            "ALTER DATABASE ADD SUPPLEMENTAL LOG DATA, and add it for the keys of the tables; then start again"),
    ARCHIVE_LOG_MODE_OFF(
            "must be configured to archived Redo logs|Cannot retrieve Oracle archived Redo log destination",
            "the Oracle source does not archive its redo logs, or DMS cannot see where",
            Resume.AFTER_FIX,
            "put the database into ARCHIVELOG mode and grant DMS's user the views it reads; then start again"),
    SLOT_LOST(
            "requested WAL segment \\S+ has already been removed|wal_status\\W+lost"
                    + "|max_slot_wal_keep_size.*(exceed|invalidat)|can(no|')t (longer )?.*get changes from replication slot"
                    + "|invalidat\\w+ .*slot|slot .*invalidat",
            "the source has removed log that the replication slot still needed; the slot is lost",
            Resume.NO,
            "make a new slot and reload the target; then raise max_slot_wal_keep_size, and watch the slot's lag"),
    SLOT_PINS_DISK(
            "wal_status\\W+(extended|unreserved)",
            "the slot keeps more of the source's log than was planned: the source's disk fills, or the slot is about to be lost",
            Resume.YES,
            "let the replication catch up; on a source with little to do set HeartbeatEnable, so that the slot moves on"),
    SESSION_TIMEOUT(
            "wal_sender_timeout|walsender timeout|replication timeout|idle_in_transaction_session_timeout|idle-in-transaction timeout",
            "the source ends DMS's own session because of a timeout",
            Resume.YES,
            "set wal_sender_timeout to 0 or between 10 s and 5 min, and idle_in_transaction_session_timeout to 0 for DMS's user; then"
                    + " resume"),
    MS_CDC_OFF(
            "MS-CDC has not been enabled",
            "the SQL Server source has no change data capture for the database",
            Resume.AFTER_FIX,
            "EXEC sys.sp_cdc_enable_db, and enable it for the tables without a primary key; then start again"),
    NO_FULL_BACKUP(
            "No FULL database backup found",
            "the SQL Server source has never been backed up in full, so its log is not kept",
            Resume.AFTER_FIX,
            "take a full backup of the source database; then start again"),
    TABLE_NOT_UNIFORM(
            "Table .*is not uniformly mapped across partitions|not uniformly mapped across partitions",
            "a partitioned table is compressed differently from partition to partition, and its changes are left out without an error",
            Resume.AFTER_FIX,
            "give all of its partitions the same compression and reload the table"),
    NO_TABLES(
            "No tables were found at task initialization",
            "the table mappings select no table that is there and may be read",
            Resume.AFTER_FIX,
            "correct the selection rules, upper and lower case included, or grant DMS's user SELECT; then start again"),
    LOB_TRUNCATED(
            "value of column .* in table .* was truncated to length",
            "large values were cut at LobMaxSize, and the replication goes on as if nothing had happened",
            Resume.RELOAD_TABLE,
            "the cut values are lost on the target: raise LobMaxSize and reload the table; FailTasksOnLobTruncation makes it an error"),
    VALUE_TOO_LONG(
            "value too long for type|SqlState:? ?22001|ORA-12899",
            "a value is longer than its column on the target",
            Resume.RELOAD_TABLE,
            "widen the column on the target, then reload the table: it was suspended when this happened"),
    TARGET_HAS_LEFTOVERS(
            "SqlState:? ?42P07|relation \"[^\"]*\" already exists",
            "the target already has what DMS wants to create, left by an earlier task",
            Resume.AFTER_FIX,
            "drop left-over awsdms_* tables only if no other task uses them; the tables themselves: choose another TargetTablePrepMode"),
    CONNECTION_LOST(
            "Lost connection to MySQL server|server has gone away|SqlState:? ?08S01|\\b08S01\\b",
            "the connection to a database broke",
            Resume.YES,
            "DMS tries again by itself; if it keeps happening look at the database's restarts, its timeouts and the network"),
    OUT_OF_MEMORY(
            "ERROR: out of memory|STOPPED_DUE_TO_LOW_MEMORY|\\bout of memory\\b",
            "there is too little memory for the settings",
            Resume.AFTER_FIX,
            "take a larger class, or fewer parallel tables and threads, or smaller LOB settings; then resume"),
    STORAGE_FULL(
            "STOPPED_DUE_TO_LOW_DISK|storage-full|Total disk usage exceeded the limit|storage used by swap files exceeded the limit"
                    + "|DMS-EVENT-0007|DMS-EVENT-0092|No space left on device",
            "the replication instance's storage is full, so DMS stops reading from the source",
            Resume.AFTER_FIX,
            "delete task logs (DeleteTaskLogs), set log levels back to default, or add storage; then resume"),
    VALIDATION_NOISE(
            "Validation Failed key",
            "DMS's validation found a row that differs; the log has it only at level I",
            Resume.YES,
            "look into awsdms_validation_failures_v1 on the target; rows under change show up and vanish again"),
    GAVE_UP(
            "\\[TASK_MANAGER\\s*\\]E:.*encountered a fatal error|Task '[^']*' encountered a fatal error"
                    + "|stopped after \\d+ recovery attempts",
            "DMS has tried six times by itself and given up",
            Resume.AFTER_FIX,
            "look for the first ]E: line above it in the task's log: that is the reason");

    /** Whether going on where it ended can help. */
    public enum Resume {
        /** A resume may succeed as it is, and DMS often tries by itself. */
        YES("resume"),
        /** A resume can succeed once the cause is mended. */
        AFTER_FIX("resume after the fix"),
        /** A resume can succeed only if what is gone is brought back. */
        AFTER_RESTORE("resume only if what is gone can be restored"),
        /** It goes on, and the table has to be loaded again. */
        RELOAD_TABLE("reload the table"),
        /** The position is lost: load again or start elsewhere. */
        NO("do not resume: the position is lost");

        private final String words;

        Resume(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    private final Pattern text;
    private final String cause;
    private final Resume resume;
    private final String advice;

    FailureCause(String text, String cause, Resume resume, String advice) {
        this.text = Pattern.compile(text, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
        this.cause = cause;
        this.resume = resume;
        this.advice = advice;
    }

    /** Returns the cause that a message or a line of a log tells of; nothing for one that is not known here. */
    public static Optional<FailureCause> in(String message) {
        return Arrays.stream(values())
                .filter(one -> one.text.matcher(message).find())
                .findFirst();
    }

    /** Returns the name as words of the language are written, such as {@code slot-lost}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns what has happened, in a sentence without an end. */
    public String cause() {
        return cause;
    }

    /** Returns whether the replication goes on as if nothing had happened, so that only its log tells. */
    boolean silent() {
        return this == LOB_TRUNCATED || this == TABLE_NOT_UNIFORM;
    }

    /** Returns whether going on where it ended can help. */
    public Resume resume() {
        return resume;
    }

    /** Returns what to do. */
    public String advice() {
        return advice;
    }
}
