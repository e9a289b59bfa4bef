package io.dmskit.cloudformation;

import io.dmskit.document.ArrayNode;
import io.dmskit.document.Node;
import io.dmskit.document.ObjectNode;
import io.dmskit.document.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A resource of DMS that a stack loses when one template follows another: replaced, because a property changes that cannot be
 * changed, or deleted, because the new template lacks it. What hangs on it by such a property goes with it. One whose policy is
 * {@code Retain} is left behind.
 *
 * @param logicalId the resource in the earlier template
 * @param type its type
 * @param name its identifier, if the template says it; else the logical id
 * @param reasons the properties that change, or that it is no longer there
 * @param fate what becomes of it
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html">Update
 *     behaviors</a>
 */
public record Replacement(String logicalId, String type, String name, List<String> reasons, Fate fate) {
    private static final Map<String, Kind> KINDS = kinds();

    /** What becomes of a resource that the new template does not have as it was. */
    public enum Fate {
        /** It is deleted; another may be made. */
        TAKEN_AWAY,
        /** It is kept, and no stack has it any more. */
        LEFT_BEHIND,
        /** It is kept, no stack has it any more, and another is made beside it. */
        MADE_ANEW
    }

    /** Copies the list. */
    public Replacement {
        reasons = List.copyOf(reasons);
    }

    /**
     * A type of resources.
     *
     * @param word what to call it
     * @param identifier the property with its name
     * @param fixed properties that cannot be changed
     * @param loss what goes with it
     */
    private record Kind(String word, String identifier, List<String> fixed, String loss) {}

    /** Returns what goes when a template follows another, in the order of the earlier one. */
    public static List<Replacement> between(Template before, Template after) {
        Map<String, Replacement> gone = new TreeMap<>();
        int known;
        do { // a resource that goes may take along others that are made with it
            known = gone.size();
            before.resources().forEach((id, resource) -> {
                if (KINDS.containsKey(resource.type()) && !gone.containsKey(id)) {
                    Optional<Resource> becomes = Optional.ofNullable(
                                    after.resources().get(id))
                            .filter(same -> same.type().equals(resource.type()));
                    List<String> reasons = reasons(resource, becomes, gone);
                    if (!reasons.isEmpty()) {
                        gone.put(
                                id,
                                new Replacement(
                                        id, resource.type(), nameOf(resource), reasons, fate(resource, becomes)));
                    }
                }
            });
        } while (gone.size() > known);
        return before.resources().keySet().stream()
                .filter(gone::containsKey)
                .map(gone::get)
                .toList();
    }

    /** Returns what happens, why, and what is lost. */
    public String describe() {
        Kind kind = kind(type);
        String why = String.join("; ", reasons) + ". ";
        return switch (fate) {
            case TAKEN_AWAY -> kind.word() + " " + name + " is taken away: " + why + kind.loss();
            case LEFT_BEHIND ->
                kind.word() + " " + name + " is left behind: " + why
                        + "It is kept as it is, and costs what it costs, until somebody deletes it.";
            case MADE_ANEW ->
                kind.word() + " " + name + " is left behind, and another is made: " + why
                        + "The old one is kept as it is until somebody deletes it; the new one has nothing of it.";
        };
    }

    /** Returns whether rows have to be loaded again: it is a task or a serverless replication, and not merely left behind. */
    public boolean losesProgress() {
        return fate != Fate.LEFT_BEHIND && (type.equals(ResourceType.TASK) || type.equals(ResourceType.SERVERLESS));
    }

    /** Of one that is deleted the earlier template decides, of one that is replaced the new one. */
    private static Fate fate(Resource before, Optional<Resource> becomes) {
        if (becomes.isPresent()) {
            return becomes.get().isRetainedBy("UpdateReplacePolicy") ? Fate.MADE_ANEW : Fate.TAKEN_AWAY;
        }
        return before.isRetainedBy("DeletionPolicy") ? Fate.LEFT_BEHIND : Fate.TAKEN_AWAY;
    }

    private static Kind kind(String type) {
        Kind kind = KINDS.get(type);
        if (kind == null) {
            throw new IllegalStateException("type is " + type + ": only resources of DMS are looked at");
        }
        return kind;
    }

    private static List<String> reasons(Resource before, Optional<Resource> after, Map<String, Replacement> gone) {
        if (after.isEmpty()) {
            return List.of("the new template does not have it");
        }
        List<String> reasons = new ArrayList<>();
        for (String property : kind(before.type()).fixed()) {
            Optional<Node> was = property(before, property);
            Optional<Node> becomes = property(after.get(), property);
            if (!text(was).equals(text(becomes))) {
                reasons.add(property + " " + text(was) + " → " + text(becomes));
            } else {
                becomes.flatMap(Functions::referred)
                        .flatMap(id -> Optional.ofNullable(gone.get(id)))
                        .ifPresent(other -> reasons.add(property + " is " + other.name() + ", which is "
                                + (other.fate() == Fate.TAKEN_AWAY ? "taken away" : "left behind")));
            }
        }
        return reasons;
    }

    private static Optional<Node> property(Resource resource, String property) {
        return resource.properties().flatMap(object -> object.get(property));
    }

    private static String nameOf(Resource resource) {
        return property(resource, kind(resource.type()).identifier())
                .filter(ScalarNode.class::isInstance)
                .map(name -> ((ScalarNode) name).text())
                .orElse(resource.logicalId());
    }

    /** Equal for equal values, wherever they stand, whatever the order of an object's keys. */
    private static String text(Optional<Node> value) {
        return value.map(Replacement::text).orElse("(none)");
    }

    private static String text(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.text();
        }
        if (node instanceof ArrayNode array) {
            return array.items().stream().map(Replacement::text).collect(Collectors.joining(", ", "[", "]"));
        }
        return ((ObjectNode) node)
                .members().stream()
                        .map(member -> member.key() + ": " + text(member.value()))
                        .sorted()
                        .collect(Collectors.joining(", ", "{", "}"));
    }

    private static Map<String, Kind> kinds() {
        String progress =
                "With it goes its recovery checkpoint: the new one begins from nothing, loads again what it loads, and"
                        + " knows no change from before its start.";
        Map<String, Kind> kinds = new TreeMap<>();
        kinds.put(
                ResourceType.TASK,
                new Kind(
                        "replication task",
                        "ReplicationTaskIdentifier",
                        List.of(
                                "MigrationType",
                                "ReplicationInstanceArn",
                                "SourceEndpointArn",
                                "TargetEndpointArn",
                                "ResourceIdentifier"),
                        progress));
        kinds.put(
                ResourceType.SERVERLESS,
                new Kind(
                        "serverless replication",
                        "ReplicationConfigIdentifier",
                        List.of("ResourceIdentifier"),
                        progress));
        kinds.put(
                ResourceType.INSTANCE,
                new Kind(
                        "replication instance",
                        "ReplicationInstanceIdentifier",
                        List.of(
                                "KmsKeyId",
                                "PubliclyAccessible",
                                "ReplicationSubnetGroupIdentifier",
                                "DnsNameServers",
                                "ResourceIdentifier"),
                        "With it go its task logs and whatever changes wait on its disk."));
        kinds.put(
                ResourceType.ENDPOINT,
                new Kind(
                        "endpoint",
                        "EndpointIdentifier",
                        List.of("KmsKeyId", "ResourceIdentifier"),
                        "With it go its connection tests."));
        kinds.put(
                ResourceType.SUBNET_GROUP,
                new Kind(
                        "replication subnet group",
                        "ReplicationSubnetGroupIdentifier",
                        List.of("ReplicationSubnetGroupIdentifier"),
                        "Nothing is in it."));
        kinds.put(
                ResourceType.CERTIFICATE,
                new Kind(
                        "certificate",
                        "CertificateIdentifier",
                        List.of("CertificateIdentifier", "CertificatePem", "CertificateWallet"),
                        "Endpoints are changed to the new one."));
        kinds.put(
                ResourceType.EVENT_SUBSCRIPTION,
                new Kind(
                        "event subscription",
                        "SubscriptionName",
                        List.of("SubscriptionName", "SourceIds"),
                        "Events between the two are not told."));
        return kinds;
    }
}
