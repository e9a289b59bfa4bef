package io.dmskit.local.wire;

import com.sun.net.httpserver.HttpExchange;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkPojo;

/** The protocols whose bodies are one tree of values: AWS JSON, and Smithy RPC v2 with CBOR. */
final class TreeProtocol implements Protocol {
    static final TreeProtocol JSON_1_1 = new TreeProtocol(Encoding.JSON, "application/x-amz-json-1.1", false);
    static final TreeProtocol JSON_1_0 = new TreeProtocol(Encoding.JSON, "application/x-amz-json-1.0", false);
    static final TreeProtocol RPC_V2_CBOR = new TreeProtocol(Encoding.CBOR, "application/cbor", true);

    private static final Pattern RPC_V2_PATH = Pattern.compile("/service/([^/]+)/operation/([^/]+)");

    private final Encoding encoding;
    private final String contentType;
    private final boolean isSmithy;

    private TreeProtocol(Encoding encoding, String contentType, boolean isSmithy) {
        this.encoding = encoding;
        this.contentType = contentType;
        this.isSmithy = isSmithy;
    }

    static boolean isRpcV2(String path) {
        return RPC_V2_PATH.matcher(path).matches();
    }

    String contentType() {
        return contentType;
    }

    @Override
    public Call call(HttpExchange exchange, byte[] body) {
        String path = exchange.getRequestURI().getPath();
        Matcher rpc = RPC_V2_PATH.matcher(path);
        RequestModel request = builder -> ModelReader.read(encoding.read(body), builder);
        if (rpc.matches()) {
            return new Call(rpc.group(1), rpc.group(2), request);
        }
        String target = Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amz-Target"))
                .orElseThrow(() -> new Fault(
                        "UnknownOperationException",
                        "a request without X-Amz-Target on path " + path
                                + " is for none of the services here; speak AWS JSON, Smithy RPC v2 CBOR or AWS query",
                        404));
        int dot = target.lastIndexOf('.');
        if (dot < 0) {
            throw new Fault(
                    "UnknownOperationException",
                    "X-Amz-Target " + target + " is not of the form Service.Operation",
                    404);
        }
        return new Call(target.substring(0, dot), target.substring(dot + 1), request);
    }

    @Override
    public Reply answer(Service service, String operation, SdkPojo answer, String requestId) {
        return reply(200, encoding.write(answer));
    }

    @Override
    public Reply refusal(Fault fault, String requestId) {
        Reply reply = reply(fault.status(), encoding.write(fault));
        return fault.queryCode().equals(fault.code())
                ? reply
                : reply.with(
                        "x-amzn-query-error", fault.queryCode() + ";" + (fault.status() < 500 ? "Sender" : "Receiver"));
    }

    private Reply reply(int status, byte[] body) {
        Reply reply = Reply.of(status, body, contentType);
        return isSmithy ? reply.with("smithy-protocol", "rpc-v2-cbor") : reply;
    }
}
