package io.dmskit.local.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An answer on its way out. */
final class Reply {
    private final int status;
    private final byte[] body;
    private final Map<String, List<String>> headers;

    Reply(int status, byte[] body, Map<String, List<String>> headers) {
        this.status = status;
        this.body = body;
        this.headers = headers;
    }

    static Reply of(int status, byte[] body, String contentType) {
        return new Reply(status, body, Map.of("Content-Type", List.of(contentType)));
    }

    static Reply json(int status, String json) {
        return of(status, json.getBytes(StandardCharsets.UTF_8), "application/json");
    }

    static Reply json(Fault fault) {
        return of(fault.status(), Encoding.JSON.write(fault), "application/json");
    }

    Reply with(String header, String value) {
        Map<String, List<String>> more = new TreeMap<>(headers);
        more.put(header, List.of(value));
        return new Reply(status, body, more);
    }

    int status() {
        return status;
    }

    byte[] body() {
        return body;
    }

    Map<String, List<String>> headers() {
        return headers;
    }
}
