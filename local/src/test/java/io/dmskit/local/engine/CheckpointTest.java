package io.dmskit.local.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.postgresql.replication.LogSequenceNumber;

class CheckpointTest {
    private static final Checkpoint SAMPLE = new Checkpoint(LogSequenceNumber.valueOf(0x4AFB00000D0L));

    @Test
    void readsDmsCheckpointsAndBarePositions() {
        assertThat(Checkpoint.parse("checkpoint:V1#1#000004AF/B00000D0#0#0#*#0#0"))
                .isEqualTo(SAMPLE);
        assertThat(Checkpoint.parse("checkpoint:V1#34#00000132/0F000E48#0#0#*#0#121")
                        .position())
                .isEqualTo(LogSequenceNumber.valueOf("132/F000E48"));
        assertThat(Checkpoint.parse("4AF/B00000D0")).isEqualTo(SAMPLE);
        assertThat(SAMPLE.text()).isEqualTo("checkpoint:V1#1#000004AF/B00000D0#0#0#*#0#0");
    }

    @Test
    void saysWhatAPositionLooksLike() {
        assertThatThrownBy(() -> Checkpoint.parse("yesterday"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "start position \"yesterday\" is neither a PostgreSQL LSN such as 4AF/B00000D0 nor a checkpoint"
                                + " such as checkpoint:V1#1#000004AF/B00000D0#0#0#*#0#0");
    }
}
