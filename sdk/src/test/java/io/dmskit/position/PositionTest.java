package io.dmskit.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class PositionTest {
    @Test
    void readsAndWritesLogPositions() {
        Lsn lsn = Lsn.parse("000004AF/b00000D0");

        assertThat(lsn).hasToString("4AF/B00000D0");
        assertThat(lsn.padded()).isEqualTo("000004AF/B00000D0");
        assertThat(Lsn.parse(lsn.toString())).isEqualTo(lsn);
        assertThatThrownBy(() -> Lsn.parse("4AF-B0")).hasMessageContaining("such as 4AF/B00000D0");
    }

    @Test
    void ordersLogPositionsAsUnsigned() {
        assertThat(Lsn.parse("FFFFFFFF/0")).isGreaterThan(Lsn.parse("0/FFFFFFFF"));
        assertThat(Lsn.parse("1/0")).isGreaterThan(Lsn.parse("0/FFFFFFFF"));
    }

    @Test
    void findsTheLogPositionOfACheckpointAndKeepsTheRest() {
        Checkpoint checkpoint =
                Checkpoint.parse(" checkpoint:V1#27#mysql-bin-changelog.157832:1975:-1:2002:0#0#0#*#0#93 ");

        assertThat(checkpoint).hasToString("checkpoint:V1#27#mysql-bin-changelog.157832:1975:-1:2002:0#0#0#*#0#93");
        assertThat(checkpoint.lsn()).isEmpty();
        assertThat(Checkpoint.of(Lsn.parse("4AF/B00000D0")))
                .hasToString("checkpoint:V1#1#000004AF/B00000D0#0#0#*#0#0")
                .satisfies(own -> assertThat(own.lsn()).contains(Lsn.parse("4AF/B00000D0")));
        assertThatThrownBy(() -> Checkpoint.parse("4AF/B0")).hasMessageContaining("must begin with checkpoint:");
    }

    @Test
    void readsStopPositionsWithAndWithoutABlank() {
        CdcStopPosition stop = CdcStopPosition.parse("commit_time: 2018-02-09T12:12:12");

        assertThat(stop.clock()).isEqualTo(CdcStopPosition.Clock.COMMIT_TIME);
        assertThat(stop.time()).isEqualTo(Instant.parse("2018-02-09T12:12:12Z"));
        assertThat(stop).hasToString("commit_time:2018-02-09T12:12:12");
        assertThat(CdcStopPosition.parse("server_time:2018-02-09T12:12:12Z").clock())
                .isEqualTo(CdcStopPosition.Clock.SERVER_TIME);
        assertThatThrownBy(() -> CdcStopPosition.parse("server_time:soon")).hasMessageContaining("UTC time");
    }
}
