package io.dmskit.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dmskit.endpoint.PostgreSQLSettings.PluginName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EndpointDefinitionTest {
    private static final String CERTIFICATE = "arn:aws:dms:eu-west-1:123456789012:cert:RDS";
    private static final String ROLE = "arn:aws:iam::123456789012:role/lake";

    @Test
    void describesADatabaseWithItsSettings() {
        EndpointSettings settings = EndpointSettings.NONE
                .with(PostgreSQLSettings.HEARTBEAT_ENABLE, true)
                .with(PostgreSQLSettings.PLUGIN_NAME, PluginName.TEST_DECODING);

        EndpointDefinition source = EndpointDefinition.database(Engine.POSTGRES, "bank", "bank/legacy")
                .with(Tls.verifyFull(CERTIFICATE))
                .with(settings);

        assertThat(source.database()).isEqualTo("bank");
        assertThat(source.tls().mode()).isEqualTo(Tls.Mode.VERIFY_FULL);
        assertThat(source.settings().get(PostgreSQLSettings.PLUGIN_NAME)).contains(PluginName.TEST_DECODING);
        assertThat(source.settings().texts())
                .isEqualTo(Map.of("HeartbeatEnable", "true", "PluginName", "test-decoding"));
        assertThat(source.problemsAs(EndpointSide.SOURCE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "postgres, require, verify-full",
        "sqlserver, require, verify-full",
        "sybase, require, require",
        "mongodb, require, verify-full",
        "mysql, none, verify-full",
        "oracle, none, verify-ca",
        "redshift, none, none",
        "a-new-engine, require, verify-full",
    })
    void protectsAsStrictlyAsTheEngineCanWhenNothingIsSaid(String engine, String without, String with) {
        assertThat(Tls.strictest(Engine.of(engine), Optional.empty()).mode().word())
                .isEqualTo(without);
        assertThat(Tls.strictest(Engine.of(engine), Optional.of(CERTIFICATE))
                        .mode()
                        .word())
                .isEqualTo(with);
    }

    @Test
    void reportsEveryProblemOfADefinitionAtOnce() {
        Access secret = new Access.Database("lake", "lake/secret", Optional.empty());
        Map<String, String> attributes = Map.of("password", "hunter2");

        assertThatThrownBy(
                        () -> new EndpointDefinition(Engine.S3, secret, Tls.REQUIRE, EndpointSettings.NONE, attributes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("""
                        endpoint s3 has 4 problems:
                          engine s3 needs a service access role instead of a database and its secret
                          engine s3 takes no TLS mode: it protects its connections otherwise
                          setting BucketName is missing: engine s3 needs it
                          extra connection attribute password holds a password: put it into the secret""");
    }

    @Test
    void refusesWhatAnEngineDoesNotTake() {
        EndpointDefinition oracle = EndpointDefinition.database(Engine.ORACLE, "BANK", "bank");
        EndpointSettings heartbeat = EndpointSettings.NONE.with(PostgreSQLSettings.HEARTBEAT_ENABLE, true);

        assertThatThrownBy(() -> oracle.with(Tls.REQUIRE))
                .hasMessage("endpoint oracle: tls is require: engine oracle takes none, verify-ca");
        assertThatThrownBy(() -> oracle.with(new Tls(Tls.Mode.VERIFY_CA, Optional.empty())))
                .hasMessage("endpoint oracle: tls is verify-ca: it needs the ARN of a certificate imported into DMS");
        assertThatThrownBy(() -> oracle.with(heartbeat))
                .hasMessage("endpoint oracle: settings are PostgreSQLSettings: engine oracle takes OracleSettings");
        assertThatThrownBy(() -> oracle.withExtraConnectionAttribute("asm", "user=sys;password=hunter2"))
                .hasMessageContaining("holds a password")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> oracle.withExtraConnectionAttribute("logLevel", "a;b"))
                .hasMessageContaining("cannot be written");
        assertThatThrownBy(() -> oracle.with(EndpointSettings.NONE.with(OracleSettings.USE_BFILE, true)))
                .hasMessage("endpoint oracle: UseBFile is true: set UseLogminerReader to false with it");
    }

    @Test
    void knowsWhichSideAnEngineAndASettingAreFor() {
        EndpointDefinition stream = EndpointDefinition.service(
                Engine.KINESIS, ROLE, EndpointSettings.NONE.with(KinesisSettings.STREAM_ARN, "arn:aws:kinesis:s"));
        EndpointDefinition slot = EndpointDefinition.database(Engine.POSTGRES, "bank", "bank")
                .with(EndpointSettings.NONE.with(PostgreSQLSettings.SLOT_NAME, "dms"));

        assertThat(stream.problemsAs(EndpointSide.SOURCE))
                .extracting(EndpointProblem::text)
                .containsExactly("engine kinesis cannot be a source, only a target");
        assertThat(slot.problemsAs(EndpointSide.TARGET))
                .containsExactly(new EndpointProblem(
                        "settings.SlotName", "setting SlotName is for a source only: a target has no use for it"));
    }

    @Test
    void refusesAValueOutOfRangeAndSettingsOfTwoFamilies() {
        assertThatThrownBy(() -> EndpointSettings.NONE.with(OracleSettings.PARALLEL_ASM_READ_THREADS, 9))
                .hasMessage("ParallelAsmReadThreads is 9: it must be 2 to 8");
        assertThatThrownBy(() -> EndpointSettings.NONE.with(S3Settings.BUCKET_NAME, " "))
                .hasMessage("BucketName is blank: it is needed");
        assertThatThrownBy(() -> EndpointSettings.NONE
                        .with(S3Settings.BUCKET_NAME, "lake")
                        .with(KafkaSettings.BROKER, "kafka:9092"))
                .hasMessageContaining("an endpoint has settings of one family");
    }

    @Test
    void letsAnUnknownEngineThrough() {
        EndpointDefinition endpoint = EndpointDefinition.database(Engine.of("Quantum-DB"), "bank", "bank");

        assertThat(endpoint.engine().name()).isEqualTo("quantum-db");
        assertThat(endpoint.problemsAs(EndpointSide.TARGET)).isEmpty();
    }

    static List<EndpointSetting<?>> everySetting() {
        return EngineFacts.SETTINGS.values().stream()
                .<EndpointSetting<?>>flatMap(List::stream)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("everySetting")
    void readsWhatItWrites(EndpointSetting<?> setting) {
        String text = SettingText.write(sample(setting));

        assertThat(EndpointSettings.NONE.withText(setting, text).texts()).containsEntry(setting.name(), text);
    }

    private static Object sample(EndpointSetting<?> setting) {
        if (setting.type().isEnum()) {
            return setting.type().getEnumConstants()[1];
        }
        if (setting.type() == Boolean.class) {
            return true;
        }
        if (setting.type() == Integer.class) {
            return setting.range().map(EndpointSetting.Range::least).orElse(7);
        }
        return setting.type() == IntegerList.class ? IntegerList.of(1, 3) : "some text";
    }
}
