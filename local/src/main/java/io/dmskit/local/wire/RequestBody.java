package io.dmskit.local.wire;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads the body of a request, of a bounded size. */
final class RequestBody {
    /** Four times what a table-mapping document of 2 MB, the largest thing DMS takes, needs at most. */
    static final int MAX_BYTES = 8 << 20;

    private RequestBody() {}

    /** Returns the body, unpacked: the SDK's CloudWatch client packs large ones. */
    static byte[] read(HttpExchange exchange) throws IOException {
        InputStream raw = exchange.getRequestBody();
        try (InputStream in = isPacked(exchange) ? new GZIPInputStream(raw) : raw) {
            byte[] body = in.readNBytes(MAX_BYTES + 1);
            if (body.length > MAX_BYTES) {
                throw new Fault(
                        "RequestEntityTooLargeException",
                        "the request body is larger than " + MAX_BYTES + " bytes, the most that is accepted",
                        413);
            }
            return body;
        } catch (ZipException e) {
            throw new Fault(
                    "SerializationException", "the request body is not gzip, though its Content-Encoding says so");
        }
    }

    private static boolean isPacked(HttpExchange exchange) {
        return "gzip".equalsIgnoreCase(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    }
}
