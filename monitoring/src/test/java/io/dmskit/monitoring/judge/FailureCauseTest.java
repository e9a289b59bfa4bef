package io.dmskit.monitoring.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.monitoring.judge.FailureCause.Resume;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailureCauseTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Error 1236 reading binary log                                                   | SOURCE_BINLOG_GONE       | NO
            Could not find first log file name in binary log index file                     | SOURCE_BINLOG_GONE       | NO
            Archived Redo log with the sequence 1404 does not exist [1022318]                | SOURCE_ARCHIVE_LOG_GONE  | AFTER_RESTORE
            Oracle CDC maximum retry counter exceeded. [122301]                             | SOURCE_ARCHIVE_LOG_GONE  | AFTER_RESTORE
            supplemental_log_data_min in v$database is set to NO [1020418]                  | SUPPLEMENTAL_LOGGING_OFF | AFTER_FIX
            To use CDC, the Oracle database must be configured to archived Redo logs [1022313] | ARCHIVE_LOG_MODE_OFF  | AFTER_FIX
            Cannot retrieve Oracle archived Redo log destination ids                        | ARCHIVE_LOG_MODE_OFF     | AFTER_FIX
            ERROR: requested WAL segment 000000010000000000000003 has already been removed  | SLOT_LOST                | NO
            wal_status = 'lost'                                                             | SLOT_LOST                | NO
            restart_lsn fell behind, max_slot_wal_keep_size exceeded                        | SLOT_LOST                | NO
            wal_status='extended'                                                           | SLOT_PINS_DISK           | YES
            wal_status='unreserved'                                                         | SLOT_PINS_DISK           | YES
            wal_sender_timeout must be 0 or at least 10 seconds                             | SESSION_TIMEOUT          | YES
            terminating connection due to idle-in-transaction timeout                       | SESSION_TIMEOUT          | YES
            MS-CDC has not been enabled on database 'bank' [1020101]                        | MS_CDC_OFF               | AFTER_FIX
            No FULL database backup found (under the 'FULL' recovery model) [120438]        | NO_FULL_BACKUP           | AFTER_FIX
            Table 'dbo'.'account' is not uniformly mapped across partitions. Therefore - it is excluded from CDC | TABLE_NOT_UNIFORM | AFTER_FIX
            No tables were found at task initialization. Either the selected table(s) no longer exist | NO_TABLES      | AFTER_FIX
            The value of column 'BODY' in table 'BANK.LETTER' was truncated to length 32768 | LOB_TRUNCATED            | RELOAD_TABLE
            value too long for type character varying(10) SqlState: 22001                   | VALUE_TOO_LONG           | RELOAD_TABLE
            ORA-12899: value too large for column                                           | VALUE_TOO_LONG           | RELOAD_TABLE
            RetCode: SQL_ERROR SqlState: 08S01 NativeError: 2013                            | CONNECTION_LOST          | YES
            Lost connection to MySQL server during query                                    | CONNECTION_LOST          | YES
            MySQL server has gone away [122502]                                             | CONNECTION_LOST          | YES
            RetCode: SQL_ERROR SqlState: 42P07 NativeError: 1                               | TARGET_HAS_LEFTOVERS     | AFTER_FIX
            relation "awsdms_validation_failures_v2_idx_1" already exists                   | TARGET_HAS_LEFTOVERS     | AFTER_FIX
            ERROR: out of memory                                                            | OUT_OF_MEMORY            | AFTER_FIX
            Stop Reason STOPPED_DUE_TO_LOW_MEMORY                                           | OUT_OF_MEMORY            | AFTER_FIX
            storage-full                                                                    | STORAGE_FULL             | AFTER_FIX
            Stop Reason STOPPED_DUE_TO_LOW_DISK                                             | STORAGE_FULL             | AFTER_FIX
            DMS-EVENT-0007                                                                  | STORAGE_FULL             | AFTER_FIX
            DMS-EVENT-0092                                                                  | STORAGE_FULL             | AFTER_FIX
            [SORTER ]I: Reading from source is paused. Total disk usage exceeded the limit 90% | STORAGE_FULL          | AFTER_FIX
            [TASK_MANAGER ]E: Task 'CPSTBQ' encountered a fatal error                       | GAVE_UP                  | AFTER_FIX
            [VALIDATOR ]I: Validation Failed key 17                                         | VALIDATION_NOISE         | YES
            """)
    void namesTheCauseOfWhatDmsSays(String message, FailureCause cause, Resume resume) {
        assertThat(FailureCause.in(message)).hasValue(cause);
        assertThat(cause.resume()).isEqualTo(resume);
    }

    /** The sentence around the code is long; what is particular in it counts, not that DMS gave up. */
    @Test
    void findsTheParticularInTheWholeSentence() {
        assertThat(
                        FailureCause.in(
                                "Last Error  supplemental_log_data_min in v$database is set to NO Task 'X' encountered a fatal error"
                                        + " [reptask/replicationtask.c:2859] [1020418] Stop Reason FATAL_ERROR Error Level FATAL"))
                .hasValue(FailureCause.SUPPLEMENTAL_LOGGING_OFF);
    }

    /** As people have met them, from end to end; names of streams and tasks are others. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Last Error Replication task out of memory. Stop Reason FATAL_ERROR Error Level FATAL | OUT_OF_MEMORY
            Last Error  Task error notification received from subtask 0, thread 0 [reptask/replicationtask.c:2891] [1020101] ERROR: out of memory | OUT_OF_MEMORY
            Last Error Failed in resolving configuration. Task error notification received from subtask 0, thread 0 [reptask/replicationtask.c:2859] [1020418] CDC cannot be provided because supplemental_log_data_min in v$database is set to NO; Minimal database supplemental logging level is not enabled; Failed while preparing stream component 'st_0_X'.; Cannot initialize subtask; Stream component 'st_0_X' terminated [reptask/replicationtask.c:2866] [1020418] Stop Reason FATAL_ERROR Error Level FATAL | SUPPLEMENTAL_LOGGING_OFF
            Last Error ARCHIVELOG mode is not configured in the Oracle instance Task error notification received from subtask 0, thread 0 [reptask/replicationtask.c:2859] [1022313] To use CDC, the Oracle database must be configured to archived Redo logs; Failed while preparing stream component 'st_0_X'.; Cannot initialize subtask | ARCHIVE_LOG_MODE_OFF
            Last Error  Stream Component Fatal error. Task error notification received from subtask 0, thread 0 [reptask/replicationtask.c:2801] [1020101] MS-CDC has not been enabled on database 'source'; Failed while preparing stream component 'st_0_X'.; Stream component 'st_0_X' terminated [reptask/replicationtask.c:2808] [1020101] Stop Reason FATAL_ERROR Error Level FATAL. | MS_CDC_OFF
            Task 'X' was stopped after 7 recovery attempts Stop Reason FATAL_ERROR Error Level FATAL | GAVE_UP
            2022-05-28T16:07:35 [TASK_MANAGER    ]E:  Task 'X' encountered a fatal error | GAVE_UP
            2025-04-01T20:45:32 [SORTER ]W: Reading from source is paused temporarily to enhance performance and avoid storage being full on replication instance. Total storage used by swap files exceeded the limit 1048576000 bytes, please consider checking target latency | STORAGE_FULL
            721331968: 2018-09-11T19:48:46:979532 [SOURCE_UNLOAD] W: The value of column 'C' in table 'HR.TEST_CLOB' was truncated to length 16384 | LOB_TRUNCATED
            """)
    void findsTheCauseInWholeMessages(String message, FailureCause cause) {
        assertThat(FailureCause.in(message)).hasValue(cause);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Last Error Task error notification received from subtask 0, thread 0 [reptask/replicationtask.c:2673] [1022502]"
                        + " Stop Reason RECOVERABLE_ERROR Error Level RECOVERABLE",
                "Last Error  Endpoint initialization failed. Task error notification received from subtask 0, thread 1"
                        + " [reptask/replicationtask.c:2883] [1020401] Server name must be supplied; Stop Reason FATAL_ERROR",
                "",
                "Last Error Something new. [reptask/replicationtask.c:2859] [1020418] Stop Reason FATAL_ERROR Error Level FATAL",
                "Stop Reason NORMAL",
                "the network went away"
            })
    void leavesWhatItDoesNotKnowAsItIs(String message) {
        assertThat(FailureCause.in(message)).isEmpty();
    }

    @Test
    void everyCauseSaysWhatToDo() {
        assertThat(Arrays.asList(FailureCause.values())).allSatisfy(cause -> {
            assertThat(cause.cause()).isNotBlank().doesNotEndWith(".");
            assertThat(cause.advice()).isNotBlank();
        });
    }

    @Test
    void aLineOfTheLogHasALevelThatItsWordsNeedNotTell() {
        assertThat(LogLine.of(
                        "00012345: 2026-11-20T09:00:00 [TARGET_APPLY    ]W:  Some rows were left out  (apply.c:17)"))
                .hasValue(new LogLine("TARGET_APPLY", 'W', "Some rows were left out  (apply.c:17)"));
        assertThat(LogLine.of("721331968: 2018-09-11T19:48:46:979532 [SOURCE_UNLOAD] W: The value was truncated"))
                .hasValue(new LogLine("SOURCE_UNLOAD", 'W', "The value was truncated"));
        assertThat(LogLine.of("a line of no log")).isEmpty();
    }
}
