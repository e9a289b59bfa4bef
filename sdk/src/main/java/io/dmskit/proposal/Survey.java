package io.dmskit.proposal;

import io.dmskit.catalog.Catalog;
import io.dmskit.catalog.Table;
import io.dmskit.catalog.TableName;
import java.util.List;
import java.util.Map;

/**
 * What a source holds, as far as a proposal needs it.
 *
 * @param server product and version
 * @param catalog tables and views of the asked schemas
 * @param lobs LOB columns whose values were looked at
 * @param segments ranges computed from the data, for tables large enough
 * @param unsegmented why a large table has none
 * @param references pairs of tables joined by a foreign key
 * @param generated generated columns, {@code schema.table.column}
 * @param foreign foreign tables, whose rows live elsewhere
 * @param sequences sequences
 * @param remarks what could not be found out
 */
public record Survey(
        String server,
        Catalog catalog,
        List<LobColumn> lobs,
        Map<TableName, Segments> segments,
        Map<TableName, String> unsegmented,
        List<Reference> references,
        List<String> generated,
        List<TableName> foreign,
        List<SequenceState> sequences,
        List<String> remarks) {
    /** Copies the collections. */
    public Survey {
        lobs = List.copyOf(lobs);
        segments = Map.copyOf(segments);
        unsegmented = Map.copyOf(unsegmented);
        references = List.copyOf(references);
        generated = List.copyOf(generated);
        foreign = List.copyOf(foreign);
        sequences = List.copyOf(sequences);
        remarks = List.copyOf(remarks);
    }

    /**
     * Two tables that belong together.
     *
     * @param from has the foreign key
     * @param to is pointed to
     */
    public record Reference(TableName from, TableName to) {}

    /**
     * Ranges that divide a table evenly.
     *
     * @param columns the columns they go by, most significant first; none can be NULL
     * @param boundaries exclusive upper bounds, ascending
     * @param sampled how many rows the quantiles were taken of
     * @param exact whether that was all of them
     */
    public record Segments(List<String> columns, List<List<String>> boundaries, long sampled, boolean exact) {
        /** Copies the lists. */
        public Segments {
            columns = List.copyOf(columns);
            boundaries = boundaries.stream().map(List::copyOf).toList();
        }

        /** Returns how many there are. */
        int count() {
            return boundaries.size() + 1;
        }
    }

    /** Returns the LOB columns of a table. */
    List<LobColumn> lobs(Table table) {
        return lobs.stream().filter(lob -> lob.table().equals(table.name())).toList();
    }
}
