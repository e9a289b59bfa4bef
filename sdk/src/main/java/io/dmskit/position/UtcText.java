package io.dmskit.position;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Times as the API's positions hold them: UTC, to the second, without a zone. */
final class UtcText {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

    private UtcText() {}

    static String of(Instant time) {
        return SECONDS.format(time.atOffset(ZoneOffset.UTC));
    }

    /** Reads a time, with or without a {@code Z}; nothing if the text is none. */
    static Optional<Instant> find(String text) {
        String local = text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
        try {
            return Optional.of(LocalDateTime.parse(local).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
