package io.dmskit.local.wire;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The body of a request, of a bounded size. */
final class RequestBody {
    /** Four times what a table-mapping document of 2 MB, the largest thing DMS takes, needs at most. */
    static final int MAX_BYTES = 8 << 20;

    private final byte[] sent;
    private final byte[] content;

    private RequestBody(byte[] sent, byte[] content) {
        this.sent = sent;
        this.content = content;
    }

    static RequestBody of(HttpExchange exchange) throws IOException {
        byte[] sent = bounded(exchange.getRequestBody());
        return new RequestBody(sent, isPacked(exchange) ? unpacked(sent) : sent);
    }

    private static byte[] unpacked(byte[] sent) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(sent))) {
            return bounded(in);
        } catch (ZipException | EOFException e) {
            throw new Fault(
                    "SerializationException", "the request body is not gzip, though its Content-Encoding says so");
        }
    }

    private static byte[] bounded(InputStream in) throws IOException {
        byte[] body = in.readNBytes(MAX_BYTES + 1);
        if (body.length > MAX_BYTES) {
            throw new Fault(
                    "RequestEntityTooLargeException",
                    "the request body is larger than " + MAX_BYTES + " bytes, the most that is accepted",
                    413);
        }
        return body;
    }

    private static boolean isPacked(HttpExchange exchange) {
        return "gzip".equalsIgnoreCase(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    }

    /** Returns it as it came. */
    byte[] sent() {
        return sent;
    }

    /** Returns it unpacked: the SDK's CloudWatch client packs large ones. */
    byte[] content() {
        return content;
    }
}
