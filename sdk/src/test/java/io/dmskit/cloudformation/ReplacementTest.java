package io.dmskit.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReplacementTest {
    private static final String TEMPLATE = """
            {"Resources": {
              "Instance": {"Type": "AWS::DMS::ReplicationInstance", "Properties": {
                "ReplicationInstanceIdentifier": "bank-core", "ReplicationInstanceClass": "dms.r6i.large",
                "PubliclyAccessible": false, "KmsKeyId": {"Fn::GetAtt": ["Key", "Arn"]}}},
              "Task": {"Type": "AWS::DMS::ReplicationTask", "Properties": {
                "ReplicationTaskIdentifier": "bank-core", "MigrationType": "full-load-and-cdc", "TableMappings": "{}",
                "ReplicationInstanceArn": {"Ref": "Instance"}}},
              "Topic": {"Type": "AWS::SNS::Topic"}
            }}
            """;

    @Test
    void nothingGoesWithWhatCanBeChanged() {
        assertThat(changed("dms.r6i.large", "dms.r6i.xlarge")).isEmpty();
        assertThat(changed("\"{}\"", "\"{ }\"")).isEmpty();
        assertThat(changed("\"Type\": \"AWS::SNS::Topic\"", "\"Type\": \"AWS::SQS::Queue\""))
                .isEmpty();
    }

    @Test
    void aTaskOfAnotherTypeIsAnotherTask() {
        List<Replacement> gone = changed("full-load-and-cdc", "cdc");

        assertThat(gone).singleElement().satisfies(task -> {
            assertThat(task.losesProgress()).isTrue();
            assertThat(task.describe())
                    .startsWith(
                            "replication task bank-core is taken away: MigrationType full-load-and-cdc → cdc. With it goes its"
                                    + " recovery checkpoint");
        });
    }

    @Test
    void aTaskGoesWithItsInstance() {
        List<Replacement> gone = changed("\"PubliclyAccessible\": false", "\"PubliclyAccessible\": true");

        assertThat(gone)
                .extracting(Replacement::type)
                .containsExactly("AWS::DMS::ReplicationInstance", "AWS::DMS::ReplicationTask");
        assertThat(gone.get(1).reasons()).containsExactly("ReplicationInstanceArn is bank-core, which is taken away");
    }

    @Test
    void aTaskThatIsNoLongerThereIsNamed() {
        assertThat(changed("\"Task\":", "\"Other\":")).singleElement().satisfies(task -> assertThat(task.describe())
                .contains("the new template does not have it"));
    }

    @Test
    void whatIsRetainedIsLeftBehind() {
        String retained = TEMPLATE.replace(
                "\"Type\": \"AWS::DMS::ReplicationTask\",",
                "\"Type\": \"AWS::DMS::ReplicationTask\", \"DeletionPolicy\": \"Retain\",");

        assertThat(between(retained, TEMPLATE.replace("\"Task\":", "\"Other\":")))
                .singleElement()
                .satisfies(task -> {
                    assertThat(task.describe())
                            .isEqualTo(
                                    "replication task bank-core is left behind: the new template does not have it. It is"
                                            + " kept as it is, and costs what it costs, until somebody deletes it.");
                    assertThat(task.losesProgress()).isFalse();
                });
        assertThat(between(retained, retained.replace("full-load-and-cdc", "cdc")))
                .as("this policy is of deletion only")
                .singleElement()
                .satisfies(task -> assertThat(task.describe()).contains("is taken away"));
    }

    @Test
    void whatIsRetainedWhenItIsReplacedIsLeftBehindAndAnotherIsMade() {
        String retained = TEMPLATE.replace(
                "\"Type\": \"AWS::DMS::ReplicationTask\",",
                "\"Type\": \"AWS::DMS::ReplicationTask\", \"UpdateReplacePolicy\": \"Retain\",");

        assertThat(between(retained, retained.replace("full-load-and-cdc", "cdc")))
                .singleElement()
                .satisfies(task -> {
                    assertThat(task.describe()).contains("is left behind, and another is made: MigrationType");
                    assertThat(task.losesProgress()).isTrue();
                });
    }

    private static List<Replacement> between(String before, String after) {
        return Replacement.between(Template.read("before.json", before), Template.read("after.json", after));
    }

    private static List<Replacement> changed(String from, String to) {
        assertThat(TEMPLATE).contains(from);
        return between(TEMPLATE, TEMPLATE.replace(from, to));
    }
}
