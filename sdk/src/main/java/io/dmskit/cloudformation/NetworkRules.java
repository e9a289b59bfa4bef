package io.dmskit.cloudformation;

import io.dmskit.document.ArrayNode;
import io.dmskit.document.Node;
import java.util.List;
import java.util.Optional;

/** Instances, and what they stand in. */
final class NetworkRules {
    /** See <a href="https://docs.aws.amazon.com/dms/latest/APIReference/API_CreateReplicationInstance.html">AllocatedStorage</a>. */
    private static final int LEAST_STORAGE = 5;

    private static final int MOST_STORAGE = 6144;

    private NetworkRules() {}

    static void instance(Resource instance, Reporter reporter) {
        instance.value("AllocatedStorage")
                .number()
                .filter(size -> size < LEAST_STORAGE || size > MOST_STORAGE)
                .ifPresent(size -> reporter.say(
                        TemplateRule.STORAGE, instance, "AllocatedStorage", "AllocatedStorage is " + size + " GiB"));
        instance.value("ReplicationInstanceClass")
                .text()
                .filter(name -> !name.startsWith("dms."))
                .ifPresent(name -> reporter.say(
                        TemplateRule.INSTANCE_CLASS,
                        instance,
                        "ReplicationInstanceClass",
                        "ReplicationInstanceClass is \"" + name + "\""));
        boolean standby = instance.value("MultiAZ").judge(Value::isTrue) == Value.Verdict.PASSES;
        if (standby && Login.isGiven(instance, "AvailabilityZone")) {
            reporter.say(
                    TemplateRule.ZONE_AND_MULTI_AZ,
                    instance,
                    "AvailabilityZone",
                    "AvailabilityZone is given, and MultiAZ is true");
        }
    }

    static void profile(Resource profile, Reporter reporter) {
        if (profile.value("PubliclyAccessible").judge(Value::isTrue) == Value.Verdict.PASSES) {
            reporter.say(TemplateRule.PUBLIC_PROFILE, profile, "PubliclyAccessible", "PubliclyAccessible is true");
        }
    }

    static void subnetGroup(Resource group, Reporter reporter) {
        Value subnets = group.value("SubnetIds");
        if (subnets.unknown().isEmpty() && subnets.possible().stream().allMatch(list -> isTooShort(list, group))) {
            reporter.say(TemplateRule.SUBNETS, group, "SubnetIds", "SubnetIds " + words(subnets));
        }
    }

    /** An item whose text is not known may well be a list, or nothing. */
    private static boolean isTooShort(Optional<Node> list, Resource group) {
        return list.isPresent()
                && list.get() instanceof ArrayNode array
                && array.items().stream().allMatch(item -> isOneSubnet(item, group))
                && array.items().stream().map(Node::toJson).distinct().count() < 2;
    }

    private static boolean isOneSubnet(Node item, Resource group) {
        boolean ofTemplate = Functions.referred(item)
                .map(group.template().resources()::get)
                .filter(resource -> resource.type().equals("AWS::EC2::Subnet"))
                .isPresent();
        return ofTemplate
                || group.functions()
                        .value(item)
                        .text()
                        .filter(text -> !text.contains(","))
                        .isPresent();
    }

    private static String words(Value subnets) {
        List<Integer> sizes = subnets.possible().stream()
                .flatMap(Optional::stream)
                .map(list -> ((ArrayNode) list).items().size())
                .toList();
        return sizes.stream().allMatch(size -> size > 1)
                ? "name one subnet more than once"
                : sizes.contains(0) ? "are empty" : "name one subnet";
    }
}
