package io.dmskit.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.document.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecurityControlTest {
    private static final String DEFAULT_LOGGING = "{\"Logging\": {\"EnableLogging\": true}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DMS.1  | ReplicationInstance | { PubliclyAccessible: true }  | { PubliclyAccessible: false }",
                "DMS.1  | ReplicationInstance | {}                            | { PubliclyAccessible: \"False\" }",
                "DMS.1  | ReplicationInstance | { PubliclyAccessible: !Ref Yes } | { PubliclyAccessible: !Ref No }",
                "DMS.3  | EventSubscription   | { SnsTopicArn: a }            | { Tags: [{ Key: a, Value: b }] }",
                "DMS.4  | ReplicationInstance | { Tags: [] }                  | { Tags: [{ Key: a, Value: !Ref Open }] }",
                "DMS.5  | ReplicationSubnetGroup | {}                         | { Tags: [{ Key: a, Value: b }] }",
                "DMS.6  | ReplicationInstance | { AutoMinorVersionUpgrade: false } | {}",
                "DMS.9  | Endpoint | { EngineName: mysql }                    | { EngineName: s3 }",
                "DMS.9  | Endpoint | { EngineName: oracle, SslMode: none }    | { EngineName: oracle, SslMode: verify-ca }",
                "DMS.9  | Endpoint | { EngineName: mysql, SslMode: None }    | { EngineName: !Ref Open, SslMode: require }",
                "DMS.9  | Endpoint | { EngineName: AURORA, SslMode: '' }      | { EngineName: kafka, SslMode: none }",
                "DMS.10 | Endpoint | { EngineName: neptune }                  | { EngineName: neptune, NeptuneSettings: { IamAuthEnabled: true } }",
                "DMS.11 | Endpoint | { EngineName: mongodb, MongoDbSettings: { AuthType: no, Username: a } }"
                        + "| { EngineName: mongodb, MongoDbSettings: { AuthType: password } }",
                "DMS.11 | Endpoint | { EngineName: mongodb }                  | { EngineName: mongodb, Username: a }",
                "DMS.11 | Endpoint | { EngineName: mongodb, MongoDbSettings: {} }"
                        + "| { EngineName: mongodb, MongoDbSettings: { SecretsManagerSecretId: !Ref Open } }",
                "DMS.12 | Endpoint | { EngineName: redis, RedisSettings: { SslSecurityProtocol: plaintext } }"
                        + "| { EngineName: redis, RedisSettings: { ServerName: a } }",
                "DMS.13 | ReplicationInstance | { MultiAZ: false }            | { MultiAZ: true }",
                "DMS.13 | ReplicationInstance | {}                            | { MultiAZ: !If [Large, true, !Ref Yes] }"
            })
    void failsOneAndPassesTheOther(String id, String type, String failing, String passing) {
        SecurityControl control = SecurityControl.of(id).orElseThrow();

        assertThat(Checked.severities(Checked.resource(type, failing), id)).containsExactly(control.severity());
        assertThat(Checked.severities(Checked.resource(type, passing), id)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DMS.1  | ReplicationInstance | { PubliclyAccessible: !Ref Open }",
                "DMS.1  | ReplicationInstance | { PubliclyAccessible: !Ref Either }",
                "DMS.1  | ReplicationInstance | { PubliclyAccessible: !Ref LookedUp }",
                "DMS.1  | ReplicationInstance | { PubliclyAccessible: !If [Large, true, false] }",
                "DMS.1  | ReplicationInstance | { PubliclyAccessible: !If [Large, !Ref AWS::NoValue, false] }",
                "DMS.4  | ReplicationInstance | { Tags: !Ref Open }",
                "DMS.4  | ReplicationInstance | { Tags: [!If [Large, { Key: a, Value: b }, !Ref AWS::NoValue]] }",
                "DMS.6  | ReplicationInstance | { AutoMinorVersionUpgrade: !FindInMap [A, b, c] }",
                "DMS.7  | ReplicationTask     | { ReplicationTaskSettings: !Ref Open }",
                "DMS.8  | ReplicationTask     | { ReplicationTaskSettings: !ImportValue settings }",
                "DMS.7  | ReplicationTask     | { ReplicationTaskSettings: !Sub '{\"Logging\": {\"EnableLogging\": ${Open}}}' }",
                "DMS.7  | ReplicationTask     | { ReplicationTaskSettings: !If [A, '{\"Logging\": {\"EnableLogging\": true}}', !Ref Open] }",
                "DMS.8  | ReplicationTask     | { ReplicationTaskSettings: !If [A, !ImportValue a, '{\"Logging\": {\"EnableLogging\": false}}'] }",
                "DMS.9  | Endpoint            | { EngineName: mysql, SslMode: !Ref Open }",
                "DMS.9  | Endpoint            | { EngineName: mysql, SslMode: '{{resolve:ssm:mode}}' }",
                "DMS.9  | Endpoint            | { EngineName: !Ref Open }",
                "DMS.9  | Endpoint            | { EngineName: !If [A, mysql, s3], SslMode: none }",
                "DMS.1  | ReplicationInstance | { 'Fn::Transform': { Name: AWS::Include }, MultiAZ: true }",
                "DMS.10 | Endpoint            | { EngineName: neptune, NeptuneSettings: { IamAuthEnabled: !Ref Open } }",
                "DMS.13 | ReplicationInstance | { MultiAZ: !Sub '${Open}' }"
            })
    void saysWhatOnlyTheDeploymentDecidesAndDoesNotHoldItAgainstAnyone(String id, String type, String properties) {
        TemplateReport report = Checked.resource(type, properties);

        assertThat(Checked.severities(report, id)).containsExactly(Severity.INFO);
        assertThat(report.violations()).extracting(TemplateFinding::code).doesNotContain(id);
        assertThat(report.findings())
                .filteredOn(finding -> finding.code().equals(id))
                .first()
                .satisfies(finding -> assertThat(finding.advice()).contains("before the deployment"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                                                                        | DMS.7, DMS.8",
                "{\"Logging\": {\"EnableLogging\": false}}                               | DMS.7, DMS.8",
                "{\"TargetMetadata\": {}}                                                | DMS.7, DMS.8",
                DEFAULT_LOGGING + "                                                      | ''",
                "{\"Logging\": {\"EnableLogging\": true, \"LogComponents\": ["
                        + "{\"Id\": \"TARGET_APPLY\", \"Severity\": \"LOGGER_SEVERITY_INFO\"}]}}  | DMS.7",
                "{\"Logging\": {\"EnableLogging\": true, \"LogComponents\": ["
                        + "{\"Id\": \"SOURCE_CAPTURE\", \"Severity\": \"LOGGER_SEVERITY_ERROR\"}]}} | DMS.8",
                "{\"Logging\": {\"EnableLogging\": true, \"LogComponents\": ["
                        + "{\"Id\": \"SORTER\", \"Severity\": \"LOGGER_SEVERITY_ERROR\"},"
                        + "{\"Id\": \"SOURCE_UNLOAD\", \"Severity\": \"LOGGER_SEVERITY_DETAILED_DEBUG\"}]}} | ''"
            })
    void readsTheLoggingOfTasksAndServerlessReplications(String settings, String failing) {
        String text = settings == null ? "" : "ReplicationTaskSettings: '" + settings + "'";
        String object = settings == null ? "" : "ReplicationSettings: " + settings;
        String[] expected = failing.isEmpty() ? new String[0] : failing.split(", ");

        assertThat(controls(Checked.resource("ReplicationTask", "{ " + text + " }")))
                .containsExactly(expected);
        assertThat(controls(Checked.resource("ReplicationConfig", "{ " + object + " }")))
                .containsExactly(expected);
    }

    private static java.util.List<String> controls(TemplateReport report) {
        return report.violations().stream()
                .filter(finding -> finding.control().isPresent())
                .map(TemplateFinding::code)
                .toList();
    }

    @Test
    void readsSettingsThatFunctionsPutTogether() {
        String pieces = """
                { ReplicationTaskSettings: !Join ['', ['{"Logging": {"EnableLogging": true, "LogComponents": [',
                  '{"Id": "TARGET_LOAD", "Severity": "LOGGER_SEVERITY_', !Ref Open, '"}]}, "ControlTablesSettings":',
                  ' {"ControlSchema": "', !Ref Open, '"}}']] }
                """.replace("\n", " ");
        String plain = """
                { ReplicationTaskSettings: !Join ['', ['{"Logging": {"EnableLogging": true}, "ControlTablesSettings":',
                  ' {"ControlSchema": "', !Ref Open, '"}}']] }
                """.replace("\n", " ");

        assertThat(Checked.severities(Checked.resource("ReplicationTask", pieces), "DMS.7"))
                .containsExactly(Severity.INFO);
        assertThat(Checked.codes(Checked.resource("ReplicationTask", plain))).doesNotContain("DMS.7", "DMS.8", "X33");
    }

    @Test
    void lookAtEveryBranchOfSettings() {
        String logging = "'" + DEFAULT_LOGGING + "'";

        assertThat(Checked.severities(
                        Checked.resource(
                                "ReplicationTask",
                                "{ ReplicationTaskSettings: !If [A, " + logging + ", " + logging + "] }"),
                        "DMS.7"))
                .isEmpty();
        assertThat(Checked.severities(
                        Checked.resource(
                                "ReplicationTask",
                                "{ ReplicationTaskSettings: !If [A, " + logging + ", !Ref AWS::NoValue] }"),
                        "DMS.7"))
                .containsExactly(Severity.INFO);
    }

    @Test
    void aCertificateIsTaggedByAnotherResource() {
        String certificate = """
                Resources:
                  Bare: { Type: AWS::DMS::Certificate, Properties: { CertificatePem: a } }
                  It: { Type: AWS::DMS::Certificate, Properties: { CertificatePem: a } }
                  Tags:
                    Type: Custom::DmsCertificateTags
                    Properties: { CertificateArn: !Ref It, Tags: %s }
                """;

        assertThat(Checked.template(certificate.formatted("[{ Key: a, Value: b }]"))
                        .findings())
                .filteredOn(finding -> finding.code().equals("DMS.2"))
                .extracting(TemplateFinding::logicalId)
                .containsExactly("Bare");
        assertThat(Checked.template(certificate.formatted("[]")).findings())
                .filteredOn(finding -> finding.code().equals("DMS.2"))
                .extracting(TemplateFinding::logicalId)
                .containsExactly("Bare", "It");
    }

    @Test
    void aFindingNamesResourceConstructPropertyAndPlace() {
        TemplateReport report = Checked.template("""
                Resources:
                  Instance:
                    Type: AWS::DMS::ReplicationInstance
                    Metadata: { "aws:cdk:path": Stack/Instance/Resource }
                    Properties:
                      ReplicationInstanceClass: dms.r6i.large
                      PubliclyAccessible: true
                """);

        TemplateFinding finding = report.violations().get(0);
        assertThat(finding.control()).contains(SecurityControl.DMS_1);
        assertThat(finding.severity()).isEqualTo(Severity.ERROR);
        assertThat(finding.logicalId()).isEqualTo("Instance");
        assertThat(finding.type()).isEqualTo("AWS::DMS::ReplicationInstance");
        assertThat(finding.constructPath()).contains("Stack/Instance/Resource");
        assertThat(finding.property()).isEqualTo("PubliclyAccessible");
        assertThat(finding.pointer()).isEqualTo("/Resources/Instance/Properties/PubliclyAccessible");
        assertThat(finding.location()).hasToString("template.yaml:7:27");
        assertThat(finding.describe())
                .isEqualTo(
                        "Instance: PubliclyAccessible is true: set PubliclyAccessible to false; a change replaces the"
                                + " instance");
        assertThat(SecurityControl.DMS_1.link())
                .isEqualTo("https://docs.aws.amazon.com/securityhub/latest/userguide/dms-controls.html#dms-1");
    }

    @Test
    void aMissingPropertyIsReportedAtItsResource() {
        TemplateFinding finding = Checked.resource("ReplicationInstance", "{ PubliclyAccessible: false }")
                .violations()
                .get(0);

        assertThat(finding.code()).isEqualTo("DMS.4");
        assertThat(finding.property()).isEqualTo("Tags");
        assertThat(finding.pointer()).isEqualTo("/Resources/It");
        assertThat(finding.location()).hasToString("template.yaml:12:3");
    }

    @Test
    void aTemplateWithoutDmsHasNoFindings() {
        assertThat(Checked.template("Resources: { It: { Type: AWS::S3::Bucket } }"))
                .isEqualTo(new TemplateReport(java.util.List.of(), java.util.List.of()));
    }
}
