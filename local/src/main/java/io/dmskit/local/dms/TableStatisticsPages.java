package io.dmskit.local.dms;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.databasemigration.model.Filter;
import software.amazon.awssdk.services.databasemigration.model.TableStatistics;

/** What happened to the tables of a job, page by page and filtered as asked. */
final class TableStatisticsPages {
    private static final Filters<io.dmskit.local.engine.TableStatistics> FILTERS =
            Filters.<io.dmskit.local.engine.TableStatistics>none()
                    .with("schema-name", table -> table.table().schema())
                    .with("table-name", table -> table.table().table())
                    .with("table-state", table -> table.state().text());

    private TableStatisticsPages() {}

    static Page<TableStatistics> of(
            Job job, List<Filter> filters, @Nullable Integer maxRecords, @Nullable String marker) {
        Stream<io.dmskit.local.engine.TableStatistics> tables =
                job.started().isPresent() ? job.statistics.tables().stream() : Stream.empty();
        List<io.dmskit.local.engine.TableStatistics> passed = FILTERS.apply("table", tables, filters).stream()
                .sorted(Comparator.comparing(table -> table.table().toString()))
                .toList();
        Page<io.dmskit.local.engine.TableStatistics> page =
                Page.of(passed, table -> table.table().toString(), Page.Size.OF_STATISTICS, maxRecords, marker);
        return new Page<>(page.items().stream().map(TaskProgress::of).toList(), page.marker());
    }
}
