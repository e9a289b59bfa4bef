package io.dmskit.proposal;

import io.dmskit.catalog.Table;
import io.dmskit.catalog.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Which tables go.
 *
 * @param taken those that do, by name
 * @param leftOut the others
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.PostgreSQL.html">PostgreSQL as a source</a>
 */
record TableChoice(List<Table> taken, List<LeftOut> leftOut) {
    static TableChoice of(Survey survey) {
        List<Table> taken = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        for (Table table : survey.catalog().tables()) {
            String reason = reason(table);
            if (reason.isEmpty()) {
                taken.add(table);
            } else {
                leftOut.add(new LeftOut(table.name(), reason));
            }
        }
        survey.foreign()
                .forEach(name -> leftOut.add(new LeftOut(name, "a foreign table: migrate it from where it lives")));
        return new TableChoice(List.copyOf(taken), List.copyOf(leftOut));
    }

    private static String reason(Table table) {
        TableName name = table.name();
        if (table.kind() == Table.Kind.VIEW) {
            return "a view: create it on the target; only a full-load task could copy its rows, with \"table-type\": \"view\"";
        }
        if (table.kind() == Table.Kind.PARTITIONED_TABLE) {
            return "its partitions go instead, each as a table: both would load every row twice; create it partitioned on the"
                    + " target beforehand";
        }
        if (name.table().toLowerCase(Locale.ROOT).startsWith("awsdms_")) {
            return "a control table of DMS";
        }
        if (table.columns().isEmpty()) {
            return "it has no columns to copy";
        }
        return (name.schema() + name.table()).indexOf('%') >= 0
                ? "% in a name is a wildcard to DMS and cannot be escaped: rename it"
                : "";
    }
}
