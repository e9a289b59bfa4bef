package io.dmskit.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dmskit.endpoint.Engine;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CdcStartTest {
    @Test
    void tellsTheEnginesApartByTheFormOfTheirPositions() {
        assertThat(CdcStart.parse("4AF/B00000D0")).isEqualTo(Lsn.parse("4AF/B00000D0"));
        assertThat(CdcStart.parse("mysql-bin-changelog.000024:373"))
                .isEqualTo(new BinlogPosition("mysql-bin-changelog.000024", 373));
        assertThat(CdcStart.parse("4468736")).isEqualTo(new Scn(4_468_736));
        assertThat(CdcStart.parse("00000014:00000061:0001")).isEqualTo(new SqlServerLsn(0x14, 0x61, (short) 1));
        assertThat(CdcStart.parse("checkpoint:V1#1#000004AF/B00000D0#0#0#*#0#0"))
                .isInstanceOf(Checkpoint.class);
        assertThat(CdcStart.parse("2018-03-08T12:12:12"))
                .isEqualTo(new CdcStartTime(Instant.parse("2018-03-08T12:12:12Z")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4AF/B00000D0",
                "mysql-bin-changelog.000024:373",
                "18446744073709551615",
                "00000014:00000061:0001",
                "checkpoint:V1#27#mysql-bin-changelog.157832:1975:-1:2002:0#0#0#*#0#93",
                "2018-03-08T12:12:12"
            })
    void writesWhatItRead(String text) {
        assertThat(CdcStart.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "now", "4AF-B0", "mysql-bin:4", "18446744073709551616", "14:61:1", "2018-03-08"})
    void saysWhatIsAllowedInsteadOfWhatIsNoStart(String text) {
        assertThatThrownBy(() -> CdcStart.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("start is \"" + text + "\"")
                .hasMessageContaining("4AF/B00000D0")
                .hasMessageContaining("2018-03-08T12:12:12");
    }

    @Test
    void ordersBinaryLogsByTheirNumbers() {
        assertThat(Stream.of("bin.1000000:4", "bin.000002:10", "bin.000002:9", "bin.999999:4")
                        .map(BinlogPosition::parse)
                        .sorted())
                .extracting(BinlogPosition::toString)
                .containsExactly("bin.000002:9", "bin.000002:10", "bin.999999:4", "bin.1000000:4");
    }

    @Test
    void readsTheBytesOfSqlServer() {
        byte[] bytes = {0, 0, 0, 0x14, (byte) 0xF0, 0, 0, 0x61, (byte) 0xFF, 1};

        assertThat(SqlServerLsn.of(bytes)).hasToString("00000014:f0000061:ff01");
        assertThat(SqlServerLsn.of(bytes)).isGreaterThan(SqlServerLsn.parse("00000014:70000061:0001"));
        assertThatThrownBy(() -> SqlServerLsn.of(new byte[3])).hasMessageContaining("3 bytes");
    }

    @Test
    void findsThePositionOfTheCheckpointsThatAreKnown() {
        assertThat(Checkpoint.parse("checkpoint:V1#34#00000132/0F000E48#0#0#*#0#121")
                        .position())
                .contains(Lsn.parse("132/F000E48"));
        assertThat(Checkpoint.parse("checkpoint:V1#27#mysql-bin-changelog.157832:1975:-1:2002:677883278264080:"
                                + "mysql-bin-changelog.157832:1876#0#0#*#0#93")
                        .position())
                .contains(BinlogPosition.parse("mysql-bin-changelog.157832:1975"));
        assertThat(Checkpoint.parse("checkpoint:V1#5#something new#0").position())
                .isEmpty();
        assertThat(Checkpoint.parse("checkpoint:").position()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "postgres, 4AF/B0, true",
        "postgres, 2018-03-08T12:12:12, false",
        "postgres, bin.000001:4, false",
        "postgres, checkpoint:V1#1#000004AF/B00000D0#0#0#*#0#0, true",
        "postgres, checkpoint:V1#27#bin.157832:1975:-1#0, false",
        "aurora-postgresql, 4AF/B0, false",
        "aurora-postgresql, 2018-03-08T12:12:12, false",
        "aurora-postgresql, checkpoint:V1#1#000004AF/B00000D0#0#0#*#0#0, true",
        "mysql, bin.000001:4, true",
        "mysql, 2018-03-08T12:12:12, true",
        "mysql, 4468736, false",
        "mariadb, bin.000001:4, true",
        "aurora, bin.000001:4, false",
        "aurora, 2018-03-08T12:12:12, true",
        "oracle, 4468736, true",
        "oracle, 4AF/B0, false",
        "sqlserver, 00000014:00000061:0001, true",
        "azuredb, 00000014:00000061:0001, false",
        "db2, 2018-03-08T12:12:12, false",
        "mongodb, 2018-03-08T12:12:12, true",
        "an-engine-of-tomorrow, 4AF/B0, true",
        "an-engine-of-tomorrow, 2018-03-08T12:12:12, true"
    })
    void letsAnEngineStartWhereItCan(String engine, String start, boolean can) {
        assertThat(CdcSupport.refusal(Engine.of(engine), CdcStart.parse(start)).isEmpty())
                .isEqualTo(can);
    }

    @Test
    void saysWhyAnEngineCannotStartThereAndWhatItCan() {
        assertThat(CdcSupport.refusal(Engine.POSTGRES, CdcStart.parse("2018-03-08T12:12:12")))
                .hasValue(
                        "a source of engine postgres cannot start at a time (2018-03-08T12:12:12): give an LSN of PostgreSQL such as"
                                + " 4AF/B00000D0, or a recovery checkpoint");
        assertThat(CdcSupport.refusal(Engine.AURORA, CdcStart.parse("bin.000001:4")))
                .hasValue(
                        "a source of engine aurora cannot start at a native position (bin.000001:4): give a UTC time such as"
                                + " 2018-03-08T12:12:12, or a recovery checkpoint");
        assertThat(List.of(PositionForm.values()))
                .allSatisfy(form -> assertThat(form.toString()).contains("such as"));
    }

    @Test
    void doubtsAPositionOfPostgresqlThatNoSlotHolds() {
        CdcStart position = CdcStart.parse("4AF/B00000D0");

        assertThat(CdcSupport.doubt(Engine.POSTGRES, position, false)).hasValueSatisfying(doubt -> assertThat(doubt)
                .contains("the position 4AF/B00000D0 only for a replication slot"));
        assertThat(CdcSupport.doubt(Engine.POSTGRES, position, true)).isEmpty();
        assertThat(CdcSupport.doubt(Engine.AURORA_POSTGRESQL, position, false)).isEmpty();
        assertThat(CdcSupport.doubt(Engine.POSTGRES, CdcStart.parse("bin.000001:4"), false))
                .isEmpty();
    }
}
