package io.dmskit.local.wire;

/** What is served beside the AWS protocols: the page {@code /} and everything below {@code /_dmskit/}. */
@FunctionalInterface
public interface Pages {
    /** An answer: HTTP status and JSON. */
    record Page(int status, String json) {}

    /**
     * Answers a request.
     *
     * @param method GET, POST or DELETE
     * @param path beginning with a slash
     * @param body of the request, empty if it has none
     * @throws Fault if there is no such page, or the body is wrong
     */
    Page answer(String method, String path, byte[] body);
}
