package io.dmskit.local.wire;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** An answer on its way out. */
final class Reply {
    private final int status;
    private final byte[] body;
    private final String contentType;
    private final Map<String, String> headers;

    Reply(int status, byte[] body, String contentType, Map<String, String> headers) {
        this.status = status;
        this.body = body;
        this.contentType = contentType;
        this.headers = headers;
    }

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

    int status() {
        return status;
    }

    byte[] body() {
        return body;
    }

    String contentType() {
        return contentType;
    }

    /** Returns the headers besides that. */
    Map<String, String> headers() {
        return headers;
    }
}
