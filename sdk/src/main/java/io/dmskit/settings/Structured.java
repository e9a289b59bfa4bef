package io.dmskit.settings;

import org.jspecify.annotations.Nullable;

/** A value of a setting that is more than a flag, a number or a word. */
sealed interface Structured permits LogComponents, Operations, CharacterReplacements, CodePoint {
    /** Returns the value as it stands in a document: lists and maps, texts and numbers; null for a value not given. */
    @Nullable Object json();
}
