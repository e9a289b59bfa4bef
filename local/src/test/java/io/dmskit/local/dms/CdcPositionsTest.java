package io.dmskit.local.dms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dmskit.endpoint.Engine;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CdcPositionsTest {
    private static final Instant TIME = Instant.parse("2018-02-09T12:12:12Z");

    @Test
    void readsStopPositionsInUtc() {
        CdcPositions commit = CdcPositions.of(Engine.POSTGRES, null, null, "commit_time:2018-02-09T12:12:12");
        CdcPositions server = CdcPositions.of(Engine.POSTGRES, null, null, "server_time: 2018-02-09T12:12:12");

        assertThat(commit.stopAtCommitTime()).hasValue(TIME);
        assertThat(commit.stopAtServerTime()).isEmpty();
        assertThat(server.stopAtServerTime()).hasValue(TIME);
    }

    @Test
    void startsAPostgresSourceAtAnLsnOrACheckpointOnly() {
        assertThat(CdcPositions.of(Engine.POSTGRES, null, "4AF/B00000D0", null).start())
                .hasValue("4AF/B00000D0");
        assertThat(CdcPositions.of(Engine.POSTGRES, null, "checkpoint:V1#1#000004AF/B00000D0#0#0#*#0#0", null)
                        .start())
                .isPresent();
        assertThatThrownBy(() -> CdcPositions.of(Engine.POSTGRES, TIME, null, null))
                .hasMessageContaining("a postgres source cannot start at 2018-02-09T12:12:12Z");
        assertThatThrownBy(() -> CdcPositions.of(Engine.POSTGRES, null, "mysql-bin.000024:373", null))
                .hasMessageContaining("give CdcStartPosition as an LSN");
    }

    @Test
    void refusesTwoStartsAndAStopWithoutItsKind() {
        assertThatThrownBy(() -> CdcPositions.of(Engine.MYSQL, TIME, "mysql-bin.000024:373", null))
                .hasMessageContaining("exclude each other");
        assertThatThrownBy(() -> CdcPositions.of(Engine.POSTGRES, null, null, "2018-02-09T12:12:12"))
                .hasMessageContaining("it must be server_time:YYYY-MM-DDTHH:MM:SS or commit_time:");
    }
}
