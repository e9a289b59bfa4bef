package io.dmskit.cdk.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.cloudformation.Template;
import org.junit.jupiter.api.Test;

class CostEstimateTest {
    private final Prices prices = Prices.read();

    @Test
    void aStandbyDoublesTheInstanceAndTheStorageBeyondWhatIsIncluded() {
        CostEstimate estimate = estimate("""
                {"Resources": {"Instance": {"Type": "AWS::DMS::ReplicationInstance", "Properties": {
                  "ReplicationInstanceClass": "dms.t3.medium", "MultiAZ": true, "AllocatedStorage": 150}}}}
                """);

        // 0.072 USD x 730 h x 2, and 100 of 150 GiB at 0.115 USD x 2
        assertThat(estimate.total()).isEqualByComparingTo("128");
        assertThat(estimate.describe())
                .startsWith(
                        "about 128 USD a month while everything runs (estimate; list prices of us-east-1 as of 2026-11")
                .endsWith("dms.t3.medium with standby 105.12, 100 GiB of storage 23.00");
    }

    @Test
    void whatHasNoPriceIsNamed() {
        CostEstimate estimate = estimate("""
                {"Resources": {
                  "New": {"Type": "AWS::DMS::ReplicationInstance", "Properties": {"ReplicationInstanceClass": "dms.r9.large"}},
                  "Serverless": {"Type": "AWS::DMS::ReplicationConfig"},
                  "One": {"Type": "AWS::CloudWatch::Alarm"}, "Two": {"Type": "AWS::CloudWatch::Alarm"}}}
                """);

        assertThat(estimate.describe())
                .contains("alarm 0.20")
                .endsWith("; without a price: dms.r9.large, Serverless (billed by the capacity it uses)");
    }

    private CostEstimate estimate(String template) {
        return CostEstimate.of(Template.read("template.json", template), prices);
    }
}
