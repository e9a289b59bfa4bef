package io.dmskit.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Table mappings and task settings where they stand in a template. */
class EmbeddedDocumentTest {
    @Test
    void aFindingInAStringOfJsonStandsAtItsCharacter() {
        String template = """
                {"Resources": {"Task": {"Type": "AWS::DMS::ReplicationTask", "Properties": {
                  "TableMappings": "{\\"rules\\": [{\\"rule-type\\": \\"selection\\", \\"rule-id\\": \\"1\\", \\"rule-name\\": \\"\\u00e4\\", \\"rule-action\\": \\"includes\\", \\"object-locator\\": {\\"schema-name\\": \\"a\\", \\"table-name\\": \\"%\\"}}]}"
                }}}}
                """;
        TemplateFinding finding = only(template, "TM014");

        assertThat(finding.pointer()).isEqualTo("/Resources/Task/Properties/TableMappings/rules/0/rule-action");
        assertThat(finding.property()).isEqualTo("TableMappings");
        assertThat(marked(template, finding)).startsWith("\\\"includes\\\"");
    }

    @Test
    void aFindingInABlockOfYamlStandsAtItsLine() {
        String template = """
                Resources:
                  Task:
                    Type: AWS::DMS::ReplicationTask
                    Properties:
                      ReplicationTaskSettings: !Sub |
                        {
                          "TargetMetadata": { "TargetSchema": "${Open}", "LobMaxSize": "large" }
                        }
                Parameters: { Open: { Type: String, Default: a longer text than its name } }
                """;
        TemplateFinding finding = Checked.template(template).findings().stream()
                .filter(one -> one.pointer().endsWith("/LobMaxSize"))
                .findFirst()
                .orElseThrow();

        assertThat(finding.pointer())
                .isEqualTo("/Resources/Task/Properties/ReplicationTaskSettings/TargetMetadata/LobMaxSize");
        assertThat(finding.location().line()).isEqualTo(7);
        assertThat(marked(template, finding)).startsWith("\"large\"");
    }

    @Test
    void aFindingInAQuotedTextOfYamlStandsAtItsCharacter() {
        String template = """
                Resources:
                  Task:
                    Type: AWS::DMS::ReplicationTask
                    Properties: { ReplicationTaskSettings: '{"ControlTablesSettings": {"ControlSchema": "it''s"}, "Logging": "on"}' }
                """;

        assertThat(marked(template, only(template, "X33"))).startsWith("\"Logging\"");
    }

    @Test
    void aFindingInAnObjectStandsAtItsValue() {
        String template = """
                Resources:
                  Replication:
                    Type: AWS::DMS::ReplicationConfig
                    Properties:
                      ReplicationSettings: { Logging: { CloudWatchLogGroup: mine } }
                      TableMappings:
                        rules:
                          - { rule-type: selection, rule-id: 1, rule-name: a, rule-action: include,
                              object-locator: { schema-name: !Ref Open, table-name: b, table-type: view } }
                          - { rule-type: transformation, rule-id: 2, rule-name: b, rule-action: split-column, rule-target: column,
                              object-locator: { schema-name: c, table-name: d } }
                """;

        assertThat(marked(template, only(template, "X24"))).startsWith("mine");
        assertThat(marked(template, only(template, "TM014"))).startsWith("split-column");
    }

    @Test
    void nothingIsSaidOfWhatOnlyTheDeploymentKnows() {
        TemplateReport report = Checked.resource("ReplicationTask", """
                { TableMappings: !Join ['', ['{"rules": [', !Ref Open, ', {"rule-type": "selection", "rule-id": ', !Ref Open,
                  ', "rule-name": "', !Ref Open, '", "rule-action": "include", "object-locator": {"schema-name": "',
                  !Ref Open, '", "table-name": "%"}}]}']] }
                """.replace("\n", " "));

        assertThat(Checked.codes(report)).noneMatch(code -> code.startsWith("TM"));
        assertThat(Checked.codes(Checked.resource("ReplicationTask", "{ TableMappings: !Ref Open }")))
                .noneMatch(code -> code.startsWith("TM"));
    }

    @Test
    void anErrorBesideAHoleIsStillOne() {
        TemplateReport report = Checked.resource("ReplicationTask", """
                { TableMappings: !Sub '{"rules": [{"rule-type": "selection", "rule-id": "1", "rule-name": "a",
                  "rule-action": "includes", "object-locator": {"schema-name": "${Open}", "table-name": "%"}}]}' }
                """.replace("\n", " "));

        assertThat(Checked.codes(report)).contains("TM014");
    }

    @Test
    void documentsAreHeldAgainstTheEndpointsAndTheMigrationType() {
        String template = """
                Resources:
                  Old: { Type: AWS::DMS::Endpoint, Properties: { EndpointType: source, EngineName: postgres } }
                  New: { Type: AWS::DMS::Endpoint, Properties: { EndpointType: target, EngineName: kafka } }
                  Task:
                    Type: AWS::DMS::%s
                    Properties:
                      %s: full-load
                      SourceEndpointArn: !Ref Old
                      TargetEndpointArn: !Ref New
                      TableMappings: '{"rules": [{"rule-type": "selection", "rule-id": "1", "rule-name": "a",
                        "rule-action": "include", "object-locator": {"schema-name": "a", "table-name": "%%", "table-type": "view"}}]}'
                """;

        assertThat(Checked.codes(Checked.template(template.formatted("ReplicationTask", "MigrationType"))))
                .doesNotContain("TM025");
        assertThat(Checked.codes(Checked.template(template.formatted("ReplicationConfig", "ReplicationType"))))
                .contains("TM025");
    }

    @Test
    void everyBranchOfAConditionIsRead() {
        TemplateReport report = Checked.resource(
                "ReplicationTask", "{ TableMappings: !If [A, '{\"rules\": []}', !If [B, '[]', !Ref AWS::NoValue]] }");

        assertThat(report.findings())
                .filteredOn(finding -> finding.property().equals("TableMappings"))
                .extracting(finding -> finding.location().column())
                .hasSizeGreaterThan(1)
                .doesNotHaveDuplicates();
    }

    private static TemplateFinding only(String template, String code) {
        List<TemplateFinding> found = Checked.template(template).findings().stream()
                .filter(finding -> finding.code().equals(code))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    /** Returns the text from the place of a finding on. */
    private static String marked(String template, TemplateFinding finding) {
        String line = template.lines().toList().get(finding.location().line() - 1);
        return line.substring(finding.location().column() - 1);
    }
}
