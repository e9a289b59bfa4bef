package io.dmskit.migration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstanceClassTest {
    @ParameterizedTest
    @CsvSource({
        "dms.t3.micro, 1",
        "dms.t3.large, 8",
        "dms.c5.large, 4",
        "dms.c5.9xlarge, 72",
        "dms.c6i.xlarge, 8",
        "dms.r5.24xlarge, 768",
        "dms.r6i.large, 16",
        "dms.r6i.32xlarge, 1024",
    })
    void knowsTheClassesOfDms(String instanceClass, long gib) {
        assertThat(InstanceClass.of(instanceClass).map(InstanceClass::memory)).contains(gib << 30);
    }

    @Test
    void saysNothingOfOthers() {
        assertThat(InstanceClass.of("dms.t3.xlarge")).isEmpty();
        assertThat(InstanceClass.of("dms.z9.large")).isEmpty();
        assertThat(InstanceClass.of("db.r5.large")).isEmpty();
        assertThat(InstanceClass.of("")).isEmpty();
    }
}
