package io.dmskit.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dmskit.document.InvalidDocumentException;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateRuleTest {
    private static final String LONG_NAME = "a23456789012345678901234567890123456789012345678901234567890123";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CF010 | Endpoint | { EndpointType: sorce }  | { EndpointType: !Ref Open }",
                "CF011 | Endpoint | { EngineName: postgresql } | { EngineName: AURORA }",
                "CF011 | Endpoint | { EngineName: future }     | { EngineName: !Ref Open }",
                "CF012 | Endpoint | { EndpointType: source, EngineName: redshift } | { EndpointType: target, EngineName: redshift }",
                "CF013 | Endpoint | { SslMode: required }      | { SslMode: verify-full }",
                "CF014 | Endpoint | { EngineName: oracle, SslMode: require } | { EngineName: postgres, SslMode: require }",
                "CF014 | Endpoint | { EngineName: s3, SslMode: require }     | { EngineName: s3, SslMode: none }",
                "CF015 | Endpoint | { EngineName: mysql, SslMode: verify-ca }"
                        + "| { EngineName: mysql, SslMode: verify-ca, CertificateArn: !Ref Open }",
                "CF016 | Endpoint | { Port: 1, OracleSettings: { SecretsManagerSecretId: a, SecretsManagerAccessRoleArn: b } }"
                        + "| { DatabaseName: c, OracleSettings: { SecretsManagerSecretId: a, SecretsManagerAccessRoleArn: b } }",
                "CF016 | Endpoint | { MongoDbSettings: { SecretsManagerSecretId: !Ref Open, ServerName: !Ref Open } }"
                        + "| { MongoDbSettings: { SecretsManagerSecretId: !If [A, b, !Ref AWS::NoValue], ServerName: c } }",
                "CF017 | Endpoint | { OracleSettings: { SecretsManagerSecretId: a } }"
                        + "| { OracleSettings: { SecretsManagerSecretId: a, SecretsManagerAccessRoleArn: !Ref Open } }",
                "CF017 | Endpoint | { OracleSettings: { SecretsManagerOracleAsmAccessRoleArn: a } } | { OracleSettings: { } }",
                "CF018 | Endpoint | { EngineName: mysql, ServerName: a } | { EngineName: mysql, ServerName: a, Port: 1 }",
                "CF018 | Endpoint | { EngineName: mysql } | { EngineName: mysql, ExtraConnectionAttributes: !Ref Open }",
                "CF018 | Endpoint | { EngineName: postgres }"
                        + "| { EngineName: postgres, PostgreSqlSettings: { SecretsManagerSecretId: !Ref Open } }",
                "CF019 | Endpoint | { Password: secret }       | { Password: !Ref Hidden }",
                "CF019 | Endpoint | { Password: !Ref Weak }    | { Password: '{{resolve:secretsmanager:a:SecretString:b}}' }",
                "CF019 | Endpoint | { Password: !Sub 'secret' } | { Password: !Sub '{{resolve:ssm-secure:/${Open}/b:1}}' }",
                "CF019 | Endpoint | { KafkaSettings: { SaslPassword: secret } } | { KafkaSettings: { SaslPassword: !GetAtt A.B } }",
                "CF019 | Endpoint | { ExtraConnectionAttributes: 'a=b;asm_password=secret' } | { ExtraConnectionAttributes: 'authType=password' }",
                "CF019 | Endpoint | { ExtraConnectionAttributes: !Sub 'pwd=secret;a=${Open}' } | { ExtraConnectionAttributes: !Sub 'pwd=${Hidden}' }",
                "CF018 | Endpoint | { EngineName: mysql, ExtraConnectionAttributes: 'a=b' }"
                        + "| { EngineName: mysql, ExtraConnectionAttributes: '{{resolve:ssm:/bank/attributes}}' }",
                "CF018 | Endpoint | { EngineName: mysql, ExtraConnectionAttributes: 'a={{resolve:ssm:/b}}' }"
                        + "| { EngineName: mysql, ExtraConnectionAttributes: 'a=b; {{resolve:ssm:/bank/attributes}}' }",
                "CF019 | Endpoint | { KafkaSettings: !If [A, { SaslPassword: secret }, !Ref AWS::NoValue] }"
                        + "| { KafkaSettings: !If [A, { SaslPassword: !Ref Hidden }, !Ref AWS::NoValue] }",
                "CF019 | Endpoint | { RedisSettings: !If [A, { AuthUserName: a }, !If [B, { AuthPassword: secret }, { Port: 1 }]] }"
                        + "| { RedisSettings: !If [A, { AuthPassword: !Ref Empty }, { Port: 1 }] }",
                "CF019 | Endpoint | { ExtraConnectionAttributes: !If [A, 'pwd=secret', 'pwd={{resolve:ssm:/b}}'] }"
                        + "| { ExtraConnectionAttributes: !If [A, 'pwd={{resolve:ssm:/a}}', 'pwd={{resolve:ssm:/b}}'] }",
                "CF020 | Endpoint | { Password: !Ref Open }    | { Password: !Ref Hidden }",
                "CF020 | Endpoint | { Password: !If [A, !Ref Open, !Ref Hidden] } | { Password: !If [A, !Ref AWS::NoValue, !Ref Hidden] }",
                "CF021 | Endpoint | { EngineName: mysql, PostgreSqlSettings: { SlotName: a } }"
                        + "| { EngineName: aurora, MySqlSettings: { MaxFileSize: 1 } }",
                "CF022 | Endpoint | { EngineName: s3, S3Settings: { ServiceAccessRoleArn: a } }"
                        + "| { EngineName: S3, S3Settings: { ServiceAccessRoleArn: a, BucketName: !Ref Open } }",
                "CF022 | Endpoint | { EngineName: kinesis, KinesisSettings: { StreamArn: a } }"
                        + "| { EngineName: s3, ExtraConnectionAttributes: 'bucketName=a;serviceAccessRoleArn=b' }",
                "CF023 | Endpoint | { EngineName: postgres, PostgreSqlSettings: { PluginName: pglogica } }"
                        + "| { EngineName: postgres, PostgreSqlSettings: { PluginName: PGLOGICAL, HeartbeatEnable: 'Y' } }",
                "CF023 | Endpoint | { EngineName: mysql, MySqlSettings: { MaxFileSize: 0 } }"
                        + "| { EngineName: mysql, MySqlSettings: { MaxFileSize: !Ref Open } }",
                "CF024 | Endpoint | { EndpointType: target, EngineName: oracle, OracleSettings: { UseLogminerReader: true } }"
                        + "| { EndpointType: source, EngineName: oracle, OracleSettings: { UseLogminerReader: true } }",
                "CF025 | Endpoint | { EngineName: s3, KmsKeyId: a } | { EngineName: s3, KmsKeyId: !If [A, b, !Ref AWS::NoValue] }",
                "CF030 | Endpoint | { EndpointIdentifier: a--b } | { EndpointIdentifier: a-b }",
                "CF030 | ReplicationTask | { ReplicationTaskIdentifier: 1a } | { ReplicationTaskIdentifier: "
                        + LONG_NAME + "4 }",
                "CF030 | ReplicationInstance | { ReplicationInstanceIdentifier: a- } | { ReplicationInstanceIdentifier: "
                        + LONG_NAME + " }",
                "CF030 | ReplicationInstance | { ReplicationInstanceIdentifier: " + LONG_NAME + "4 }"
                        + "| { ReplicationInstanceIdentifier: !Sub '${Open}--b' }",
                "CF030 | Endpoint | { ResourceIdentifier: a2345678901234567890123456789012 } | { ResourceIdentifier: Example-App-ARN1 }",
                "CF030 | ReplicationSubnetGroup | { ReplicationSubnetGroupIdentifier: Default } | { ReplicationSubnetGroupIdentifier: a.b_c--d }",
                "CF030 | ReplicationConfig | { ReplicationConfigIdentifier: a_b } | { ReplicationConfigIdentifier: Ab }",
                "CF030 | Certificate | { CertificateIdentifier: a.b } | { CertificateIdentifier: a }",
                "CF030 | Endpoint | { EndpointIdentifier: 'a,b' } | { EndpointIdentifier: !Join ['-', [!Ref Several, a]] }",
                "CF031 | Endpoint | { EndpointIdentifier: Bank } | { EndpointIdentifier: bank }",
                "CF040 | ReplicationInstance | { AllocatedStorage: 4 } | { AllocatedStorage: '5' }",
                "CF040 | ReplicationInstance | { AllocatedStorage: 6145 } | { AllocatedStorage: !Ref Open }",
                "CF041 | ReplicationInstance | { ReplicationInstanceClass: db.r5.large } | { ReplicationInstanceClass: dms.r6i.large }",
                "CF042 | ReplicationInstance | { MultiAZ: true, AvailabilityZone: a } | { MultiAZ: false, AvailabilityZone: a }",
                "CF042 | ReplicationInstance | { MultiAZ: true, AvailabilityZone: !Ref Open } | { MultiAZ: true, AvailabilityZone: !Ref Empty }",
                "CF043 | ReplicationSubnetGroup | { SubnetIds: [a] } | { SubnetIds: [a, !Ref Open] }",
                "CF043 | ReplicationSubnetGroup | { SubnetIds: [a, a] } | { SubnetIds: !Ref Open }",
                "CF043 | ReplicationSubnetGroup | { SubnetIds: [] } | { SubnetIds: [!Ref Open] }",
                "CF044 | InstanceProfile | { PubliclyAccessible: true } | {}",
                "CF050 | ReplicationTask | { CdcStartPosition: a, CdcStartTime: 1 } | { CdcStartPosition: a }",
                "CF060 | ReplicationConfig | { ComputeConfig: { MaxCapacityUnits: 3 } } | { ComputeConfig: { MaxCapacityUnits: 4 } }",
                "CF060 | ReplicationConfig | { ComputeConfig: { MinCapacityUnits: 8, MaxCapacityUnits: 4 } }"
                        + "| { ComputeConfig: { MinCapacityUnits: !Ref Open, MaxCapacityUnits: 4 } }",
                "CF062 | ReplicationConfig | { ComputeConfig: { MaxCapacityUnits: 4 } } | { ComputeConfig: { MultiAZ: true } }"
            })
    void findsOneAndNotTheOther(String code, String type, String wrong, String right) {
        assertThat(Checked.resource(type, wrong).findings())
                .filteredOn(finding -> finding.code().equals(code))
                .singleElement()
                .satisfies(finding -> assertThat(finding.advice()).isNotBlank());
        assertThat(Checked.codes(Checked.resource(type, right))).doesNotContain(code);
    }

    @Test
    void neverSaysAPassword() {
        TemplateReport report = Checked.resource(
                "Endpoint",
                "{ Password: s3cr3t, ExtraConnectionAttributes: 'pwd=s3cr3t', RedisSettings: { AuthPassword: s3cr3t } }");

        assertThat(Checked.severities(report, "CF019")).hasSize(3);
        assertThat(report.toString()).doesNotContain("s3cr3t");
    }

    @Test
    void saysWhatAWordMeant() {
        TemplateReport report =
                Checked.resource("Endpoint", "{ EngineName: postgresql, EndpointType: sorce, SslMode: requires }");

        assertThat(report.findings())
                .extracting(TemplateFinding::message)
                .contains(
                        "EngineName is \"postgresql\", did you mean \"postgres\"?",
                        "EndpointType is \"sorce\", did you mean \"source\"?",
                        "SslMode is \"requires\", did you mean \"require\"?");
    }

    @Test
    void aTaskHasItsSourceAtItsSource() {
        String template = """
                Resources:
                  Old: { Type: AWS::DMS::Endpoint, Properties: { EndpointType: source, EngineName: db2, SslMode: verify-ca } }
                  New: { Type: AWS::DMS::Endpoint, Properties: { EndpointType: target, EngineName: kafka } }
                  Task:
                    Type: AWS::DMS::%s
                    Properties: { SourceEndpointArn: !Ref %s, TargetEndpointArn: !GetAtt %s.EndpointArn }
                """;

        assertThat(Checked.codes(Checked.template(template.formatted("ReplicationTask", "Old", "New"))))
                .doesNotContain("CF051", "CF061");
        assertThat(Checked.severities(Checked.template(template.formatted("ReplicationTask", "New", "Old")), "CF051"))
                .hasSize(2);
        assertThat(Checked.codes(Checked.template(template.formatted("ReplicationConfig", "Old", "New"))))
                .contains("CF061");
    }

    @Test
    void whatFillsATemplateIsSaid() {
        String rules = IntStream.range(0, 3_000)
                .mapToObj(i -> """
                        {"rule-type": "selection", "rule-id": "%d", "rule-name": "%d", "rule-action": "include", \
                        "object-locator": {"schema-name": "sales", "table-name": "a table with a rather long name %d"}}""".formatted(i + 1, i + 1, i))
                .collect(Collectors.joining(", "));
        String template = """
                Resources:
                  Small: { Type: AWS::DMS::ReplicationTask, Properties: { TableMappings: '{"rules": []}' } }
                  Large: { Type: AWS::DMS::ReplicationTask, Properties: { TableMappings: '{"rules": [%s]}' } }
                """.formatted(rules);

        assertThat(Checked.template(template).findings())
                .filteredOn(finding -> finding.code().equals("CF004"))
                .extracting(TemplateFinding::logicalId)
                .containsExactly("Large");
        assertThat(Checked.codes(Checked.template(template + "# " + "x".repeat(600_000))))
                .contains("CF003");
    }

    @Test
    void ofSeveralTasksThatFillATemplateAlikeTheFirstIsNamed() {
        String tasks = IntStream.range(0, 8)
                .mapToObj(i ->
                        "  Task" + i + ": { Type: AWS::DMS::ReplicationTask, Properties: { TableMappings: '{\"a\": \""
                                + "x".repeat(60_000) + "\"}' } }\n")
                .collect(Collectors.joining("", "Resources:\n", ""));

        assertThat(Checked.template(tasks).findings())
                .filteredOn(finding -> finding.code().equals("CF004"))
                .extracting(TemplateFinding::logicalId)
                .containsExactly("Task0");
    }

    @Test
    void whatALoopOrAMacroMakesIsNotLookedAtAndThatIsSaidOnce() {
        TemplateReport report = Checked.template("""
                Transform: AWS::LanguageExtensions
                Resources:
                  Topic: { Type: AWS::SNS::Topic }
                  Fn::ForEach::Topics: [Name, [a, b], { "Topic${Name}": { Type: AWS::SNS::Topic } }]
                  Fn::ForEach::Tasks: [Name, [a, b], { "Task${Name}": { Type: AWS::DMS::ReplicationTask } }]
                  Fn::Transform: { Name: AWS::Include, Parameters: { Location: s3://a/b } }
                """);

        assertThat(report.violations()).isEmpty();
        assertThat(report.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("CF005");
            assertThat(finding.message())
                    .isEqualTo("Fn::ForEach::Tasks, Fn::Transform make resources, which are not looked at");
            assertThat(finding.location().line()).isEqualTo(5);
        });
    }

    @Test
    void aLoopOverOtherServicesIsNoConcern() {
        assertThat(Checked.template("""
                Resources:
                  Fn::ForEach::Topics: [Name, [a, b], { "Topic${Name}": { Type: AWS::SNS::Topic } }]
                """).findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{ \"Resources\": | not valid JSON", "a: b | the template has no Resources"})
    void saysWhatIsNoTemplate(String text, String message) {
        assertThatThrownBy(() -> Template.read("t", text))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("CF001");
    }

    @Test
    void codesAreUnique() {
        assertThat(Arrays.stream(TemplateRule.values()).map(TemplateRule::code)).doesNotHaveDuplicates();
    }
}
