package io.dmskit.preflight;

import io.dmskit.catalog.TableName;
import io.dmskit.mapping.plan.MappingPlan;
import io.dmskit.mapping.plan.SourceTypes;
import io.dmskit.mapping.plan.TablePlan;
import io.dmskit.preflight.sizing.Measurement;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Puts what was measured together with what is planned. */
final class Measuring {
    private Measuring() {}

    static Measurement of(MappingPlan plan, Map<TableName, Long> sizes, OptionalDouble logRate, String how) {
        List<Measurement.MeasuredTable> tables = plan.tables().stream()
                .map(table -> new Measurement.MeasuredTable(
                        table.source().name(),
                        sizes.getOrDefault(table.source().name(), 0L),
                        table.source().estimatedRows(),
                        Math.max(1, table.load().segments().size())))
                .toList();
        int widest =
                plan.tables().stream().mapToInt(Measuring::lobColumns).max().orElse(0);
        return new Measurement(tables, widest, logRate, how);
    }

    private static int lobColumns(TablePlan table) {
        return (int) table.columns().stream()
                .flatMap(column -> column.source().stream())
                .filter(SourceTypes::isLob)
                .count();
    }
}
