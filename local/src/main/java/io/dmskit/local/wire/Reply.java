package io.dmskit.local.wire;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * An answer on its way out.
 *
 * @param status HTTP status
 * @param body its bytes, which nobody changes
 * @param contentType the header of this name
 * @param headers further headers
 */
record Reply(int status, byte[] body, String contentType, Map<String, String> headers) {
    static Reply json(int status, String json) {
        return new Reply(status, json.getBytes(StandardCharsets.UTF_8), "application/json", Map.of());
    }

    static Reply json(Fault fault) {
        return new Reply(fault.status(), Encoding.JSON.write(fault), "application/json", Map.of());
    }

    Reply with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new Reply(status, body, contentType, more);
    }
}
