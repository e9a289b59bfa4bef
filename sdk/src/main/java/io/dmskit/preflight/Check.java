package io.dmskit.preflight;

/**
 * What preflight looks for. Codes are stable: they are never given to something else. {@code docs/preflight.md} lists them.
 *
 * <p>PF0 is about the run as a whole, PF1 a PostgreSQL source server, PF2 the selected tables, PF3 a PostgreSQL target, PF4 a
 * MySQL or MariaDB source server, PF5 the service, PF6 the service's own assessments, PF7 the size of what the migration runs on.
 */
public enum Check {
    UNREACHABLE("PF001", "a database cannot be connected to"),
    NOT_LOOKED_INTO("PF002", "an engine is not looked into"),
    UNANSWERED("PF003", "a question could not be answered, for want of time or of a privilege"),
    NOTHING_SELECTED("PF004", "the table mappings select no table"),
    MAPPING_CONFLICT("PF005", "table mappings and source do not go together"),

    WAL_LEVEL("PF101", "wal_level is not logical"),
    REPLICATION_SLOTS("PF102", "there are fewer free replication slots than tasks"),
    WAL_SENDERS("PF103", "there are fewer free WAL senders than tasks"),
    WAL_SENDER_TIMEOUT("PF104", "wal_sender_timeout is so short that a busy task is cut off"),
    IDLE_SLOT("PF105", "a slot that nobody reads keeps write-ahead log"),
    SLOT_LIMIT("PF106", "max_slot_wal_keep_size invalidates the slot of a task that falls behind"),
    REPLICATION_PRIVILEGE("PF107", "the user may not replicate"),
    OPEN_TRANSACTION("PF108", "a long transaction holds up the start of replication"),
    PREPARED_TRANSACTION("PF109", "a prepared transaction holds up the start of replication"),
    STANDBY_SOURCE("PF110", "the source is a standby"),
    DDL_CAPTURE("PF111", "the user may not make what DMS needs to capture DDL"),
    DECODING_PLUGIN("PF112", "the chosen logical decoding plugin is not there"),
    NAMED_SLOT("PF113", "the slot that the endpoint names cannot be used"),
    SOURCE_ENCODING("PF114", "the source does not know the encoding of its texts"),

    SELECT_PRIVILEGE("PF201", "the user may not read a table"),
    NO_KEY("PF202", "updates and deletes of a table cannot be matched"),
    NO_TARGET_KEY("PF203", "updates and deletes look at every row of a target table"),
    VIEW_CHANGES("PF204", "a view has no changes of its own"),
    UNLOGGED("PF205", "an unlogged table has no changes in the write-ahead log"),
    PARTITIONED("PF206", "a partitioned table is selected itself"),
    INHERITED("PF207", "a table is read together with those that inherit from it"),
    ROW_SECURITY("PF208", "row-level security hides rows from the user"),
    SAME_NAME("PF209", "names of tables differ by case only"),
    GENERATED_COLUMN("PF210", "a generated column does not go"),
    USER_TYPE("PF211", "a type of the user's own arrives as text"),
    TYPE_LOSS("PF212", "a type loses something on the way"),
    TYPE_CHANGE("PF213", "a type arrives as another one"),
    TYPE_UNSUPPORTED("PF214", "a type does not go"),
    ARRAY_WITHOUT_KEY("PF215", "a table with arrays and no primary key is suspended"),
    FILTER_WITHOUT_KEY("PF216", "deletes are lost where a filter does not name the key"),
    LOB_CUT_OFF("PF220", "LOBs are longer than limited LOB mode allows"),
    LOB_TIGHT("PF221", "the largest LOBs come near what limited LOB mode allows"),
    LOB_LEFT_OUT("PF222", "LOB columns are not migrated"),
    LOB_NOT_NULL("PF223", "a LOB column is NOT NULL where LOBs are written after their rows"),
    LOB_WITHOUT_KEY("PF224", "a table has LOBs and no primary key"),

    CREATE_PRIVILEGE("PF301", "the user may not create tables on the target"),
    WRITE_PRIVILEGE("PF302", "the user may not write a target table"),
    TARGET_NOT_EMPTY("PF303", "a target table holds rows that the load would be added to"),
    TARGET_ROWS_LOST("PF304", "the load deletes what a target table holds"),
    FOREIGN_KEY("PF305", "a foreign key on the target is checked while tables are loaded in any order"),
    REFERENCED("PF306", "a target table that a foreign key points to can be neither truncated nor dropped"),
    TRIGGER("PF307", "a trigger on the target fires for every row that arrives"),
    MISSING_COLUMN("PF308", "a target table lacks a column"),
    UNFILLED_COLUMN("PF309", "a column of the target must be filled and is not"),
    NARROW_COLUMN("PF310", "a column of the target is too narrow"),
    OTHER_TYPE("PF311", "a column of the target is of another kind of type"),
    NOT_NULL("PF312", "a column of the target refuses NULLs that the source allows"),
    TARGET_UNIQUE("PF313", "the target has a unique key that the source does not have"),
    MISSING_TARGET_KEY("PF314", "a target table lacks the key that changes are matched by"),
    MISSING_TABLE("PF315", "a target table is missing and nothing creates it"),
    READ_ONLY_TARGET("PF316", "the target takes no writes"),
    TARGET_ENCODING("PF317", "the target cannot hold every character of the source"),
    COLLATION("PF318", "source and target sort texts differently"),
    SEQUENCES("PF319", "sequences and identity columns must be advanced at the cutover"),
    REPLICATION_ROLE("PF320", "the user may not set session_replication_role"),

    BINARY_LOG("PF401", "there is no binary log"),
    BINLOG_FORMAT("PF402", "binlog_format is not ROW"),
    BINLOG_ROW_IMAGE("PF403", "binlog_row_image is not FULL"),
    SERVER_ID("PF404", "the server has no id"),
    BINLOG_RETENTION("PF405", "binary logs are deleted too soon, or never"),
    BINLOG_CHECKSUM("PF406", "binlog_checksum is not NONE"),
    REPLICA_LOG("PF407", "a replica does not log what it receives"),
    MYSQL_PRIVILEGES("PF408", "the user lacks a privilege that replication needs"),
    STORAGE_ENGINE("PF409", "a table's storage engine knows no transactions"),
    CHARACTER_SET("PF410", "texts are in a character set that DMS converts"),

    QUOTA("PF501", "a quota of the account is reached"),
    TASKS_PER_INSTANCE("PF502", "the replication instance has as many tasks as it may"),
    INSTANCE_CLASS("PF503", "the instance class cannot be ordered in this region"),
    INSTANCE_STORAGE("PF504", "the storage cannot be ordered with this instance class"),
    INSTANCE_STATUS("PF505", "the replication instance cannot run a task"),
    ENGINE_VERSION("PF506", "the replication instance runs a version of DMS that is no longer offered"),
    CONNECTION("PF507", "the replication instance does not reach an endpoint"),

    ASSESSMENT("PF601", "an assessment of DMS found something"),
    ASSESSMENT_RUN("PF602", "the assessment run itself did not end well"),

    SMALL_MEMORY("PF701", "the capacity has less memory than the task may take"),
    SMALL_STORAGE("PF702", "the replication instance has less storage than waiting changes may take"),
    SUB_TASKS("PF703", "the number of sub-tasks does not fit tables and capacity");

    private final String code;
    private final String title;

    Check(String code, String title) {
        this.code = code;
        this.title = title;
    }

    /** Returns the stable code, such as {@code PF101}. */
    public String code() {
        return code;
    }

    /** Returns what is wrong when it finds something. */
    public String title() {
        return title;
    }
}
