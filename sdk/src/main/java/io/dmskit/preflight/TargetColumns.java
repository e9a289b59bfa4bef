package io.dmskit.preflight;

import io.dmskit.catalog.Column;
import io.dmskit.catalog.PostgresSql;
import io.dmskit.catalog.Table;
import io.dmskit.mapping.plan.ColumnPlan;
import io.dmskit.mapping.plan.TablePlan;
import java.util.Optional;

/** The columns of a target table that is there, against the plan. */
final class TargetColumns {
    private final TablePlan plan;
    private final Table table;
    private final Findings findings;
    private final String subject;

    TargetColumns(TablePlan plan, Table table, Findings findings) {
        this.plan = plan;
        this.table = table;
        this.findings = findings;
        this.subject = "target table " + table.name();
    }

    void check() {
        for (ColumnPlan planned : plan.columns()) {
            Optional<Column> found = table.column(planned.name());
            if (found.isEmpty()) {
                missing(planned);
            } else {
                planned.source().filter(source -> planned.isCopy()).ifPresent(source -> compare(source, found.get()));
            }
        }
    }

    private void missing(ColumnPlan planned) {
        findings.add(PreflightFinding.error(
                Check.MISSING_COLUMN,
                subject,
                "has no column " + planned.name() + ", where "
                        + planned.source()
                                .map(column -> plan.source().name() + "." + column.name())
                                .orElse("a computed column")
                        + " lands",
                "add it, remove it by a rule, or rename it to one that is there"));
    }

    private void compare(Column source, Column target) {
        String column = "column " + target.name();
        Width.narrower(target, source)
                .ifPresent(how -> findings.add(PreflightFinding.warning(
                                Check.NARROW_COLUMN,
                                subject,
                                column + " is " + how + ": what does not fit fails its row",
                                "widen it, or make sure that no value is that long")
                        .mendedBy("ALTER TABLE " + PostgresSql.quote(table.name()) + " ALTER COLUMN "
                                + PostgresSql.quote(target.name()) + " TYPE " + source.type() + ";")));
        if (differs(source.kind(), target.kind())) {
            findings.add(PreflightFinding.warning(
                    Check.OTHER_TYPE,
                    subject,
                    column + " is " + target.type() + " where the source has " + source.type()
                            + ": values that cannot be converted fail their rows",
                    "make it of the same kind, or give the column a data-type by a rule"));
        }
        if (source.nullable() && !target.nullable()) {
            findings.add(PreflightFinding.warning(
                            Check.NOT_NULL,
                            subject,
                            column + " is NOT NULL, and the source allows NULL: a row with NULL there fails",
                            "drop NOT NULL until the cutover, or make sure that there is no NULL")
                    .mendedBy("ALTER TABLE " + PostgresSql.quote(table.name()) + " ALTER COLUMN "
                            + PostgresSql.quote(target.name()) + " DROP NOT NULL;"));
        }
    }

    /** Kinds of types whose values read alike. */
    private enum Family {
        TEXT,
        NUMBER,
        BOOLEAN,
        TIME,
        BINARY,
        ANY
    }

    private static boolean differs(Column.Kind source, Column.Kind target) {
        Family from = family(source);
        Family to = family(target);
        return from != to && from != Family.ANY && to != Family.ANY && to != Family.TEXT;
    }

    private static Family family(Column.Kind kind) {
        return switch (kind) {
            case TEXT -> Family.TEXT;
            case INTEGER, DECIMAL, FLOATING -> Family.NUMBER;
            case BOOLEAN -> Family.BOOLEAN;
            case TIMESTAMP_WITH_ZONE, DATE_OR_TIME -> Family.TIME;
            case BINARY -> Family.BINARY;
            case USER_DEFINED, OTHER -> Family.ANY;
        };
    }
}
