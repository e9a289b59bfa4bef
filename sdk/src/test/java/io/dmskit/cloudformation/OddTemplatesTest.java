package io.dmskit.cloudformation;

import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dmskit.document.InvalidDocumentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether a template is well-formed is CloudFormation's to say; reading it never ends otherwise than in a report. */
class OddTemplatesTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    private static final String TEMPLATE = """
            {"Parameters": {"Open": {"Type": "String", "AllowedValues": ["a"]}, "Given": {"Type": "String", "Default": "b"}},
             "Resources": {
              "Source": {"Type": "AWS::DMS::Endpoint", "Metadata": {"aws:cdk:path": "a", "dmskit": {"acknowledged": {"DMS.9": "a"}}},
                "Properties": {"EndpointType": "source", "EngineName": "mongodb", "SslMode": {"Ref": "Open"}, "KmsKeyId": "a",
                  "Password": {"Fn::Sub": ["${a}", {"a": {"Ref": "Given"}}]}, "ExtraConnectionAttributes": "a=b;c",
                  "MongoDbSettings": {"AuthType": "no", "SecretsManagerSecretId": "a"}}},
              "Target": {"Type": "AWS::DMS::Endpoint",
                "Properties": {"EndpointType": "target", "EngineName": "s3", "S3Settings": {"BucketName": "a", "MaxFileSize": 1}}},
              "Instance": {"Type": "AWS::DMS::ReplicationInstance", "Properties": {"AllocatedStorage": 5, "MultiAZ": true,
                "AvailabilityZone": "a", "ReplicationInstanceClass": "dms.r6i.large", "Tags": [{"Key": "a", "Value": "b"}]}},
              "Group": {"Type": "AWS::DMS::ReplicationSubnetGroup", "Properties": {"SubnetIds": ["a", {"Ref": "Open"}],
                "ReplicationSubnetGroupIdentifier": "a"}},
              "Certificate": {"Type": "AWS::DMS::Certificate", "Properties": {"CertificateIdentifier": "a"}},
              "Tags": {"Type": "Custom::DmsCertificateTags", "Properties": {"CertificateArn": {"Ref": "Certificate"}, "Tags": []}},
              "Task": {"Type": "AWS::DMS::ReplicationTask", "Properties": {"MigrationType": "cdc",
                "SourceEndpointArn": {"Ref": "Source"}, "TargetEndpointArn": {"Fn::GetAtt": ["Target", "EndpointArn"]},
                "ReplicationInstanceArn": {"Ref": "Instance"},
                "TableMappings": {"Fn::Join": ["", ["{\\"rules\\": [", {"Ref": "Open"}, "]}"]]},
                "ReplicationTaskSettings": {"Fn::If": ["A", "{\\"Logging\\": {\\"EnableLogging\\": true}}", {"Ref": "AWS::NoValue"}]}}},
              "Serverless": {"Type": "AWS::DMS::ReplicationConfig", "Properties": {
                "ComputeConfig": {"MaxCapacityUnits": 4, "MinCapacityUnits": 8, "MultiAZ": false},
                "TableMappings": {"rules": [{"rule-type": "selection", "rule-id": {"Ref": "Open"}}]},
                "ReplicationSettings": {"Logging": {"EnableLogging": true,
                  "LogComponents": [{"Id": "TARGET_LOAD", "Severity": "LOGGER_SEVERITY_INFO"}]}}}}}}
            """;

    private static final List<String> ODD = List.of(
            "null",
            "\"odd\"",
            "[]",
            "[[]]",
            "{\"Ref\": 1}",
            "{\"Ref\": \"AWS::NoValue\"}",
            "{\"Fn::If\": [\"A\", {\"Ref\": \"Open\"}, []]}",
            "{\"Fn::Join\": \"odd\"}",
            "{\"Fn::Join\": [\",\", [{\"Ref\": \"Open\"}, \"a\\\\\", \"\\\"\"]]}",
            "{\"Fn::Sub\": \"${}${!a}${Open}$\"}",
            "{\"Fn::GetAtt\": \"Source\"}");

    @Test
    void anyValueMayBeAnyOther() throws IOException {
        JsonNode template = MAPPER.readTree(TEMPLATE);
        check(template);
        for (String odd : ODD) {
            replaceEach(template, template, MAPPER.readTree(odd));
        }
    }

    /** Puts the odd value in the place of each value in turn. */
    private static void replaceEach(JsonNode root, JsonNode node, JsonNode odd) {
        if (node instanceof ObjectNode object) {
            List<String> keys =
                    object.properties().stream().map(entry -> entry.getKey()).toList();
            for (String key : keys) {
                JsonNode before = object.get(key);
                object.set(key, odd);
                check(root);
                object.set(key, before);
                replaceEach(root, before, odd);
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                JsonNode before = array.get(i);
                array.set(i, odd);
                check(root);
                array.set(i, before);
                replaceEach(root, before, odd);
            }
        }
    }

    private static void check(JsonNode template) {
        String text = text(template);
        assertThatCode(() -> {
                    try {
                        TemplateChecks.check("odd.json", text);
                    } catch (InvalidDocumentException e) {
                        // Told with a place, like every other document that cannot be read.
                    }
                })
                .as(text)
                .doesNotThrowAnyException();
    }

    private static String text(JsonNode template) {
        try {
            return MAPPER.writeValueAsString(template);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
