package io.dmskit.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricDimensionsTest {
    @Test
    void namesATaskByTheLastPartOfItsArn() {
        assertThat(MetricDimensions.ofTask("bank-core", "arn:aws:dms:eu-central-1:000000000000:task:CPSTBQ7")
                        .values())
                .isEqualTo(
                        Map.of("ReplicationInstanceIdentifier", "bank-core", "ReplicationTaskIdentifier", "CPSTBQ7"));
    }

    /** Who creates a task may give its resource id: then it is no upper-case text of chance. */
    @Test
    void takesAResourceIdThatWasGivenAsItIs() {
        assertThat(MetricDimensions.ofTask("bank-core", "arn:aws:dms:eu-central-1:000000000000:task:bank-core-1")
                        .values())
                .containsEntry("ReplicationTaskIdentifier", "bank-core-1");
    }

    @Test
    void namesAnInstanceByItsIdentifier() {
        assertThat(MetricDimensions.ofInstance("bank-core").values())
                .isEqualTo(Map.of("ReplicationInstanceIdentifier", "bank-core"));
    }

    @Test
    void namesAServerlessReplicationByItsAccountAndTheLastPartOfItsArn() {
        assertThat(MetricDimensions.ofReplication("arn:aws:dms:eu-central-1:000000000000:replication-config:CPSTBQ7")
                        .values())
                .isEqualTo(Map.of("ReplicationConfigId", "000000000000:CPSTBQ7"));
    }

    @Test
    void refusesATaskForAServerlessReplication() {
        assertThatThrownBy(() -> MetricDimensions.ofReplication("arn:aws:dms:eu-central-1:000000000000:task:CPSTBQ7"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("an arn such as arn:aws:dms:REGION:ACCOUNT:replication-config:ID");
    }

    @Test
    void refusesTheNameOfATask() {
        assertThatThrownBy(() -> MetricDimensions.ofTask("bank-core", "bank-core"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("task arn is \"bank-core\": metrics are kept under the last part of an arn such as"
                        + " arn:aws:dms:REGION:ACCOUNT:task:ID");
    }

    @Test
    void refusesTheArnOfAnInstance() {
        assertThatThrownBy(() -> MetricDimensions.ofInstance("arn:aws:dms:eu-central-1:000000000000:rep:ABC"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("metrics are kept under its identifier, not its arn");
    }
}
