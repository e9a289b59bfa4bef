package io.dmskit.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dmskit.document.Finding;
import io.dmskit.document.InvalidDocumentException;
import io.dmskit.endpoint.Access;
import io.dmskit.endpoint.EndpointSettings;
import io.dmskit.endpoint.IntegerList;
import io.dmskit.endpoint.KafkaSettings;
import io.dmskit.endpoint.OracleSettings;
import io.dmskit.endpoint.PostgreSQLSettings;
import io.dmskit.endpoint.PostgreSQLSettings.PluginName;
import io.dmskit.endpoint.S3Settings;
import io.dmskit.endpoint.Tls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointReaderTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void writeMappings() throws IOException {
        write("table-mappings.json", """
                {"rules": [{"rule-type": "selection", "rule-id": "1", "rule-name": "all", "rule-action": "include",
                  "object-locator": {"schema-name": "bank", "table-name": "%"}}]}
                """);
    }

    @Test
    void readsEverythingAnEndpointCanSay() throws IOException {
        Migration migration = read("""
                source:
                  engine: postgres
                  database: bank
                  secret: bank/legacy
                  tls: verify-full
                  certificate: arn:aws:dms:eu-west-1:123456789012:cert:RDS
                  settings: { PluginName: test_decoding, SlotName: dms, HeartbeatEnable: true, HeartbeatFrequency: 3 }
                  extra-connection-attributes: { logLevel: debug }
                target:
                  engine: s3
                  service-access-role: arn:aws:iam::123456789012:role/lake
                  settings: { BucketName: lake, DataFormat: PARQUET, AddColumnName: y, CsvDelimiter: "\\t" }
                """);

        assertThat(migration.source().tls()).isEqualTo(Tls.verifyFull("arn:aws:dms:eu-west-1:123456789012:cert:RDS"));
        assertThat(migration.source().settings())
                .isEqualTo(EndpointSettings.NONE
                        .with(PostgreSQLSettings.PLUGIN_NAME, PluginName.TEST_DECODING)
                        .with(PostgreSQLSettings.SLOT_NAME, "dms")
                        .with(PostgreSQLSettings.HEARTBEAT_ENABLE, true)
                        .with(PostgreSQLSettings.HEARTBEAT_FREQUENCY, 3));
        assertThat(migration.source().extraConnectionAttributes()).isEqualTo(Map.of("logLevel", "debug"));
        assertThat(migration.target().access())
                .isEqualTo(new Access.ServiceRole("arn:aws:iam::123456789012:role/lake"));
        assertThat(migration.target().settings().get(S3Settings.ADD_COLUMN_NAME))
                .contains(true);
        assertThat(migration.target().settings().get(S3Settings.CSV_DELIMITER)).contains("\t");
    }

    @Test
    void readsListsAndEndpointsWithoutALogin() throws IOException {
        Migration migration = read("""
                source:
                  engine: oracle
                  database: BANK
                  secret: bank/legacy
                  tls: none
                  settings: { ExtraArchivedLogDestIds: [1, 3], UseLogminerReader: false, UseBFile: true }
                target: { engine: kafka, settings: { Broker: "kafka:9092" } }
                """);

        assertThat(migration.source().settings().get(OracleSettings.EXTRA_ARCHIVED_LOG_DEST_IDS))
                .contains(IntegerList.of(1, 3));
        assertThat(migration.target().access()).isEqualTo(new Access.InSettings());
        assertThat(migration.target().settings().get(KafkaSettings.BROKER)).contains("kafka:9092");
    }

    @Test
    void requiresEncryptionUnlessToldOtherwise() throws IOException {
        Migration migration = read("""
                source: { engine: postgres, database: bank, secret: s }
                target: { engine: postgres, database: bank, secret: s, tls: none }
                """);

        assertThat(migration.source().tls()).isEqualTo(Tls.REQUIRE);
        assertThat(migration.target().tls()).isEqualTo(Tls.NONE);
    }

    @Test
    void warnsOfAConnectionThatStaysOpenForWantOfACertificate() throws IOException {
        assertThat(lint("""
                        source: { engine: oracle, database: BANK, secret: s }
                        target: { engine: postgres, database: bank, secret: s }
                        """))
                .containsExactly("4:19: source is not encrypted, since oracle takes TLS only with a certificate: give"
                        + " certificate, or say tls: none");
    }

    @Test
    void reportsEveryProblemWithItsPlace() throws IOException {
        assertThat(lint("""
                        source:
                          engine: postgres
                          database: bank
                          secret: s
                          tls: verify-all
                          service-access-role: r
                          settings: { HeartbeatEnabled: true, HeartbeatFrequency: 0, PluginName: pglogica, MaxFileSize: big }
                          extra-connection-attributes: { logLevel: { a: b } }
                        target:
                          engine: kinesis
                          secret: s
                          service-access-role: r
                          settings: { Password: hunter2 }
                        """))
                .containsExactly(
                        "8:8: source.tls is \"verify-all\", did you mean \"verify-full\"?",
                        "9:24: source.service-access-role has no use: engine postgres is logged in to with a secret",
                        "10:15: unknown key source.settings.HeartbeatEnabled, did you mean \"HeartbeatEnable\"?",
                        "10:59: source.settings.HeartbeatFrequency is 0: it must be at least 1",
                        "10:74: source.settings.PluginName is \"pglogica\", did you mean \"pglogical\"?",
                        "10:97: source.settings.MaxFileSize is \"big\": it must be a whole number",
                        "11:44: source.extra-connection-attributes.logLevel must be a text that is not blank",
                        "14:11: target.secret has no use: engine kinesis has no login that a secret could hold",
                        "16:15: target.settings.Password is a password and does not belong into a file: put it into a"
                                + " Secrets Manager secret, or where DMS takes it in plain text only, set it on the"
                                + " endpoint by hand");
    }

    @Test
    void reportsWhatDoesNotGoTogether() throws IOException {
        assertThat(lint("""
                        source: { engine: redis, settings: { ServerName: r, Port: 6379 } }
                        target:
                          engine: postgres
                          database: bank
                          secret: s
                          tls: verify-ca
                          settings: { SlotName: dms }
                          extra-connection-attributes: { afterConnect: "SET password = x", slotname: dms }
                        """))
                .containsExactly(
                        "4:19: source: engine redis cannot be a source, only a target",
                        "9:8: target: tls is verify-ca: it needs the ARN of a certificate imported into DMS",
                        "10:25: target: setting SlotName is for a source only: a target has no use for it",
                        "11:48: target: extra connection attribute afterConnect holds a password: put it into the"
                                + " secret",
                        "11:78: target: extra connection attribute slotname is given as a setting too: keep the"
                                + " setting");
    }

    @Test
    void standInsOfARehearsalAreNotEncryptedAndKeepTheSettingsOfTheirEngine() throws IOException {
        write("schema.sql", "CREATE SCHEMA bank");

        Migration rehearsed = read("""
                        source: { engine: oracle, database: BANK, secret: s, tls: none, settings: { RetryInterval: 6 } }
                        target: { engine: postgres, database: bank, secret: s, settings: { ExecuteTimeout: 90 } }
                        rehearsal: { source: postgres, target: postgres, schema: schema.sql }
                        """).forRehearsal();

        assertThat(rehearsed.source().tls()).isEqualTo(Tls.NONE);
        assertThat(rehearsed.source().settings()).isEqualTo(EndpointSettings.NONE);
        assertThat(rehearsed.target().tls()).isEqualTo(Tls.NONE);
        assertThat(rehearsed.target().settings().get(PostgreSQLSettings.EXECUTE_TIMEOUT))
                .contains(90);
    }

    @Test
    void refusesToRehearseWhatHasNoStandIn() throws IOException {
        write("schema.sql", "CREATE SCHEMA bank");
        Migration migration = read("""
                source: { engine: postgres, database: bank, secret: s }
                target: { engine: dynamodb, service-access-role: r }
                rehearsal: { schema: schema.sql }
                """);

        assertThatThrownBy(migration::forRehearsal)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("migration bank cannot be rehearsed: its endpoint dynamodb is no database, and only"
                        + " databases have stand-ins");
        assertThat(migration.target().describe()).isEqualTo("dynamodb");
    }

    @Test
    void keepsPasswordsOutOfMessages() throws IOException {
        assertThatThrownBy(() -> read("""
                        source: { engine: oracle, database: BANK, secret: s, settings: { AsmPassword: hunter2 } }
                        target: { engine: postgres, database: bank, secret: s }
                        """))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessageContaining("[MF006]")
                .hasMessageNotContaining("hunter2");
    }

    private Migration read(String endpoints) throws IOException {
        return MigrationFile.read(write(
                        "migration.yaml",
                        "name: bank\ntype: full-load\ntable-mappings: table-mappings.json\n" + endpoints))
                .get(0);
    }

    private List<String> lint(String endpoints) throws IOException {
        return MigrationFile.lint(write(
                        "migration.yaml",
                        "name: bank\ntype: full-load\ntable-mappings: table-mappings.json\n" + endpoints))
                .stream()
                .map(EndpointReaderTest::line)
                .toList();
    }

    private static String line(Finding finding) {
        return finding.location().line() + ":" + finding.location().column() + ": " + finding.message();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
