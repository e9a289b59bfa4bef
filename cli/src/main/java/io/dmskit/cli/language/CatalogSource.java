package io.dmskit.cli.language;

import io.dmskit.catalog.Catalog;
import io.dmskit.catalog.CatalogDescription;
import io.dmskit.document.Finding;
import io.dmskit.document.InvalidDocumentException;
import java.util.List;

/** Catalogs from descriptions. */
public final class CatalogSource {
    private CatalogSource() {}

    /**
     * Reads a description.
     *
     * @throws InvalidDocumentException with every problem
     */
    public static Catalog read(Source source) {
        return CatalogDescription.read(source.name(), source.text());
    }

    /** Returns what is wrong with a description; nothing if it can be read. */
    static List<Finding> lint(Source source) {
        try {
            read(source);
            return List.of();
        } catch (InvalidDocumentException e) {
            return e.findings();
        }
    }
}
