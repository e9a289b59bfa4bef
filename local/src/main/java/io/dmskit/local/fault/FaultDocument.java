package io.dmskit.local.fault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dmskit.local.fault.InjectedFault.AccessDenied;
import io.dmskit.local.fault.InjectedFault.AccountQuota;
import io.dmskit.local.fault.InjectedFault.FailingConnection;
import io.dmskit.local.fault.InjectedFault.InstanceFailover;
import io.dmskit.local.fault.InjectedFault.NoAnswer;
import io.dmskit.local.fault.InjectedFault.RequestBucket;
import io.dmskit.local.fault.InjectedFault.StorageFull;
import io.dmskit.local.fault.InjectedFault.TaskFailure;
import io.dmskit.local.fault.InjectedFault.Throttling;
import io.dmskit.local.wire.Disturbance.Lost;
import io.dmskit.local.wire.Fault;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** A fault as JSON: its {@code type} and its members. */
public final class FaultDocument {
    private static final JsonMapper JSON = new JsonMapper();

    private static final Map<String, Function<FaultMembers, InjectedFault>> TYPES = new TreeMap<>(Map.of(
            "throttling",
            members -> new Throttling(members.operations(), members.integer("calls"), members.number("share")),
            "request-bucket",
            members -> new RequestBucket(
                    members.integer("capacity").orElse(RequestBucket.OF_AWS.capacity()),
                    members.number("per-second").orElse(RequestBucket.OF_AWS.perSecond())),
            "no-answer",
            members -> new NoAnswer(
                    members.operations(),
                    members.integer("calls"),
                    members.oneOf("lost", Lost.class),
                    members.seconds("held-seconds")),
            "access-denied",
            members -> new AccessDenied(members.operations()),
            "failing-connection",
            members -> new FailingConnection(members.text("endpoint"), members.text("message")),
            "instance-failover",
            members -> new InstanceFailover(members.text("instance"), members.seconds("seconds")),
            "storage-full",
            members -> new StorageFull(members.text("instance")),
            "task-failure",
            members -> new TaskFailure(members.text("task"), members.text("message"), members.flag("recoverable")),
            "account-quota",
            members -> new AccountQuota(
                    members.text("quota"),
                    members.integer("max").orElseThrow(() -> FaultMembers.refusal("max is missing")))));

    private FaultDocument() {}

    /**
     * Reads a fault.
     *
     * @throws Fault if it is not JSON, or is not a fault, with what is allowed
     */
    public static InjectedFault read(byte[] body) {
        FaultMembers members = new FaultMembers(object(body));
        String type = members.text("type");
        Function<FaultMembers, InjectedFault> reader = Optional.ofNullable(TYPES.get(type))
                .orElseThrow(() -> FaultMembers.refusal(
                        "type is \"" + type + "\"; allowed are " + String.join(", ", TYPES.keySet())));
        try {
            InjectedFault fault = reader.apply(members);
            members.refuseOthers(type);
            return fault;
        } catch (IllegalArgumentException e) {
            throw FaultMembers.refusal(String.valueOf(e.getMessage()));
        }
    }

    private static JsonNode object(byte[] body) {
        try {
            JsonNode tree = JSON.readTree(body);
            if (tree != null && tree.isObject()) {
                return tree;
            }
        } catch (JsonProcessingException e) {
            throw FaultMembers.refusal("not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw FaultMembers.refusal("not JSON");
        }
        throw FaultMembers.refusal("not a JSON object such as {\"type\":\"throttling\",\"calls\":5}");
    }

    /** Writes a fault, as it can be read again. */
    public static ObjectNode write(InjectedFault fault) {
        ObjectNode json = JSON.createObjectNode();
        if (fault instanceof Throttling throttling) {
            json.put("type", "throttling");
            throttling.operations().stream().sorted().forEach(json.putArray("operations")::add);
            throttling.calls().ifPresent(calls -> json.put("calls", calls));
            throttling.share().ifPresent(share -> json.put("share", share));
        } else if (fault instanceof RequestBucket bucket) {
            json.put("type", "request-bucket")
                    .put("capacity", bucket.capacity())
                    .put("per-second", bucket.perSecond());
        } else if (fault instanceof NoAnswer silence) {
            json.put("type", "no-answer");
            silence.operations().stream().sorted().forEach(json.putArray("operations")::add);
            silence.calls().ifPresent(calls -> json.put("calls", calls));
            json.put("lost", silence.lost().name().toLowerCase(Locale.ROOT));
            json.put("held-seconds", silence.held().toMillis() / 1000.0);
        } else if (fault instanceof AccessDenied denied) {
            json.put("type", "access-denied");
            denied.operations().stream().sorted().forEach(json.putArray("operations")::add);
        } else if (fault instanceof FailingConnection failing) {
            json.put("type", "failing-connection")
                    .put("endpoint", failing.endpoint())
                    .put("message", failing.message());
        } else if (fault instanceof InstanceFailover failover) {
            json.put("type", "instance-failover")
                    .put("instance", failover.instance())
                    .put("seconds", failover.lasts().toMillis() / 1000.0);
        } else if (fault instanceof StorageFull full) {
            json.put("type", "storage-full").put("instance", full.instance());
        } else if (fault instanceof TaskFailure failure) {
            json.put("type", "task-failure")
                    .put("task", failure.task())
                    .put("message", failure.message())
                    .put("recoverable", failure.recoverable());
        } else if (fault instanceof AccountQuota quota) {
            json.put("type", "account-quota").put("quota", quota.quota()).put("max", quota.max());
        } else {
            throw new AssertionError("no document for " + fault);
        }
        return json;
    }
}
