package io.dmskit.monitoring.openmetrics;

/** What is told. Names are Micrometer's; Prometheus sees underscores, and {@code _total} behind counters. */
enum Family {
    STATUS("dmskit.replication.status", false, "1 for the status that the replication has, 0 for the others"),
    PHASE("dmskit.replication.phase", false, "1 for what the replication is doing, 0 for the others"),
    SEVERITY("dmskit.replication.severity", false, "Its most urgent condition: 0 none, 1 info, 2 warn, 3 page"),
    SOURCE_LATENCY(
            "dmskit.replication.source.latency.seconds", false, "CDCLatencySource; no series where it is not known"),
    TARGET_LATENCY(
            "dmskit.replication.target.latency.seconds",
            false,
            "CDCLatencyTarget, which contains the source's; no series where it is not known"),
    INCOMING_CHANGES(
            "dmskit.replication.incoming.changes",
            false,
            "CDCIncomingChanges: changes that wait; no series where it is not known"),
    LOADED_ROWS("dmskit.replication.full.load.rows", true, "Rows loaded; begins anew when a load does"),
    EXPECTED_ROWS("dmskit.replication.expected.rows", false, "Rows that the load will bring, as far as somebody knows"),
    INSERTS("dmskit.replication.applied.inserts", true, "Rows inserted while changes are applied"),
    UPDATES("dmskit.replication.applied.updates", true, "Rows updated while changes are applied"),
    DELETES("dmskit.replication.applied.deletes", true, "Rows deleted while changes are applied"),
    TABLES("dmskit.replication.tables", false, "Tables by state"),
    SEEN("dmskit.replication.seen.timestamp.seconds", false, "When its status was read last"),
    TABLES_READ("dmskit.replication.tables.read.timestamp.seconds", false, "When its tables were read last"),
    TABLE_LOADED_ROWS("dmskit.table.full.load.rows", true, "Rows loaded of one table"),
    TABLE_INSERTS("dmskit.table.applied.inserts", true, "Rows of one table inserted while changes are applied"),
    TABLE_UPDATES("dmskit.table.applied.updates", true, "Rows of one table updated while changes are applied"),
    TABLE_DELETES("dmskit.table.applied.deletes", true, "Rows of one table deleted while changes are applied"),
    TABLE_SUSPENDED("dmskit.table.suspended", false, "1 if the replication goes on without the table"),
    CONDITIONS(
            "dmskit.conditions",
            false,
            "What is wrong, by subject, kind and severity; explained says whether another condition is why"),
    CALLS("dmskit.api.calls", true, "Calls to AWS, refused ones included"),
    THROTTLED("dmskit.api.throttled", true, "Calls that were refused because there were too many"),
    METRICS_REQUESTED(
            "dmskit.api.metrics.requested", true, "Metrics asked of CloudWatch, which is what it is paid for"),
    BUDGET("dmskit.api.budget.calls.per.second", false, "Calls a second that are let through now"),
    DOLLARS("dmskit.api.dollars.per.day", false, "Price of a day at this pace"),
    SERVICE_FAILING("dmskit.service.failing", false, "1 if a service does not answer"),
    SINK_FAILING("dmskit.sink.failing", false, "1 if alerts do not reach a sink"),
    SINK_WAITING("dmskit.sink.waiting.alerts", false, "Alerts that a sink has not got yet"),
    LOOKED("dmskit.look.timestamp.seconds", false, "When DMS answered last"),
    ROUNDS("dmskit.rounds", true, "Rounds of watching");

    private final String id;
    private final boolean counter;
    private final String description;

    Family(String id, boolean counter, String description) {
        this.id = id;
        this.counter = counter;
        this.description = description;
    }

    String id() {
        return id;
    }

    boolean isCounter() {
        return counter;
    }

    String description() {
        return description;
    }
}
