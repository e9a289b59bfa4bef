package io.dmskit.preflight;

import io.dmskit.catalog.PostgresSql;
import io.dmskit.catalog.Session;
import io.dmskit.endpoint.EndpointDefinition;
import io.dmskit.endpoint.PostgreSQLSettings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The replication slots that are there: the one the endpoint names, and forgotten ones. */
final class PostgresSlots {
    private static final String SLOTS = """
            SELECT slot_name, slot_type, coalesce(plugin, ''), coalesce(database, ''), active,
                   coalesce(pg_wal_lsn_diff(
                       CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END,
                       restart_lsn), 0)::bigint,
                   database = current_database()
            FROM pg_replication_slots ORDER BY 1""";

    private final Session session;
    private final String subject;
    private final Findings findings;

    PostgresSlots(Session session, String subject, Findings findings) {
        this.session = session;
        this.subject = subject;
        this.findings = findings;
    }

    private record Slot(String name, boolean logical, String database, boolean active, long kept, boolean here) {
        static Slot of(ResultSet row) throws SQLException {
            return new Slot(
                    row.getString(1),
                    "logical".equals(row.getString(2)),
                    row.getString(4),
                    row.getBoolean(5),
                    row.getLong(6),
                    row.getBoolean(7));
        }
    }

    void check(EndpointDefinition source) {
        findings.look(subject, "replication slots", () -> {
            List<Slot> slots = session.rows(SLOTS, Slot::of);
            Optional<String> named = source.settings().get(PostgreSQLSettings.SLOT_NAME);
            named.ifPresent(name -> named(name, slots));
            slots.stream()
                    .filter(slot -> !slot.active() && !Optional.of(slot.name()).equals(named))
                    .forEach(this::idle);
        });
        if (source.settings()
                .get(PostgreSQLSettings.PLUGIN_NAME)
                .filter(PostgreSQLSettings.PluginName.PGLOGICAL::equals)
                .isPresent()) {
            findings.look(subject, "the pglogical extension", this::pglogical);
        }
    }

    private void named(String name, List<Slot> slots) {
        Optional<Slot> found =
                slots.stream().filter(slot -> slot.name().equals(name)).findFirst();
        String what = "the endpoint names slot " + name;
        if (found.isEmpty()) {
            findings.add(PreflightFinding.error(
                            Check.NAMED_SLOT,
                            subject,
                            what + ", which is not there",
                            "create it, or leave SlotName out")
                    .mendedBy("SELECT pg_create_logical_replication_slot(" + PostgresSql.literal(name)
                            + ", 'test_decoding');"));
        } else if (!found.get().logical() || !found.get().here()) {
            findings.add(PreflightFinding.error(
                    Check.NAMED_SLOT,
                    subject,
                    what + ", which is "
                            + (found.get().logical()
                                    ? "of database " + found.get().database()
                                    : "a physical one"),
                    "name a logical slot of this database"));
        } else if (found.get().active()) {
            findings.add(PreflightFinding.error(
                    Check.NAMED_SLOT,
                    subject,
                    what + ", which somebody reads already",
                    "stop that reader, or create a slot for this task"));
        }
    }

    private void idle(Slot slot) {
        findings.add(PreflightFinding.warning(
                        Check.IDLE_SLOT,
                        subject,
                        "nobody reads slot " + slot.name() + ", and the server keeps " + Bytes.text(slot.kept())
                                + " of write-ahead log for it, and more each minute",
                        "start its reader; if there is none any more, drop the slot: whoever comes back for it has to begin"
                                + " anew")
                .mendedBy("SELECT pg_drop_replication_slot(" + PostgresSql.literal(slot.name()) + ");"));
    }

    private void pglogical() throws SQLException {
        boolean there = session.row(
                "SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'pglogical')", row -> row.getBoolean(1));
        if (!there) {
            findings.add(PreflightFinding.error(
                            Check.DECODING_PLUGIN,
                            subject,
                            "PluginName is pglogical, and the extension is not in this database",
                            "create it, its library in shared_preload_libraries; or set PluginName to test_decoding")
                    .mendedBy("CREATE EXTENSION pglogical;"));
        }
    }
}
