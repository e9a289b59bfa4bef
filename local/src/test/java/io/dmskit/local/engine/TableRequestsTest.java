package io.dmskit.local.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.catalog.Table;
import io.dmskit.catalog.TableName;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TableRequestsTest {
    private static final List<TableName> TABLES = List.of(new TableName("public", "item"));

    private static final Table TABLE =
            new Table(TABLES.get(0), Table.Kind.TABLE, List.of(), Optional.empty(), List.of(), Optional.empty(), 0, 0);

    private final TableRequests requests = new TableRequests();
    private final ReplicationStatistics statistics = new ReplicationStatistics();

    @Test
    void takesReloadsAsLongAsAValidationIsWaiting() throws InterruptedException {
        statistics.begin(List.of(TABLE), true, InstantSource.system());
        assertThat(requests.validate(TABLES, statistics)).isTrue();

        assertThat(requests.closeIfEmpty()).isFalse();
        assertThat(requests.reload(TABLES, statistics, Instant.EPOCH)).isTrue();
        assertThat(requests.validations().take(Duration.ZERO)).containsAll(TABLES);
        assertThat(requests.closeIfEmpty()).isFalse();
        assertThat(requests.reloads().take(Duration.ZERO)).containsAll(TABLES);
        assertThat(requests.closeIfEmpty()).isTrue();
        assertThat(requests.validate(TABLES, statistics)).isFalse();
        assertThat(requests.reload(TABLES, statistics, Instant.EPOCH)).isFalse();
    }
}
