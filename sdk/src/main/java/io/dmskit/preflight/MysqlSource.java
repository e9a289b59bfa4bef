package io.dmskit.preflight;

import io.dmskit.catalog.Catalog;
import io.dmskit.catalog.Column;
import io.dmskit.catalog.MysqlCatalog;
import io.dmskit.catalog.Session;
import io.dmskit.catalog.Table;
import io.dmskit.catalog.TableName;
import io.dmskit.mapping.plan.MappingPlan;
import io.dmskit.mapping.plan.SourceTypes;
import io.dmskit.mapping.plan.TablePlan;
import io.dmskit.migration.Migration;
import io.dmskit.preflight.sizing.Measurement;
import io.dmskit.proposal.LobColumn;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Looks at a MySQL or MariaDB source. */
final class MysqlSource {
    /** LOBs are large, and every one of the sample is read. */
    private static final int SAMPLED_ROWS = 20_000;

    private static final String FACTS = """
            SELECT table_schema, table_name, engine, table_collation FROM information_schema.tables
            WHERE table_type = 'BASE TABLE'""";

    private final Session session;
    private final Migration migration;
    private final String subject;
    private final Findings findings;
    private SourceFacts facts = SourceFacts.NONE;
    private Optional<Measurement> measurement = Optional.empty();

    MysqlSource(Session session, Migration migration, String subject, Findings findings) {
        this.session = session;
        this.migration = migration;
        this.subject = subject;
        this.findings = findings;
    }

    /** Asks everything and returns what the target is held against. */
    SourceFacts check() {
        if (migration.type().replicates()) {
            new MysqlServer(session, subject, findings).check();
        }
        findings.look(subject, "tables, columns and keys", () -> {
            Catalog catalog = MysqlCatalog.read(session.connection());
            new Planning(migration, findings).plan(catalog).ifPresent(this::tables);
        });
        return facts;
    }

    Optional<Measurement> measurement() {
        return measurement;
    }

    private void tables(MappingPlan plan) {
        facts = SourceFacts.of(plan);
        new PlanChecks(plan, migration.type().replicates(), findings).check();
        plan.tables().forEach(this::key);
        findings.look(subject, "storage engines and character sets", () -> facts(plan));
        List<LobColumn> lobs = new ArrayList<>();
        if (migration.type().loads()) {
            plan.tables().forEach(table -> lobs(table, lobs));
            new LobChecks(migration, lobs, findings).check(plan);
        }
        Map<TableName, Long> sizes = new HashMap<>();
        plan.tables()
                .forEach(
                        table -> sizes.put(table.source().name(), table.source().bytes()));
        findings.look(
                subject,
                "growth of the log",
                () -> measurement = Optional.of(Measuring.of(
                        plan, sizes, OptionalDouble.of(logRate()), "InnoDB's log since the server started")));
    }

    private double logRate() throws SQLException {
        Map<String, Double> status = new HashMap<>();
        session.rows(
                "SHOW GLOBAL STATUS WHERE variable_name IN ('Innodb_os_log_written', 'Uptime')",
                row -> status.put(row.getString(1), row.getDouble(2)));
        return status.getOrDefault("Innodb_os_log_written", 0.0) / Math.max(1, status.getOrDefault("Uptime", 1.0));
    }

    private void key(TablePlan table) {
        if (!migration.type().replicates()) {
            return;
        }
        String name = "table " + table.source().name();
        if (table.source().kind() == Table.Kind.VIEW) {
            findings.add(PreflightFinding.error(
                    Check.VIEW_CHANGES,
                    name,
                    "is a view, which has no changes of its own",
                    "use a full-load task for it, or select the tables below it"));
        } else if (table.source().key().isEmpty()) {
            findings.add(PreflightFinding.warning(
                    Check.NO_KEY,
                    name,
                    "has no key: each update and delete is matched by all its columns, and rows that are alike are all changed",
                    "add a primary key"));
        } else if (table.key().isEmpty()) {
            findings.add(PreflightFinding.warning(
                    Check.NO_TARGET_KEY,
                    name,
                    "has no key on the target: each update and delete has to look at every row there",
                    "keep the source's key columns or add a define-primary-key rule"));
        }
    }

    private record Facts(String engine, String collation) {}

    private void facts(MappingPlan plan) throws SQLException {
        Map<TableName, Facts> known = new HashMap<>();
        session.rows(
                FACTS,
                row -> known.put(
                        new TableName(row.getString(1), row.getString(2)),
                        new Facts(String.valueOf(row.getString(3)), String.valueOf(row.getString(4)))));
        for (TablePlan table : plan.tables()) {
            Facts found = known.get(table.source().name());
            if (found != null) {
                facts("table " + table.source().name(), table, found);
            }
        }
    }

    private void facts(String name, TablePlan table, Facts found) {
        if (!found.engine().equalsIgnoreCase("InnoDB")) {
            findings.add(PreflightFinding.warning(
                            Check.STORAGE_ENGINE,
                            name,
                            "its storage engine is " + found.engine()
                                    + ", which knows no transactions: what is written during"
                                    + " the load may be read half",
                            "convert it, or let nobody write while it is loaded")
                    .mendedBy("ALTER TABLE " + quote(table.source().name()) + " ENGINE = InnoDB;"));
        }
        String charset = found.collation().replaceFirst("_.*", "");
        if (!charset.startsWith("utf8") && !charset.equals("ascii")) {
            findings.add(PreflightFinding.info(
                    Check.CHARACTER_SET,
                    name,
                    "its character set is " + charset
                            + ": DMS converts texts, and what was written in another one arrives" + " wrong",
                    "compare texts with special characters in a rehearsal"));
        }
    }

    private void lobs(TablePlan table, List<LobColumn> measured) {
        List<Column> columns = table.columns().stream()
                .flatMap(column -> column.source().stream())
                .filter(SourceTypes::isLob)
                .distinct()
                .toList();
        if (!columns.isEmpty()) {
            findings.look(
                    subject, "sizes of LOBs of " + table.source().name(), () -> measured.addAll(sizes(table, columns)));
        }
    }

    private List<LobColumn> sizes(TablePlan table, List<Column> columns) throws SQLException {
        String lengths = columns.stream()
                .map(column -> "length(" + quote(column.name()) + ")")
                .map(length ->
                        "count(" + length + "), coalesce(max(" + length + "), 0), coalesce(avg(" + length + "), 0)")
                .collect(Collectors.joining(", "));
        String names = columns.stream().map(column -> quote(column.name())).collect(Collectors.joining(", "));
        String sql = "SELECT count(*), " + lengths + " FROM (SELECT " + names + " FROM "
                + quote(table.source().name()) + " LIMIT " + SAMPLED_ROWS + ") AS sample";
        return session.row(sql, row -> {
            boolean exact = row.getLong(1) < SAMPLED_ROWS;
            List<LobColumn> lobs = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                Column column = columns.get(i);
                lobs.add(new LobColumn(
                        table.source().name(),
                        column.name(),
                        column.type(),
                        row.getLong(3 * i + 2),
                        row.getLong(3 * i + 3),
                        row.getLong(3 * i + 4),
                        exact));
            }
            return lobs;
        });
    }

    private static String quote(TableName name) {
        return quote(name.schema()) + "." + quote(name.table());
    }

    private static String quote(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
