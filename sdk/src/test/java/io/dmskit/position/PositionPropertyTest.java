package io.dmskit.position;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class PositionPropertyTest {
    @Property
    void everyLsnIsReadAsItIsWritten(@ForAll long value) {
        assertThat(NativePosition.parse(new Lsn(value).toString())).isEqualTo(new Lsn(value));
        assertThat(Checkpoint.of(new Lsn(value)).position()).contains(new Lsn(value));
    }

    @Property
    void everyScnIsReadAsItIsWritten(@ForAll long value) {
        assertThat(NativePosition.parse(new Scn(value).toString())).isEqualTo(new Scn(value));
    }

    @Property
    void sqlServersTextsAreOrderedAsItsBytes(@ForAll @Size(10) byte[] one, @ForAll @Size(10) byte[] other) {
        SqlServerLsn first = SqlServerLsn.of(one);
        SqlServerLsn second = SqlServerLsn.of(other);

        assertThat(NativePosition.parse(first.toString())).isEqualTo(first);
        assertThat(Integer.signum(first.compareTo(second)))
                .isEqualTo(Integer.signum(Arrays.compareUnsigned(one, other)))
                .isEqualTo(Integer.signum(first.toString().compareTo(second.toString())));
    }

    @Property
    void everyTimeIsReadAsItIsWritten(@ForAll @LongRange(min = 0, max = 4_102_444_800L) long second) {
        CdcStartTime time = new CdcStartTime(Instant.ofEpochSecond(second));

        assertThat(CdcStart.parse(time.toString())).isEqualTo(time);
    }
}
