package io.dmskit.mapping;

import io.dmskit.document.Finding;
import io.dmskit.document.InvalidDocumentException;
import io.dmskit.document.Node;
import java.util.List;
import java.util.Map;

/**
 * Table mappings as a document has them: what could be read, what was found, and where each rule stands, so that whoever knows
 * more (the endpoints, the settings, the source) can complain at the right place.
 *
 * @param mappings the rules without errors
 * @param findings what is wrong, suspicious or worth knowing, in document order
 * @param places where each of these rules stands, by rule-id
 */
public record MappingDocument(TableMappings mappings, List<Finding> findings, Map<Long, Node> places) {
    /** Copies the collections. */
    public MappingDocument {
        findings = List.copyOf(findings);
        places = Map.copyOf(places);
    }

    /**
     * Reads a document, leniently as DMS does: numbers or strings, nulls, console leftovers.
     *
     * @param file name for findings
     * @param json the document
     */
    public static MappingDocument read(String file, String json) {
        return MappingReader.read(file, json);
    }

    /**
     * Returns the mappings if there is no error.
     *
     * @throws InvalidDocumentException with every error of the document
     */
    public TableMappings valid() {
        InvalidDocumentException.throwErrorsOf(findings);
        return mappings;
    }
}
