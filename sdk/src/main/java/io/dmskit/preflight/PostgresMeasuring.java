package io.dmskit.preflight;

import io.dmskit.catalog.PostgresCatalog;
import io.dmskit.catalog.Session;
import io.dmskit.catalog.Table;
import io.dmskit.catalog.TableName;
import io.dmskit.mapping.plan.MappingPlan;
import io.dmskit.preflight.sizing.Measurement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Measures a PostgreSQL source for the sizing. */
final class PostgresMeasuring {
    /** A shorter time says little about a day. */
    private static final double LEAST_SECONDS = 60;

    private static final String LOG_RATE = """
            SELECT wal_bytes::float8, extract(epoch FROM now() - stats_reset)::float8 FROM pg_stat_wal""";

    private final Session session;
    private final String subject;
    private final Findings findings;
    private Rate rate = new Rate(OptionalDouble.empty(), "");

    PostgresMeasuring(Session session, String subject, Findings findings) {
        this.session = session;
        this.subject = subject;
        this.findings = findings;
    }

    private record Rate(OptionalDouble bytesPerSecond, String how) {}

    Optional<Measurement> measure(MappingPlan plan) {
        Map<TableName, Long> sizes = new HashMap<>();
        findings.look(subject, "sizes of tables", () -> {
            for (Table table :
                    PostgresCatalog.readWithSizes(session.connection()).tables()) {
                sizes.put(table.name(), table.bytes());
            }
        });
        findings.look(subject, "growth of the write-ahead log", this::rate);
        return sizes.isEmpty()
                ? Optional.empty()
                : Optional.of(Measuring.of(plan, sizes, rate.bytesPerSecond(), rate.how()));
    }

    /** The server's own count, since it was last reset; PostgreSQL 14 and later keep one. */
    private void rate() throws SQLException {
        boolean counts =
                session.row("SELECT to_regclass('pg_catalog.pg_stat_wal') IS NOT NULL", row -> row.getBoolean(1));
        if (counts) {
            rate = session.row(LOG_RATE, row -> rate(row.getDouble(1), row.getDouble(2)));
        }
    }

    private static Rate rate(double bytes, double seconds) {
        return seconds < LEAST_SECONDS
                ? new Rate(OptionalDouble.empty(), "")
                : new Rate(
                        OptionalDouble.of(bytes / seconds),
                        "write-ahead log, average of the last " + Math.round(seconds / 60) + " minutes");
    }
}
