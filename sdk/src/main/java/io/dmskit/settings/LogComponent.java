package io.dmskit.settings;

import java.util.List;

/**
 * A part of DMS that logs. AWS adds parts, so the set is open: an unknown one stays itself.
 *
 * @param id as the settings write it
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TaskSettings.Logging.html">Task settings: Logging</a>
 */
public record LogComponent(String id) implements Comparable<LogComponent> {
    /** Transformations of the table mappings. */
    public static final LogComponent TRANSFORMATION = new LogComponent("TRANSFORMATION");

    /** Reading of existing rows. */
    public static final LogComponent SOURCE_UNLOAD = new LogComponent("SOURCE_UNLOAD");

    /** Files and network. */
    public static final LogComponent IO = new LogComponent("IO");

    /** Writing of existing rows. */
    public static final LogComponent TARGET_LOAD = new LogComponent("TARGET_LOAD");

    /** Throughput and latency. */
    public static final LogComponent PERFORMANCE = new LogComponent("PERFORMANCE");

    /** Reading of changes. */
    public static final LogComponent SOURCE_CAPTURE = new LogComponent("SOURCE_CAPTURE");

    /** Ordering of changes into transactions. */
    public static final LogComponent SORTER = new LogComponent("SORTER");

    /** The interface of the replication instance. */
    public static final LogComponent REST_SERVER = new LogComponent("REST_SERVER");

    /** Validation, as AWS's sample writes it. */
    public static final LogComponent VALIDATOR = new LogComponent("VALIDATOR");

    /** Validation, as the service returns it. */
    public static final LogComponent VALIDATOR_EXT = new LogComponent("VALIDATOR_EXT");

    /** Writing of changes. */
    public static final LogComponent TARGET_APPLY = new LogComponent("TARGET_APPLY");

    /** The task as a whole. */
    public static final LogComponent TASK_MANAGER = new LogComponent("TASK_MANAGER");

    /** States of tables. */
    public static final LogComponent TABLES_MANAGER = new LogComponent("TABLES_MANAGER");

    /** Table definitions. */
    public static final LogComponent METADATA_MANAGER = new LogComponent("METADATA_MANAGER");

    /** Files made for targets that are loaded from files. */
    public static final LogComponent FILE_FACTORY = new LogComponent("FILE_FACTORY");

    /** What the others share. */
    public static final LogComponent COMMON = new LogComponent("COMMON");

    /** Additions of engines. */
    public static final LogComponent ADDONS = new LogComponent("ADDONS");

    /** Structures in memory. */
    public static final LogComponent DATA_STRUCTURE = new LogComponent("DATA_STRUCTURE");

    /** Connections. */
    public static final LogComponent COMMUNICATION = new LogComponent("COMMUNICATION");

    /** Transfer of files. */
    public static final LogComponent FILE_TRANSFER = new LogComponent("FILE_TRANSFER");

    /** Repair of rows; since engine 3.6.1, as are the next two. */
    public static final LogComponent DATA_RESYNC = new LogComponent("DATA_RESYNC");

    /** Reading for repairs. */
    public static final LogComponent RESYNC_UNLOAD = new LogComponent("RESYNC_UNLOAD");

    /** Writing of repairs. */
    public static final LogComponent RESYNC_APPLY = new LogComponent("RESYNC_APPLY");

    /** The components AWS names. */
    static final List<LogComponent> KNOWN = List.of(
            TRANSFORMATION,
            SOURCE_UNLOAD,
            IO,
            TARGET_LOAD,
            PERFORMANCE,
            SOURCE_CAPTURE,
            SORTER,
            REST_SERVER,
            VALIDATOR,
            VALIDATOR_EXT,
            TARGET_APPLY,
            TASK_MANAGER,
            TABLES_MANAGER,
            METADATA_MANAGER,
            FILE_FACTORY,
            COMMON,
            ADDONS,
            DATA_STRUCTURE,
            COMMUNICATION,
            FILE_TRANSFER,
            DATA_RESYNC,
            RESYNC_UNLOAD,
            RESYNC_APPLY);

    /** Components whose detailed debugging drowns everything else. */
    static final List<LogComponent> NOISY =
            List.of(COMMON, ADDONS, DATA_STRUCTURE, COMMUNICATION, FILE_TRANSFER, FILE_FACTORY);

    @Override
    public int compareTo(LogComponent other) {
        return id.compareTo(other.id);
    }

    @Override
    public String toString() {
        return id;
    }
}
