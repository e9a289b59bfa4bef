package io.dmskit.local.wire;

import com.sun.net.httpserver.Headers;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps web pages out. Any page that a browser on this machine shows can send requests to a loopback port, and signatures are not
 * checked here; but browsers say where a request comes from, and a name that was bent to 127.0.0.1 (DNS rebinding) stands in the
 * request's Host. Names below localhost are such names, too: not every resolver keeps them to this machine.
 */
final class Guard {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private Guard() {}

    static void check(Headers headers) {
        if (headers.containsKey("Origin")) {
            throw refusal("it comes from the web page " + headers.getFirst("Origin"));
        }
        String host = Optional.ofNullable(headers.getFirst("Host")).orElse("");
        if (!isLoopback(host.replaceFirst(":\\d*$", ""))) {
            throw refusal("its Host is \"" + host + "\"; allowed are 127.0.0.1, localhost and [::1]");
        }
    }

    static boolean isLoopback(String host) {
        return LOOPBACK.contains(host.toLowerCase(Locale.ROOT));
    }

    private static Fault refusal(String reason) {
        return new Fault(
                "AccessDeniedException", "dmskit-local serves this machine only, no web pages: " + reason, 403);
    }
}
