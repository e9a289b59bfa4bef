package io.dmskit.preflight;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Something that preflight looked at, or did not.
 *
 * @param subject where, such as {@code source database bank}
 * @param what what was looked at, such as {@code replication slots}
 * @param notBecause why it was not; empty if it was
 */
public record Looked(String subject, String what, Optional<String> notBecause) {
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("subject", subject);
        json.put("what", what);
        notBecause.ifPresent(reason -> json.put("because", reason));
        return json;
    }

    /** Returns a short phrase, with the reason if it was not looked at. */
    public String describe() {
        return subject + ": " + what
                + notBecause.map(reason -> " (" + reason + ")").orElse("");
    }
}
