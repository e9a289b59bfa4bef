package io.dmskit.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcknowledgementTest {
    private static final String TEMPLATE = """
            Resources:
              It:
                Type: AWS::DMS::ReplicationInstance
                Metadata: { dmskit: { acknowledged: %s } }
                Properties: { PubliclyAccessible: false, Tags: [{ Key: a, Value: b }] }
            """;

    @Test
    void whatIsAcknowledgedDoesNotCountAndKeepsItsReason() {
        TemplateReport report = Checked.template(TEMPLATE.formatted("{ DMS.13: a rehearsal }"));

        assertThat(report.findings()).isEmpty();
        assertThat(report.acknowledged())
                .singleElement()
                .satisfies(acknowledged -> assertThat(acknowledged.reason()).isEqualTo("a rehearsal"))
                .satisfies(acknowledged ->
                        assertThat(acknowledged.finding().code()).isEqualTo("DMS.13"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ DMS.13: '' }       | DMS.13 is acknowledged without a reason",
                "{ DMS.13: null }     | DMS.13 is acknowledged without a reason",
                "{ DMS.13: [because] } | DMS.13 is acknowledged without a reason",
                "{ DMS.14: because }  | \"DMS.14\" is acknowledged, and nothing has this id",
                "{ CF002: because }   | \"CF002\" is acknowledged, and nothing has this id",
                "[DMS.13]             | acknowledged is an array instead of an object of reasons by id"
            })
    void anAcknowledgementThatAcknowledgesNothingIsAFinding(String acknowledged, String message) {
        TemplateReport report = Checked.template(TEMPLATE.formatted(acknowledged));

        assertThat(report.acknowledged()).isEmpty();
        assertThat(report.violations()).extracting(TemplateFinding::code).containsExactlyInAnyOrder("CF002", "DMS.13");
        assertThat(report.violations())
                .anySatisfy(finding -> assertThat(finding.message()).isEqualTo(message));
    }

    @Test
    void codesOfDocumentsCanBeAcknowledgedToo() {
        TemplateReport report = Checked.template("""
                Resources:
                  It:
                    Type: AWS::DMS::ReplicationTask
                    Metadata: { dmskit: { acknowledged: { X33: of a newer DMS, TM001: a stub, DMS.7: a, DMS.8: b } } }
                    Properties: { TableMappings: '{"rules": []}', ReplicationTaskSettings: '{"Newer": {}}' }
                """);

        assertThat(report.findings()).isEmpty();
        assertThat(report.acknowledged())
                .extracting(acknowledged -> acknowledged.finding().code())
                .contains("X33", "TM001");
    }
}
