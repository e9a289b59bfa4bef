package io.dmskit.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dmskit.endpoint.EndpointDefinition;
import io.dmskit.endpoint.EndpointSettings;
import io.dmskit.endpoint.Engine;
import io.dmskit.endpoint.KafkaSettings;
import io.dmskit.endpoint.OracleSettings;
import io.dmskit.endpoint.PostgreSQLSettings;
import io.dmskit.endpoint.RedisSettings;
import io.dmskit.endpoint.S3Settings;
import io.dmskit.endpoint.Tls;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.iam.User;
import software.amazon.awscdk.services.kinesis.Stream;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;

class EndpointTest {
    private static final String TYPE = "AWS::DMS::Endpoint";

    private final Stack stack = TestStack.create();

    @Test
    void readsItsSecretWithARoleOfItsOwn() {
        TestStack.source(stack);

        assertThat(TestStack.properties(stack, TYPE))
                .containsEntry("EngineName", "postgres")
                .containsEntry("EndpointType", "source")
                .containsEntry("DatabaseName", "bankprod")
                .containsEntry("SslMode", "require")
                .doesNotContainKeys("Password", "Username", "ServerName", "Port", "EndpointIdentifier");
        assertThat(TestStack.text(stack, TYPE, "PostgreSqlSettings"))
                .contains("SecretsManagerAccessRoleArn", "SecretsManagerSecretId");
        assertThat(TestStack.properties(stack, "AWS::IAM::Role").toString())
                .contains("[dms., {Ref=AWS::Region}, ., {Ref=AWS::URLSuffix}]", "aws:SourceAccount", "aws:SourceArn");
        assertThat(TestStack.properties(stack, "AWS::IAM::Policy").toString())
                .contains("secretsmanager:GetSecretValue", ":secret:bank/legacy-??????")
                .doesNotContain("Resource=*");
        assertThat(TestStack.attribute(stack, TYPE, "DependsOn")).contains("SecretAccessDefaultPolicy");
    }

    @Test
    void settingsHaveTheirTypesAndCloudFormationsNames() {
        Endpoint.Builder.create(stack, "Source")
                .source()
                .engine(EndpointEngine.database(
                        Engine.POSTGRES,
                        "bankprod",
                        TestStack.secret(stack, "bank/legacy"),
                        EndpointSettings.NONE
                                .with(PostgreSQLSettings.HEARTBEAT_ENABLE, true)
                                .with(PostgreSQLSettings.HEARTBEAT_FREQUENCY, 5)
                                .with(PostgreSQLSettings.SLOT_NAME, "bank")))
                .build();

        assertThat(TestStack.properties(stack, TYPE).get("PostgreSqlSettings"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("HeartbeatEnable", true)
                .containsEntry("HeartbeatFrequency", 5)
                .containsEntry("SlotName", "bank");
    }

    @Test
    void saysWhatCloudFormationLacks() {
        assertThatThrownBy(() -> Endpoint.Builder.create(stack, "Source")
                        .source()
                        .engine(EndpointEngine.database(
                                Engine.POSTGRES,
                                "bankprod",
                                TestStack.secret(stack, "bank/legacy"),
                                EndpointSettings.NONE.with(PostgreSQLSettings.MAP_JSONB_AS_CLOB, true)))
                        .build())
                .hasMessageContaining("Test/Source: CloudFormation has no PostgreSqlSettings.MapJsonbAsClob");
    }

    @Test
    void anEngineThatEncryptsOnlyWithACertificateWantsOne() {
        Endpoint.Builder oracle = Endpoint.Builder.create(stack, "Source")
                .source()
                .engine(EndpointEngine.oracle("BANKPROD", TestStack.secret(stack, "bank/legacy")));

        assertThatThrownBy(oracle::build)
                .hasMessage("Test/Source: engine oracle encrypts only with a certificate; give certificate(...), or say"
                        + " tls(Tls.NONE)");
    }

    @Test
    void plainConnectionsAreSaidAloudAndAcknowledged() {
        Endpoint.Builder.create(stack, "Plain")
                .source()
                .engine(EndpointEngine.oracle("BANKPROD", TestStack.secret(stack, "bank/legacy")))
                .tls(Tls.NONE)
                .build();

        assertThat(TestStack.properties(stack, TYPE)).containsEntry("SslMode", "none");
        assertThat(TestStack.attribute(stack, TYPE, "Metadata")).contains("DMS.9=");
    }

    @Test
    void aCertificateBringsTheStrictestProtection() {
        Endpoint.Builder.create(stack, "Source")
                .source()
                .engine(EndpointEngine.mySql(TestStack.secret(stack, "shop")))
                .tls(Tls.verifyFull("arn:aws:dms:eu-west-1:123456789012:cert:RDS"))
                .build();

        assertThat(TestStack.properties(stack, TYPE))
                .containsEntry("SslMode", "verify-full")
                .containsEntry("CertificateArn", "arn:aws:dms:eu-west-1:123456789012:cert:RDS")
                .doesNotContainKey("DatabaseName");
    }

    @Test
    void aBucketAsATargetMayBeWrittenAndAsASourceRead() {
        Bucket bucket = Bucket.Builder.create(stack, "Lake")
                .encryption(BucketEncryption.KMS)
                .encryptionKey(Key.Builder.create(stack, "Key").build())
                .build();
        Endpoint.Builder.create(stack, "Target")
                .target()
                .engine(EndpointEngine.s3(bucket, EndpointSettings.NONE.with(S3Settings.CDC_INSERTS_AND_UPDATES, true)))
                .build();

        assertThat(TestStack.properties(stack, TYPE))
                .containsEntry("EngineName", "s3")
                .doesNotContainKeys("SslMode", "KmsKeyId");
        assertThat(TestStack.text(stack, TYPE, "S3Settings"))
                .contains("BucketName={Ref=Lake", "CdcInsertsAndUpdates=true", "ServiceAccessRoleArn");
        assertThat(TestStack.properties(stack, "AWS::IAM::Policy").toString())
                .contains("s3:PutObject", "s3:DeleteObject", "s3:ListBucket", "kms:GenerateDataKey")
                .doesNotContain("s3:*", "Resource=*");
    }

    @Test
    void aBucketAsASourceIsOnlyRead() {
        Endpoint.Builder.create(stack, "Source")
                .source()
                .engine(EndpointEngine.s3(
                        Bucket.Builder.create(stack, "Files").build(),
                        EndpointSettings.NONE.with(S3Settings.EXTERNAL_TABLE_DEFINITION, "{}")))
                .build();

        assertThat(TestStack.properties(stack, "AWS::IAM::Policy").toString())
                .contains("s3:GetObject")
                .doesNotContain("s3:PutObject");
    }

    @Test
    void aStreamMayBeWrittenTo() {
        Endpoint.Builder.create(stack, "Target")
                .target()
                .engine(EndpointEngine.kinesis(
                        Stream.Builder.create(stack, "Changes").build(), EndpointSettings.NONE))
                .build();

        assertThat(TestStack.text(stack, TYPE, "KinesisSettings")).contains("StreamArn");
        assertThat(TestStack.properties(stack, "AWS::IAM::Policy").toString())
                .contains("kinesis:PutRecords")
                .doesNotContain("Resource=*");
    }

    @Test
    void tablesOfDynamoDbAreThoseOfThisAccount() {
        Endpoint.Builder.create(stack, "Target")
                .target()
                .engine(EndpointEngine.dynamoDb())
                .build();

        assertThat(TestStack.properties(stack, "AWS::IAM::Policy").toString())
                .contains("dynamodb:PutItem", ":table/*", "dynamodb:ListTables");
    }

    @Test
    void redisIsEncryptedAndMongoLogsInByDefault() {
        Endpoint.Builder.create(stack, "Redis")
                .target()
                .engine(EndpointEngine.redis(EndpointSettings.NONE
                        .with(RedisSettings.SERVER_NAME, "cache")
                        .with(RedisSettings.PORT, 6379)))
                .build();
        Endpoint.Builder.create(stack, "Mongo")
                .source()
                .engine(EndpointEngine.mongoDb("shop", TestStack.secret(stack, "shop")))
                .build();
        Endpoint.Builder.create(stack, "Kafka")
                .target()
                .engine(EndpointEngine.kafka(EndpointSettings.NONE.with(KafkaSettings.BROKER, "b-1:9098")))
                .build();

        String endpoints = Template.fromStack(stack).findResources(TYPE).toString();
        assertThat(endpoints)
                .contains(
                        "SslSecurityProtocol=ssl-encryption",
                        "AuthType=password",
                        "Broker=b-1:9098",
                        "SslMode=require");
    }

    @Test
    void aDefinitionOfTheSdkIsTakenAsItIs() {
        Endpoint.Builder.create(stack, "Source")
                .source()
                .definition(EndpointDefinition.database(Engine.ORACLE, "BANKPROD", "bank/legacy")
                        .with(Tls.verifyCa("arn:aws:dms:eu-west-1:123456789012:cert:WALLET"))
                        .with(EndpointSettings.NONE.with(OracleSettings.USE_LOGMINER_READER, false))
                        .withExtraConnectionAttribute("useBFile", "true"))
                .endpointIdentifier("Bank-Core-Source")
                .build();

        assertThat(TestStack.properties(stack, TYPE))
                .containsEntry("EndpointIdentifier", "bank-core-source")
                .containsEntry("ExtraConnectionAttributes", "useBFile=true")
                .containsEntry("SslMode", "verify-ca");
        assertThat(TestStack.text(stack, TYPE, "OracleSettings"))
                .contains("UseLogminerReader=false", "SecretsManagerSecretId=bank/legacy");
    }

    @Test
    void portsAreTheEnginesOrWhatTheSettingsSay() {
        assertThat(EndpointPorts.of(EndpointDefinition.database(Engine.ORACLE, "BANKPROD", "bank/legacy")))
                .containsExactly(1521);
        assertThat(EndpointPorts.of(EndpointDefinition.inSettings(
                        Engine.KAFKA,
                        EndpointSettings.NONE.with(KafkaSettings.BROKER, "b-1.kafka:9098,b-2.kafka:9096"))))
                .containsExactly(9096, 9098);
        assertThat(EndpointPorts.of(EndpointDefinition.inSettings(
                        Engine.REDIS,
                        EndpointSettings.NONE
                                .with(RedisSettings.SERVER_NAME, "cache")
                                .with(RedisSettings.PORT, 6380))))
                .containsExactly(6380);
    }

    @Test
    void aSecretCanBeNamedByAPartOfItsArn() {
        Endpoint.Builder.create(stack, "Source")
                .source()
                .definition(EndpointDefinition.database(
                        Engine.POSTGRES,
                        "bankprod",
                        "arn:aws:secretsmanager:eu-west-1:123456789012:secret:bank/legacy"))
                .build();

        assertThat(TestStack.text(stack, "AWS::IAM::Policy", "PolicyDocument")).contains("secret:bank/legacy-??????");
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> Endpoint.Builder.create(stack, "A").build())
                .hasMessage("Test/A: side is missing; say source() or target()");
        assertThatThrownBy(() -> Endpoint.Builder.create(stack, "B").source().build())
                .hasMessageContaining("Test/B: engine is missing");
        assertThatThrownBy(() -> Endpoint.Builder.create(stack, "C")
                        .source()
                        .engine(EndpointEngine.dynamoDb())
                        .build())
                .hasMessageContaining("engine dynamodb cannot be a source");
    }

    @Test
    void whoMayTestMayTestThisConnectionOnly() {
        TestStack.source(stack).grantTestConnection(new User(stack, "Tester"), TestStack.instance(stack));

        assertThat(Template.fromStack(stack)
                        .findResources("AWS::IAM::Policy", Map.of("Properties", Map.of("Users", Match.anyValue())))
                        .toString())
                .contains("Action=dms:TestConnection")
                .contains("Ref=Source", "Ref=Instance");
    }
}
