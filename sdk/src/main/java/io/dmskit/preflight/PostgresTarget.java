package io.dmskit.preflight;

import io.dmskit.catalog.Catalog;
import io.dmskit.catalog.PostgresCatalog;
import io.dmskit.catalog.Session;
import io.dmskit.catalog.Table;
import io.dmskit.catalog.TableName;
import io.dmskit.mapping.plan.TablePlan;
import io.dmskit.migration.Migration;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks at a PostgreSQL target.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Target.PostgreSQL.html">PostgreSQL as a target</a>
 */
final class PostgresTarget {
    private final Session session;
    private final Migration migration;
    private final String subject;
    private final Findings findings;

    PostgresTarget(Session session, Migration migration, String subject, Findings findings) {
        this.session = session;
        this.migration = migration;
        this.subject = subject;
        this.findings = findings;
    }

    void check(SourceFacts source) {
        TargetServer server = new TargetServer(session, migration, subject, findings);
        findings.look(subject, "whether it takes writes", server::writable);
        findings.look(subject, "encoding and collation", () -> server.encoding(source));
        findings.notLooked(
                subject, "free disk space", "PostgreSQL does not tell it; see FreeStorageSpace on RDS, df elsewhere");
        if (source.plan().isPresent()) {
            List<TablePlan> plan = source.plan().get().tables();
            findings.look(subject, "tables, columns and keys", () -> tables(plan, source));
        }
    }

    private void tables(List<TablePlan> plan, SourceFacts source) throws SQLException {
        Map<TableName, Table> there = new HashMap<>();
        Catalog catalog = PostgresCatalog.read(session.connection());
        catalog.tables().forEach(table -> there.put(table.name(), table));
        TargetTables tables = new TargetTables(migration, plan, there);
        TargetPrivileges privileges = new TargetPrivileges(session, subject, tables, findings);
        findings.look(subject, "privileges", privileges::check);
        findings.look(subject, "rows that are there", () -> new TargetRows(session, tables, findings).check());
        TargetConstraints constraints = new TargetConstraints(session, tables, findings);
        findings.look(subject, "foreign keys and triggers", constraints::check);
        tables.kept().forEach((planned, table) -> new TargetColumns(planned, table, findings).check());
        findings.look(subject, "unique keys", () -> new TargetKeys(session, tables, source, findings).check());
        findings.look(subject, "sequences and identity columns", () -> new TargetSequences(
                        session, subject, tables, source, findings)
                .check());
    }
}
