package io.dmskit.local;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dmskit.local.dms.ControlPlane;
import io.dmskit.local.fault.FaultDocument;
import io.dmskit.local.fault.InjectedFaults;
import io.dmskit.local.wire.Fault;
import io.dmskit.local.wire.Pages;
import java.util.TreeMap;

/** The health page and the admin API: what {@code docs/local.md} documents. */
final class AdminPages implements Pages {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String FAULTS = "/_dmskit/faults";

    private final String region;
    private final ControlPlane controlPlane;
    private final Neighbours neighbours;
    private final InjectedFaults faults;

    AdminPages(String region, ControlPlane controlPlane, Neighbours neighbours, InjectedFaults faults) {
        this.region = region;
        this.controlPlane = controlPlane;
        this.neighbours = neighbours;
        this.faults = faults;
    }

    @Override
    public Page answer(String method, String path, byte[] body) {
        String request = method + " " + path;
        if (request.equals("GET /") || request.equals("GET /_dmskit/health")) {
            return health();
        }
        if (request.equals("GET " + FAULTS)) {
            return list();
        }
        if (request.equals("POST " + FAULTS)) {
            return inject(body);
        }
        if (request.equals("DELETE " + FAULTS)) {
            faults.clear();
            return list();
        }
        if (request.startsWith("DELETE " + FAULTS + "/")) {
            return clear(path.substring(FAULTS.length() + 1));
        }
        throw new Fault(
                "NotFound",
                "there is no " + request + "; there are GET /_dmskit/health, GET, POST and DELETE " + FAULTS
                        + ", DELETE " + FAULTS + "/ID",
                404);
    }

    private Page health() {
        ObjectNode health = JSON.createObjectNode().put("status", "running").put("region", region);
        new TreeMap<>(controlPlane.counts()).forEach(health::put);
        neighbours.forwarding().endpoint().ifPresent(endpoint -> health.put("forwardsTo", endpoint.toString())
                .put("lostMetrics", neighbours.lostMetrics()));
        return new Page(200, health.toString());
    }

    private Page list() {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode list = answer.putArray("faults");
        faults.inForce()
                .forEach((id, fault) ->
                        list.add(JSON.createObjectNode().put("id", id).setAll(FaultDocument.write(fault))));
        return new Page(200, answer.toString());
    }

    private Page inject(byte[] body) {
        String id = faults.inject(FaultDocument.read(body));
        return new Page(201, JSON.createObjectNode().put("id", id).toString());
    }

    private Page clear(String id) {
        if (!faults.clear(id)) {
            throw new Fault(
                    "NotFound",
                    "no fault of id \"" + id + "\" is in force; there are "
                            + String.join(", ", faults.inForce().keySet()),
                    404);
        }
        return list();
    }
}
