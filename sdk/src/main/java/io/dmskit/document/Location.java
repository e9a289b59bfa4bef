package io.dmskit.document;

/**
 * A place in a document, counted from 1 as editors do.
 *
 * @param file the document's name as the user gave it
 * @param line line, from 1
 * @param column column, from 1
 */
public record Location(String file, int line, int column) {
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
