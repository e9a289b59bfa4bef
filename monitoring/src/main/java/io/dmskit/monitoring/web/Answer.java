package io.dmskit.monitoring.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/**
 * What a request is answered with.
 *
 * @param status status code
 * @param contentType type of the body
 * @param body the body
 */
@SuppressWarnings("ArrayRecordComponent") // it is written and never compared
record Answer(int status, String contentType, byte[] body) {
    static Answer json(String document) {
        return new Answer(200, "application/json; charset=utf-8", document.getBytes(UTF_8));
    }

    static Answer refusal(int status, String reason) {
        return new Answer(status, "text/plain; charset=utf-8", (reason + "\n").getBytes(UTF_8));
    }

    /** Returns a file of the page. */
    static Answer file(String name, String contentType) {
        try (InputStream in = Answer.class.getResourceAsStream(name)) {
            return new Answer(200, contentType, Objects.requireNonNull(in, name).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
