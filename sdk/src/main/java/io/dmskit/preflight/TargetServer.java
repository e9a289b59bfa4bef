package io.dmskit.preflight;

import io.dmskit.catalog.Session;
import io.dmskit.migration.Migration;
import java.sql.SQLException;

/** What a PostgreSQL target is as a server. */
final class TargetServer {
    private static final String READ_ONLY = """
            SELECT pg_is_in_recovery(),
                   (SELECT reset_val = 'on' FROM pg_settings WHERE name = 'default_transaction_read_only'),
                   quote_ident(current_database())""";

    private final Session session;
    private final Migration migration;
    private final String subject;
    private final Findings findings;

    TargetServer(Session session, Migration migration, String subject, Findings findings) {
        this.session = session;
        this.migration = migration;
        this.subject = subject;
        this.findings = findings;
    }

    private record ReadOnly(boolean standby, boolean byDefault, String database) {}

    void writable() throws SQLException {
        ReadOnly found =
                session.row(READ_ONLY, row -> new ReadOnly(row.getBoolean(1), row.getBoolean(2), row.getString(3)));
        if (found.standby()) {
            findings.add(PreflightFinding.error(
                    Check.READ_ONLY_TARGET,
                    subject,
                    "it is a standby, which takes no writes",
                    "make the primary the target (the writer endpoint of an Aurora cluster)"));
        } else if (found.byDefault()) {
            findings.add(PreflightFinding.error(
                            Check.READ_ONLY_TARGET,
                            subject,
                            "default_transaction_read_only is on: it takes no writes",
                            "turn it off for the database or the user")
                    .mendedBy("SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE;\nALTER DATABASE "
                            + found.database() + " SET default_transaction_read_only = off;"));
        }
    }

    void encoding(SourceFacts source) throws SQLException {
        String own = session.row("SELECT current_setting('server_encoding')", row -> row.getString(1));
        source.encoding()
                .filter(encoding -> !own.equals("UTF8") && !own.equals(encoding))
                .ifPresent(encoding -> findings.add(PreflightFinding.error(
                        Check.TARGET_ENCODING,
                        subject,
                        "its encoding is " + own + " and that of "
                                + migration.source().describe() + " is " + encoding
                                + ": a character that it does not have fails its row",
                        "create the target database with ENCODING 'UTF8' TEMPLATE template0")));
        String sorted = PostgresCollation.of(session);
        source.collation()
                .filter(collation -> !collation.equals(sorted))
                .ifPresent(collation -> findings.add(PreflightFinding.info(
                        Check.COLLATION,
                        subject,
                        "its collation is " + sorted + " and that of the source is " + collation
                                + ": texts are sorted and compared differently",
                        "check queries that depend on the order of texts, and parallel-load ranges over text keys")));
    }
}
