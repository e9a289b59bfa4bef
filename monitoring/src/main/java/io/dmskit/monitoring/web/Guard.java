package io.dmskit.monitoring.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Decides who is answered: whoever reads, on this machine, and no other web page. A name that was bent to 127.0.0.1 (DNS rebinding)
 * stands in the request's Host; that a request comes from another page, browsers say themselves.
 */
final class Guard {
    private static final Set<String> METHODS = Set.of("GET", "HEAD");
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final Set<String> OWN_OR_TYPED = Set.of("same-origin", "none");

    private Guard() {}

    /** Returns why a request is refused; nothing if it is not. */
    static Optional<Answer> refusal(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        String host = header(headers, "Host");
        if (!LOOPBACK.contains(host.replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT))) {
            return Optional.of(Answer.refusal(
                    403, "this page is for this machine only: its Host is 127.0.0.1, localhost or [::1]"));
        }
        String method = exchange.getRequestMethod();
        if (!METHODS.contains(method)) {
            return Optional.of(Answer.refusal(405, "this page is for reading only: GET and HEAD"));
        }
        // A link from elsewhere may lead to the page, but its data is for nobody else.
        boolean foreign = headers.containsKey("Sec-Fetch-Site")
                && !OWN_OR_TYPED.contains(header(headers, "Sec-Fetch-Site"))
                && !header(headers, "Sec-Fetch-Mode").equals("navigate");
        return foreign ? Optional.of(Answer.refusal(403, "this page's data is for no other page")) : Optional.empty();
    }

    static String header(Headers headers, String name) {
        return Optional.ofNullable(headers.getFirst(name)).orElse("");
    }
}
