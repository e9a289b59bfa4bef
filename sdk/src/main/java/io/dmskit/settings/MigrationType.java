package io.dmskit.settings;

import java.util.Arrays;
import java.util.Optional;

/** The migration types of DMS. */
public enum MigrationType {
    FULL_LOAD("full-load"),
    CDC("cdc"),
    FULL_LOAD_AND_CDC("full-load-and-cdc");

    private final String word;

    MigrationType(String word) {
        this.word = word;
    }

    /** Returns the word DMS uses. */
    public String word() {
        return word;
    }

    /** Returns the type of this word, if there is one. */
    public static Optional<MigrationType> of(String word) {
        return Arrays.stream(values()).filter(type -> type.word.equals(word)).findFirst();
    }

    /** Returns whether existing rows are loaded. */
    public boolean loads() {
        return this != CDC;
    }

    /** Returns whether ongoing changes are replicated. */
    public boolean replicates() {
        return this != FULL_LOAD;
    }

    @Override
    public String toString() {
        return word;
    }
}
