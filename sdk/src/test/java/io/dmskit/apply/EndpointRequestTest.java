package io.dmskit.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.endpoint.EndpointDefinition;
import io.dmskit.endpoint.EndpointSettings;
import io.dmskit.endpoint.Engine;
import io.dmskit.endpoint.IntegerList;
import io.dmskit.endpoint.MongoDbSettings;
import io.dmskit.endpoint.MySQLSettings;
import io.dmskit.endpoint.OracleSettings;
import io.dmskit.endpoint.PostgreSQLSettings;
import io.dmskit.endpoint.PostgreSQLSettings.PluginName;
import io.dmskit.endpoint.S3Settings;
import io.dmskit.endpoint.TargetDbType;
import io.dmskit.endpoint.Tls;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.databasemigration.model.CreateEndpointRequest;
import software.amazon.awssdk.services.databasemigration.model.DmsSslModeValue;
import software.amazon.awssdk.services.databasemigration.model.Endpoint;
import software.amazon.awssdk.services.databasemigration.model.PluginNameValue;

class EndpointRequestTest {
    private static final String CERTIFICATE = "arn:aws:dms:eu-west-1:123456789012:cert:RDS";

    private static final EndpointDefinition BANK = EndpointDefinition.database(Engine.POSTGRES, "bank", "bank/legacy")
            .with(Tls.verifyFull(CERTIFICATE))
            .with(EndpointSettings.NONE
                    .with(PostgreSQLSettings.PLUGIN_NAME, PluginName.PGLOGICAL)
                    .with(PostgreSQLSettings.HEARTBEAT_FREQUENCY, 3)
                    .with(PostgreSQLSettings.CAPTURE_DDLS, false))
            .withExtraConnectionAttribute("b", "2")
            .withExtraConnectionAttribute("a", "1");

    @Test
    void sendsEverythingADefinitionSays() {
        CreateEndpointRequest request = request(BANK);

        assertThat(request.databaseName()).isEqualTo("bank");
        assertThat(request.sslMode()).isEqualTo(DmsSslModeValue.VERIFY_FULL);
        assertThat(request.certificateArn()).isEqualTo(CERTIFICATE);
        assertThat(request.extraConnectionAttributes()).isEqualTo("a=1;b=2");
        assertThat(request.postgreSQLSettings()).satisfies(settings -> {
            assertThat(settings.databaseName()).isEqualTo("bank");
            assertThat(settings.secretsManagerSecretId()).isEqualTo("bank/legacy");
            assertThat(settings.pluginName()).isEqualTo(PluginNameValue.PGLOGICAL);
            assertThat(settings.heartbeatFrequency()).isEqualTo(3);
            assertThat(settings.captureDdls()).isFalse();
        });
    }

    @Test
    void sendsListsAndFlagsAsTheApiWantsThem() {
        CreateEndpointRequest oracle = request(EndpointDefinition.database(Engine.ORACLE, "BANK", "bank")
                .with(EndpointSettings.NONE.with(OracleSettings.EXTRA_ARCHIVED_LOG_DEST_IDS, IntegerList.of(1, 3))));
        CreateEndpointRequest mongo = request(EndpointDefinition.database(Engine.MONGODB, "bank", "bank")
                .with(EndpointSettings.NONE.with(MongoDbSettings.EXTRACT_DOC_ID, true)));

        assertThat(oracle.oracleSettings().extraArchivedLogDestIds()).containsExactly(1, 3);
        assertThat(mongo.mongoDbSettings().extractDocId()).isEqualTo("true");
    }

    @Test
    void namesNoDatabaseOfMysqlUnlessOneIsMeantForAllSchemas() {
        EndpointDefinition shop = EndpointDefinition.database(Engine.MYSQL, "shop", "shop");
        EndpointSettings single =
                EndpointSettings.NONE.with(MySQLSettings.TARGET_DB_TYPE, TargetDbType.SPECIFIC_DATABASE);

        assertThat(request(shop).databaseName()).isNull();
        assertThat(request(shop.with(single)).databaseName()).isEqualTo("shop");
    }

    @Test
    void reachesAServiceWithItsRole() {
        CreateEndpointRequest lake = request(EndpointDefinition.service(
                Engine.S3, "arn:aws:iam::1:role/lake", EndpointSettings.NONE.with(S3Settings.BUCKET_NAME, "lake")));

        assertThat(lake.s3Settings().serviceAccessRoleArn()).isEqualTo("arn:aws:iam::1:role/lake");
        assertThat(lake.s3Settings().bucketName()).isEqualTo("lake");
        assertThat(lake.sslMode()).isNull();
    }

    @Test
    void takesAnEndpointThatSaysTheSameInTheServicesWay() {
        assertThat(changesFrom(found().build())).isEmpty();
    }

    @Test
    void namesEveryDifference() {
        Endpoint other = found().databaseName("shop")
                .sslMode(DmsSslModeValue.NONE)
                .postgreSQLSettings(
                        settings -> settings.secretsManagerSecretId("other").heartbeatFrequency(5))
                .build();

        assertThat(changesFrom(other))
                .containsExactly(
                        "database shop -> bank",
                        "SslMode none -> verify-full",
                        "CaptureDdls not set -> false",
                        "HeartbeatFrequency 5 -> 3",
                        "PluginName not set -> pglogical",
                        "secret other -> bank/legacy");
    }

    @Test
    void showsNoPasswordThatStandsInExtraConnectionAttributes() {
        Endpoint other =
                found().extraConnectionAttributes("a=1;sslPassword=hunter2;b=3").build();

        assertThat(changesFrom(other)).containsExactly("ExtraConnectionAttributes a=1;sslPassword=***;b=3 -> a=1;b=2");
    }

    @Test
    void givesBackWhatAnEndpointSaidBefore() {
        Endpoint before = found().extraConnectionAttributes("a=0").build();

        EndpointRequest members = EndpointRequest.of(BANK).asIn(before);

        assertThat(members.members()).containsEntry("ExtraConnectionAttributes", "a=0");
        assertThat(members.settings())
                .containsEntry("PluginName", "PGLOGICAL")
                .containsEntry("HeartbeatFrequency", "3");
    }

    private static Endpoint.Builder found() {
        return Endpoint.builder()
                .databaseName("bank")
                .sslMode("verify-full")
                .certificateArn(CERTIFICATE)
                .extraConnectionAttributes("a=1;b=2")
                .postgreSQLSettings(settings -> settings.secretsManagerSecretId(
                                "arn:aws:secretsmanager:eu-west-1:123456789012:secret:bank/legacy-a1B2c3")
                        .pluginName("PGLOGICAL")
                        .heartbeatFrequency(3)
                        .heartbeatSchema("public")
                        .captureDdls(false));
    }

    private static List<String> changesFrom(Endpoint found) {
        return EndpointRequest.of(BANK).changesFrom(found).stream()
                .map(change -> change.subject() + " " + change.before().orElse("not set") + " -> "
                        + change.after().orElse("not set"))
                .toList();
    }

    private static CreateEndpointRequest request(EndpointDefinition definition) {
        CreateEndpointRequest.Builder request = CreateEndpointRequest.builder();
        EndpointRequest.of(definition).putInto(request);
        return request.build();
    }
}
