package io.dmskit.local.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;
import software.amazon.awssdk.services.databasemigration.model.CreateEndpointRequest;
import software.amazon.awssdk.services.databasemigration.model.CreateReplicationTaskRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeReplicationTasksRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeTableStatisticsResponse;
import software.amazon.awssdk.services.databasemigration.model.ImportCertificateRequest;
import software.amazon.awssdk.services.databasemigration.model.MigrationTypeValue;
import software.amazon.awssdk.services.databasemigration.model.TableStatistics;
import software.amazon.awssdk.services.databasemigration.model.Tag;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;

class CodecTest {
    static Stream<Encoding> encodings() {
        return Stream.of(Encoding.JSON, Encoding.CBOR);
    }

    private static Object roundTrip(Encoding encoding, SdkPojo value, SdkPojo builder) {
        return ModelReader.read(encoding.read(encoding.write(value)), builder);
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void keepsNestedSettingsEnumsAndBooleans(Encoding encoding) {
        CreateEndpointRequest request = CreateEndpointRequest.builder()
                .endpointIdentifier("a")
                .endpointType("source")
                .port(5432)
                .postgreSQLSettings(settings -> settings.secretsManagerSecretId("bank/legacy")
                        .heartbeatEnable(false)
                        .pluginName("pglogical"))
                .tags(
                        Tag.builder().key("k").value("v").build(),
                        Tag.builder().key("ключ").value("値 🏦").build())
                .build();

        assertThat(roundTrip(encoding, request, (SdkPojo) CreateEndpointRequest.builder()))
                .isEqualTo(request);
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void keepsTimesToTheMillisecond(Encoding encoding) {
        CreateReplicationTaskRequest request = CreateReplicationTaskRequest.builder()
                .migrationType(MigrationTypeValue.CDC)
                .cdcStartTime(Instant.parse("2026-11-23T09:20:01.234Z"))
                .build();

        assertThat(roundTrip(encoding, request, (SdkPojo) CreateReplicationTaskRequest.builder()))
                .isEqualTo(request);
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void keepsListsOfListsMapsBlobsAndLongNumbers(Encoding encoding) {
        DescribeTableStatisticsResponse statistics = DescribeTableStatisticsResponse.builder()
                .tableStatistics(TableStatistics.builder()
                        .inserts(5_000_000_000L)
                        .resyncProgress(12.5)
                        .build())
                .build();
        DescribeSecretResponse secret = DescribeSecretResponse.builder()
                .versionIdsToStages(Map.of("v1", List.of("AWSCURRENT"), "v0", List.of("AWSPREVIOUS", "x")))
                .build();
        ImportCertificateRequest blob = ImportCertificateRequest.builder()
                .certificateWallet(SdkBytes.fromByteArray(new byte[] {0, -1, 127, 10}))
                .build();

        assertThat(roundTrip(encoding, statistics, (SdkPojo) DescribeTableStatisticsResponse.builder()))
                .isEqualTo(statistics);
        assertThat(roundTrip(encoding, secret, (SdkPojo) DescribeSecretResponse.builder()))
                .isEqualTo(secret);
        assertThat(roundTrip(encoding, blob, (SdkPojo) ImportCertificateRequest.builder()))
                .isEqualTo(blob);
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void keepsMetricData(Encoding encoding) {
        PutMetricDataRequest request = PutMetricDataRequest.builder()
                .namespace("N")
                .metricData(MetricDatum.builder()
                        .metricName("m")
                        .value(0.1)
                        .unit(StandardUnit.SECONDS)
                        .timestamp(Instant.parse("2026-11-23T09:20:01.007Z"))
                        .dimensions(Dimension.builder().name("d").value("v").build())
                        .build())
                .build();

        assertThat(roundTrip(encoding, request, (SdkPojo) PutMetricDataRequest.builder()))
                .isEqualTo(request);
    }

    @Test
    void keepsAnEnumValueItDoesNotKnow() {
        CreateReplicationTaskRequest request = read("{\"MigrationType\":\"sideways\"}");

        assertThat(request.migrationTypeAsString()).isEqualTo("sideways");
        assertThat(request.migrationType()).isEqualTo(MigrationTypeValue.UNKNOWN_TO_SDK_VERSION);
    }

    @Test
    void leavesOutWhatIsNotGiven() {
        byte[] json = Encoding.JSON.write(
                DescribeReplicationTasksRequest.builder().maxRecords(20).build());

        assertThat(new String(json, StandardCharsets.UTF_8)).isEqualTo("{\"MaxRecords\":20}");
    }

    @Test
    void passesOverNullsAndMembersTheModelDoesNotHave() {
        assertThat(read("{\"Fresh\":{\"a\":[1]},\"TaskData\":null,\"TableMappings\":\"{}\"}"))
                .isEqualTo(CreateReplicationTaskRequest.builder()
                        .tableMappings("{}")
                        .build());
    }

    @Test
    void namesTheMemberOfTheWrongKindButNotItsValue() {
        assertThatThrownBy(() -> read("{\"TableMappings\":{\"secret\":\"hunter2\"}}"))
                .isInstanceOf(Fault.class)
                .hasMessage("member TableMappings is not a string");
        assertThatThrownBy(() -> read("{\"CdcStartTime\":\"yesterday\"}"))
                .hasMessage("member CdcStartTime is not a timestamp in seconds since 1970");
        assertThatThrownBy(() -> read("{\"Tags\":[{\"Key\":7}]}")).hasMessage("member Key is not a string");
    }

    @Test
    void refusesABrokenBodyWithoutQuotingIt() {
        assertThatThrownBy(() -> Encoding.JSON.read("{\"Password\":\"hunter2\",}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Fault.class)
                .hasMessageStartingWith("the request body is not valid JSON: line 1, column")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> Encoding.JSON.read("[1]".getBytes(StandardCharsets.UTF_8)))
                .hasMessage("the request body is not a JSON object");
    }

    private static CreateReplicationTaskRequest read(String json) {
        return (CreateReplicationTaskRequest)
                ModelReader.read(Encoding.JSON.read(json.getBytes(StandardCharsets.UTF_8)), (SdkPojo)
                        CreateReplicationTaskRequest.builder());
    }
}
