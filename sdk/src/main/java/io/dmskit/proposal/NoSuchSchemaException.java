package io.dmskit.proposal;

import io.dmskit.document.NearestWord;
import java.util.List;

/** The source has no such schema. */
public final class NoSuchSchemaException extends IllegalArgumentException {
    NoSuchSchemaException(String schema, List<String> known) {
        super("the source has no schema \"" + schema + "\""
                + (known.isEmpty() ? ", nor any other with tables in it" : NearestWord.hint(schema, known)));
    }
}
