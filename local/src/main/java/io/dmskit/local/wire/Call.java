package io.dmskit.local.wire;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which operation of which service a request is for, and how its body is written.
 *
 * @param service the service's name on the wire
 * @param operation the operation's name
 * @param encoding how request and answer are written
 */
record Call(String service, String operation, Encoding encoding) {
    private static final Pattern RPC_V2 = Pattern.compile("/service/([^/]+)/operation/([^/]+)");

    /** Reads it from the header {@code X-Amz-Target} (AWS JSON) or from the path (Smithy RPC v2). */
    static Call of(String path, Optional<String> target) {
        Matcher rpc = RPC_V2.matcher(path);
        if (rpc.matches()) {
            return new Call(rpc.group(1), rpc.group(2), Encoding.CBOR);
        }
        String name = target.orElseThrow(() -> new Fault(
                "UnknownOperationException",
                "a request without X-Amz-Target on path " + path
                        + " is for none of the services here; speak AWS JSON 1.1 or Smithy RPC v2 CBOR",
                404));
        int dot = name.lastIndexOf('.');
        if (dot < 0) {
            throw new Fault(
                    "UnknownOperationException", "X-Amz-Target " + name + " is not of the form Service.Operation", 404);
        }
        return new Call(name.substring(0, dot), name.substring(dot + 1), Encoding.JSON);
    }
}
