package io.dmskit.monitoring.openmetrics;

import static io.dmskit.monitoring.Snapshots.changed;
import static io.dmskit.monitoring.watch.Rounds.one;
import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.monitoring.judge.ConditionKind;
import io.dmskit.monitoring.judge.ConditionSeverity;
import io.dmskit.monitoring.watch.Rounds;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetricsEndpointTest {
    private static final String OPEN = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    private static final String BANK =
            "account=\"000000000000\",kind=\"task\",region=\"eu-central-1\",replication=\"bank\",resource_id=\"BANK\"";

    private final HttpClient http = HttpClient.newHttpClient();
    private MetricsEndpoint metrics;

    @BeforeEach
    void serve() throws IOException {
        metrics = MetricsEndpoint.on(0, 2);
    }

    @AfterEach
    void close() {
        metrics.close();
    }

    private HttpResponse<String> get(URI address, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private List<String> scrape() throws IOException, InterruptedException {
        HttpResponse<String> response = get(metrics.address(), "Accept", OPEN);
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body().lines().toList();
    }

    @Test
    void aStatusIsASetOfStatesAndCountersAreCounters() throws Exception {
        metrics.accept(Rounds.of(one("bank")
                        .tables(changed("CARDS", 100, 7, 5, 3))
                        .latencies(2)
                        .waiting(17)
                        .condition(ConditionKind.TARGET_LAG, ConditionSeverity.WARN, "is behind"))
                .round());

        assertThat(scrape())
                .contains(
                        "# TYPE dmskit_replication_full_load_rows counter",
                        "dmskit_replication_status{" + BANK + ",status=\"running\"} 1.0",
                        "dmskit_replication_status{" + BANK + ",status=\"failed\"} 0.0",
                        "dmskit_replication_phase{account=\"000000000000\",kind=\"task\",phase=\"replicating\",region=\"eu-central-1\","
                                + "replication=\"bank\",resource_id=\"BANK\"} 1.0",
                        "dmskit_replication_severity{" + BANK + "} 2.0",
                        "dmskit_replication_target_latency_seconds{" + BANK + "} 2.0",
                        "dmskit_replication_incoming_changes{" + BANK + "} 17.0",
                        "dmskit_replication_full_load_rows_total{" + BANK + "} 100.0",
                        "dmskit_replication_applied_inserts_total{" + BANK + "} 7.0",
                        "dmskit_replication_applied_updates_total{" + BANK + "} 5.0",
                        "dmskit_replication_applied_deletes_total{" + BANK + "} 3.0",
                        "dmskit_replication_tables{" + BANK + ",state=\"Table completed\"} 1.0",
                        "dmskit_replication_tables{" + BANK + ",state=\"Table error\"} 0.0",
                        "dmskit_table_full_load_rows_total{" + BANK + ",schema=\"BANKING\",table=\"CARDS\"} 100.0",
                        "dmskit_conditions{account=\"000000000000\",explained=\"false\",kind=\"target-lag\",region=\"eu-central-1\","
                                + "resource_id=\"BANK\",severity=\"warn\",subject=\"bank\"} 1.0",
                        "dmskit_api_calls_total{operation=\"DescribeReplicationTasks\"} 1200.0",
                        "dmskit_api_throttled_total 3.0",
                        "dmskit_service_failing{service=\"dms\"} 0.0")
                .last()
                .isEqualTo("# EOF");
    }

    @Test
    void whatIsGoneHasNoSeriesAndWhatIsNotKnownHasNone() throws Exception {
        metrics.accept(
                Rounds.of(one("bank").tables(changed("CARDS", 1, 1, 1, 1)).latencies(2), one("store"))
                        .round());
        assertThat(scrape()).anyMatch(line -> line.contains("replication=\"store\""));
        assertThat(scrape())
                .as("its tables have not been read")
                .noneMatch(line -> line.startsWith("dmskit_replication_full_load_rows") && line.contains("store"));

        metrics.accept(
                Rounds.of(one("bank").tables(changed("CARDS", 1, 1, 1, 1))).round());

        assertThat(scrape())
                .noneMatch(line -> line.contains("store"))
                .noneMatch(line -> line.startsWith("dmskit_replication_target_latency_seconds{"))
                .noneMatch(line -> line.startsWith("dmskit_conditions{"))
                .contains("dmskit_rounds_total 2.0");
    }

    @Test
    void tablesHaveSeriesOnlyWhereThereAreFew() throws Exception {
        metrics.accept(Rounds.of(one("bank")
                        .tables(changed("A", 1, 1, 1, 1), changed("B", 1, 1, 1, 1), changed("C", 1, 1, 1, 1)))
                .round());

        assertThat(scrape()).noneMatch(line -> line.startsWith("dmskit_table"));
    }

    @Test
    void whoDoesNotAcceptOpenMetricsGetsWhatPrometheusHasAlwaysRead() throws Exception {
        metrics.accept(Rounds.of(one("bank")).round());

        assertThat(get(metrics.address(), "Accept", OPEN).headers().firstValue("Content-Type"))
                .hasValue(OPEN);
        HttpResponse<String> text = get(metrics.address());
        assertThat(text.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain; version=0.0.4");
        assertThat(text.body()).doesNotContain("# EOF").contains("dmskit_rounds_total 1.0");
    }

    @Test
    void servesThisMachineAndNoWebPages() throws Exception {
        assertThat(get(metrics.address(), "Origin", "https://example.com").statusCode())
                .isEqualTo(403);
        assertThat(get(metrics.address().resolve("/")).statusCode()).isEqualTo(404);
        assertThat(metrics.address().getHost()).isEqualTo("127.0.0.1");
    }
}
