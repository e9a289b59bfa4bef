package io.dmskit.endpoint;

import io.dmskit.document.NearestWord;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How the connection to a database is protected. Not every engine takes every mode: {@link Engine#tlsModes()}.
 *
 * @param mode the mode
 * @param certificate ARN of the certificate imported into DMS, against which the server's is checked
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Security.SSL.html">Using SSL with DMS</a>
 */
public record Tls(Mode mode, Optional<String> certificate) {
    /** No protection, which has to be said. */
    public static final Tls NONE = new Tls(Mode.NONE, Optional.empty());

    /** Encrypted, without a look at the server's certificate. */
    public static final Tls REQUIRE = new Tls(Mode.REQUIRE, Optional.empty());

    /** Modes of DMS, the strictest last. */
    public enum Mode {
        NONE,
        REQUIRE,
        VERIFY_CA,
        VERIFY_FULL;

        /** Returns the DMS word, such as {@code verify-full}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Returns whether the mode checks the server's certificate. */
        public boolean needsCertificate() {
            return this == VERIFY_CA || this == VERIFY_FULL;
        }

        /**
         * Returns the mode of this DMS word.
         *
         * @throws IllegalArgumentException if there is no such word; with the nearest one
         */
        public static Mode of(String word) {
            return Arrays.stream(values())
                    .filter(mode -> mode.word().equals(word))
                    .findFirst()
                    .orElseThrow(() ->
                            new IllegalArgumentException("tls is \"" + word + "\"" + NearestWord.hint(word, words())));
        }

        private static List<String> words() {
            return Arrays.stream(values()).map(Mode::word).toList();
        }
    }

    /** Returns protection that checks the server's certificate against the authority's. */
    public static Tls verifyCa(String certificate) {
        return new Tls(Mode.VERIFY_CA, Optional.of(certificate));
    }

    /** Returns protection that checks the server's certificate against the authority's, and its name. */
    public static Tls verifyFull(String certificate) {
        return new Tls(Mode.VERIFY_FULL, Optional.of(certificate));
    }

    /**
     * Returns what an engine gets when nothing is said: the strictest mode it takes with the certificate, or without one. That is no
     * protection for engines that protect nothing without a certificate, such as Oracle and MySQL.
     */
    public static Tls strictest(Engine engine, Optional<String> certificate) {
        Mode mode = engine.tlsModes().stream()
                .filter(candidate -> certificate.isPresent() || !candidate.needsCertificate())
                .max(Mode::compareTo)
                .orElse(Mode.NONE);
        return new Tls(mode, certificate);
    }
}
