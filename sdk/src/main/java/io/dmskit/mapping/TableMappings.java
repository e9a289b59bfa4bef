package io.dmskit.mapping;

import io.dmskit.document.Finding;
import io.dmskit.document.InvalidDocumentException;
import java.util.List;

/**
 * A table-mapping document.
 *
 * @param rules in document order
 */
public record TableMappings(List<Rule> rules) {
    /** Copies the list. */
    public TableMappings {
        rules = List.copyOf(rules);
    }

    /**
     * Reads a document, leniently as DMS does: numbers or strings, nulls, console leftovers.
     *
     * @param file name for findings
     * @param json the document
     * @throws InvalidDocumentException with every error of the document
     */
    public static TableMappings parse(String file, String json) {
        return MappingDocument.read(file, json).valid();
    }

    /** Returns what is wrong, suspicious or worth knowing in a document, in document order; empty if nothing is. */
    public static List<Finding> lint(String file, String json) {
        return MappingDocument.read(file, json).findings();
    }

    /** Returns the canonical JSON: ids quoted, keys in a fixed order, two spaces of indent. */
    public String toJson() {
        return MappingWriter.write(this);
    }
}
