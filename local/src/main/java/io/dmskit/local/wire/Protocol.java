package io.dmskit.local.wire;

import com.sun.net.httpserver.HttpExchange;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;

/** How a client speaks: where its request says what it is for, how its body is read, and how it is answered. */
sealed interface Protocol permits TreeProtocol, QueryProtocol {
    /**
     * Returns the protocol of a request, AWS JSON when nothing else tells: its path (Smithy RPC v2) or the type of its body (AWS
     * query) does.
     */
    static Protocol of(HttpExchange exchange) {
        String type = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type"))
                .orElse("")
                .toLowerCase(Locale.ROOT);
        if (TreeProtocol.isRpcV2(exchange.getRequestURI().getPath())) {
            return TreeProtocol.RPC_V2_CBOR;
        }
        if (type.startsWith("application/x-www-form-urlencoded")) {
            return QueryProtocol.INSTANCE;
        }
        return type.startsWith(TreeProtocol.JSON_1_0.contentType()) ? TreeProtocol.JSON_1_0 : TreeProtocol.JSON_1_1;
    }

    /**
     * Reads which operation is called.
     *
     * @throws Fault if the request does not tell, or its body cannot be read
     */
    Call call(HttpExchange exchange, byte[] body);

    /** Writes what an operation answers. */
    Reply answer(Service service, String operation, SdkPojo answer, String requestId);

    /** Writes a refusal. */
    Reply refusal(Fault fault, String requestId);
}
