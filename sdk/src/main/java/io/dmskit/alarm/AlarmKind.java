package io.dmskit.alarm;

import io.dmskit.document.NearestWord;
import java.util.Arrays;
import java.util.Locale;

/** What can go wrong with a migration, in the order in which alarms are listed. Each kind has a section in the runbook. */
public enum AlarmKind {
    TARGET_LATENCY("Target latency", "The target is too far behind the source."),
    SOURCE_LATENCY(
            "Source latency",
            "Changes are captured too late; past what the source's log keeps, only a new load helps."),
    NO_DATA("No data", "DMS tells nothing of a replication that must run: it has probably stopped or failed."),
    INCOMING_CHANGES(
            "Waiting changes",
            "More and more changes wait to be applied: the target does not keep up with the source."),
    CHANGES_ON_DISK("Changes on disk", "Committed changes that wait for the target spill to disk, more and more."),
    FULL_LOAD_THROUGHPUT("Full load", "The load goes on and writes no row."),
    VALIDATION_FAILED("Validation failures", "DMS's validation found rows that differ."),
    VALIDATION_SUSPENDED(
            "Validation suspended", "DMS's validation has given up on rows, so nobody knows whether they are equal."),
    CAPACITY("Capacity", "The serverless replication has hardly any memory left."),
    SERVERLESS_CPU("Processors", "The serverless replication's processors are busy; memory may look idle meanwhile."),
    AVAILABLE_MEMORY("Memory", "The replication instance has hardly any memory left: DMS stops tasks for want of it."),
    SWAP("Swap", "The replication instance swaps more and more: it is too small."),
    INSTANCE_CPU("Processors", "The replication instance's processors are busy."),
    STORAGE_LOW("Storage", "The replication instance's storage fills with logs or waiting changes."),
    STORAGE_CRITICAL("Storage nearly full", "DMS stops reading from sources once storage is full."),
    DISK_QUEUE("Disk queue", "Requests wait for the replication instance's disk."),
    SOURCE_SLOT_LAG("Slot lag", "A replication slot on the source is not read fast enough, or by nobody."),
    SOURCE_SLOT_DISK("Slot disk usage", "The log that replication slots hold fills the source's disk.");

    /** Where the runbook is read; each section's anchor is the kind's id. */
    public static final String RUNBOOK = "https://github.com/dmskit/dmskit/blob/main/docs/runbook.md";

    private final String title;
    private final String meaning;

    AlarmKind(String title, String meaning) {
        this.title = title;
        this.meaning = meaning;
    }

    /** Returns the name that alarms end with and that is the anchor in the runbook, such as {@code target-latency}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the kind of this id. */
    public static AlarmKind of(String id) {
        return Arrays.stream(values())
                .filter(kind -> kind.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no alarm \"" + id + "\""
                        + NearestWord.hint(
                                id, Arrays.stream(values()).map(AlarmKind::id).toList())));
    }

    /** Returns a short name for people. */
    public String title() {
        return title;
    }

    /** Returns what it means, in a sentence. */
    public String meaning() {
        return meaning;
    }

    /** Returns where to read what to do. */
    public String runbook() {
        return RUNBOOK + "#" + id();
    }
}
