package io.dmskit.local.wire;

import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.core.SdkPojo;

/** An answer on its way out. */
final class Reply {
    private final int status;
    private final byte[] body;
    private final Encoding encoding;
    private final String contentType;

    private Reply(int status, byte[] body, Encoding encoding, String contentType) {
        this.status = status;
        this.body = body;
        this.encoding = encoding;
        this.contentType = contentType;
    }

    static Reply of(SdkPojo answer, Encoding encoding) {
        return new Reply(200, encoding.write(answer), encoding, encoding.contentType());
    }

    static Reply of(Fault fault, Encoding encoding) {
        return new Reply(fault.status(), encoding.write(fault), encoding, encoding.contentType());
    }

    static Reply page(String json) {
        return new Reply(200, json.getBytes(StandardCharsets.UTF_8), Encoding.JSON, "application/json");
    }

    int status() {
        return status;
    }

    byte[] body() {
        return body;
    }

    Encoding encoding() {
        return encoding;
    }

    String contentType() {
        return contentType;
    }
}
