package io.dmskit.cutover;

import java.nio.file.Path;

/** Keeps what a cutover has done, so that it can be read after a crash. */
@FunctionalInterface
public interface Journal {
    /** Keeps nothing. */
    Journal NONE = entry -> {};

    /** Writes an entry; it is safe when this returns. */
    void write(JournalEntry entry);

    /** Returns a journal that appends to a file, one JSON object per line. */
    static Journal in(Path file) {
        return new FileJournal(file);
    }
}
