package io.dmskit.preflight;

import io.dmskit.catalog.PostgresSql;
import io.dmskit.catalog.Session;
import io.dmskit.catalog.Table;
import io.dmskit.catalog.TableName;
import io.dmskit.settings.FullLoadSettings.TargetTablePrepMode;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;

/** What the target holds already, against TargetTablePrepMode. */
final class TargetRows {
    /** Counting goes no further: the order of magnitude is what matters. */
    private static final int COUNTED = 1_000_000;

    private final Session session;
    private final TargetTables tables;
    private final Findings findings;

    TargetRows(Session session, TargetTables tables, Findings findings) {
        this.session = session;
        this.tables = tables;
        this.findings = findings;
    }

    void check() {
        for (TableName name : tables.names()) {
            Optional<Table> found = tables.there(name);
            if (found.isEmpty()) {
                missing(name);
            } else if (tables.migration().type().loads()) {
                findings.look("target table " + name, "rows", () -> rows(found.get()));
            }
        }
    }

    private void missing(TableName name) {
        if (!tables.migration().type().loads()) {
            findings.add(PreflightFinding.warning(
                    Check.MISSING_TABLE,
                    "target table " + name,
                    "is not there, and a cdc task loads nothing into it: changes of rows that never came find nothing",
                    "create it and bring the rows up to the start position first, or use full-load-and-cdc"));
        }
    }

    private void rows(Table table) throws SQLException {
        String rows = counted(table);
        if (rows.isEmpty()) {
            return;
        }
        String name = "target table " + table.name();
        if (tables.mode() == TargetTablePrepMode.DO_NOTHING) {
            findings.add(PreflightFinding.error(
                            Check.TARGET_NOT_EMPTY,
                            name,
                            "holds " + rows + ", and the load would be added to them",
                            "empty it, or set FullLoadSettings.TargetTablePrepMode to TRUNCATE_BEFORE_LOAD or"
                                    + " DROP_AND_CREATE, which both delete what it holds")
                    .mendedBy("TRUNCATE " + PostgresSql.quote(table.name()) + ";"));
        } else {
            findings.add(PreflightFinding.warning(
                    Check.TARGET_ROWS_LOST,
                    name,
                    "holds " + rows + ", which " + tables.mode() + " deletes before the load",
                    "keep a copy if anybody needs them"));
        }
    }

    private String counted(Table table) throws SQLException {
        if (table.estimatedRows() > COUNTED) {
            return "about " + number(table.estimatedRows()) + " rows";
        }
        long counted = session.row(
                "SELECT count(*) FROM (SELECT FROM " + PostgresSql.quote(table.name()) + " LIMIT " + (COUNTED + 1)
                        + ") AS first_rows",
                row -> row.getLong(1));
        if (counted == 0) {
            return "";
        }
        return counted > COUNTED
                ? "more than " + number(COUNTED) + " rows"
                : number(counted) + (counted == 1 ? " row" : " rows");
    }

    private static String number(long rows) {
        return String.format(Locale.ROOT, "%,d", rows);
    }
}
