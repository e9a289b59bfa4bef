package io.dmskit.document;

import java.util.Optional;

/** What a kind of file has of its own where it is read strictly: the codes of findings, and what it never holds. */
public interface FileKind {
    /** Returns the code of a key that is not known or is given twice. */
    String keyCode();

    /** Returns the code of a key that must be there and is not. */
    String missingCode();

    /** Returns the code of a value that cannot be. */
    String valueCode();

    /** Reports a key that is not known because it never belongs into such a file; returns whether this is one. */
    default boolean refuses(ObjectNode.Member member, Findings findings) {
        return false;
    }

    /** Returns why a text cannot stand in such a file, if it cannot. */
    default Optional<String> refusal(String text) {
        return Optional.empty();
    }
}
