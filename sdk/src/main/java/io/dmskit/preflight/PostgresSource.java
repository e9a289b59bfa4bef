package io.dmskit.preflight;

import io.dmskit.catalog.Catalog;
import io.dmskit.catalog.PostgresCatalog;
import io.dmskit.catalog.Session;
import io.dmskit.catalog.Table;
import io.dmskit.catalog.TableName;
import io.dmskit.endpoint.PostgreSQLSettings;
import io.dmskit.mapping.plan.MappingPlan;
import io.dmskit.mapping.plan.TablePlan;
import io.dmskit.migration.Migration;
import io.dmskit.preflight.sizing.Measurement;
import io.dmskit.proposal.LobColumn;
import io.dmskit.proposal.PostgresLobs;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at a PostgreSQL source. */
final class PostgresSource {
    private static final String NO_ENCODING = "SQL_ASCII";

    private final Session session;
    private final Migration migration;
    private final PreflightOptions options;
    private final String subject;
    private final Findings findings;
    private final List<LobColumn> lobs = new ArrayList<>();
    private SourceFacts facts = SourceFacts.NONE;
    private Optional<Measurement> measurement = Optional.empty();

    PostgresSource(Session session, Migration migration, PreflightOptions options, String subject, Findings findings) {
        this.session = session;
        this.migration = migration;
        this.options = options;
        this.subject = subject;
        this.findings = findings;
    }

    /** Asks everything and returns what the target is held against. */
    SourceFacts check() {
        if (migration.type().replicates()) {
            replication();
        }
        findings.look(subject, "tables, columns and keys", () -> plan(PostgresCatalog.read(session.connection()))
                .ifPresent(this::tables));
        return facts;
    }

    /** Returns what was measured, if there was something to measure. */
    Optional<Measurement> measurement() {
        return measurement;
    }

    private void replication() {
        boolean slotThere =
                migration.source().settings().get(PostgreSQLSettings.SLOT_NAME).isPresent();
        new PostgresReplication(session, subject, options, findings).check(slotThere);
        new PostgresSlots(session, subject, findings).check(migration.source());
        new PostgresTransactions(session, subject, findings).check(options.longTransaction());
        new PostgresDdlCapture(session, subject, findings).check(migration.source());
    }

    private Optional<MappingPlan> plan(Catalog catalog) {
        return new Planning(migration, findings).plan(catalog);
    }

    private void tables(MappingPlan plan) {
        facts = SourceFacts.of(plan);
        new PlanChecks(plan, migration.type().replicates(), findings).check();
        new PostgresTypes(migration, plan, findings).check();
        new PostgresTables(session, subject, plan, findings)
                .check(migration.type().replicates());
        findings.look(subject, "encoding, unique keys and sequences", () -> facts = facts(plan));
        measurement = new PostgresMeasuring(session, subject, findings).measure(plan);
        if (migration.type().loads()) {
            lobs(plan);
        }
    }

    private SourceFacts facts(MappingPlan plan) throws SQLException {
        List<String> schemas = plan.tables().stream()
                .map(table -> table.source().name().schema())
                .distinct()
                .toList();
        String encoding = session.row("SELECT current_setting('server_encoding')", row -> row.getString(1));
        if (encoding.equals(NO_ENCODING)) {
            findings.add(PreflightFinding.warning(
                    Check.SOURCE_ENCODING,
                    subject,
                    "its encoding is SQL_ASCII: it holds bytes of any encoding, and DMS takes them for UTF-8",
                    "find out what the applications wrote, and rehearse with all rows; others than ASCII may be refused by"
                            + " the target"));
        }
        Map<TableName, List<UniqueKeys.Unique>> unique = UniqueKeys.read(session, schemas);
        return new SourceFacts(
                Optional.of(plan),
                Optional.of(encoding),
                Optional.of(PostgresCollation.of(session)),
                unique,
                PostgresSequences.read(session, schemas));
    }

    /** A table whose size nobody told is taken for a large one, of which only some rows are looked at. */
    private Table sized(Table table) {
        return table.withBytes(measurement.stream()
                .flatMap(measured -> measured.tables().stream())
                .filter(measured -> measured.name().equals(table.name()))
                .mapToLong(Measurement.MeasuredTable::bytes)
                .findFirst()
                .orElse(Long.MAX_VALUE));
    }

    private void lobs(MappingPlan plan) {
        Catalog selected = new Catalog(
                plan.tables().stream().map(TablePlan::source).map(this::sized).toList());
        List<String> remarks = new ArrayList<>();
        findings.look(
                subject,
                "sizes of LOBs",
                () -> lobs.addAll(new PostgresLobs(session.connection(), what -> {}, remarks).of(selected)));
        remarks.forEach(remark -> findings.add(PreflightFinding.warning(
                Check.UNANSWERED,
                subject,
                remark,
                "give preflight more time or the privilege, or compare the largest values with LobMaxSize by hand")));
        new LobChecks(migration, lobs, findings).check(plan);
    }
}
