package io.dmskit.mapping;

import io.dmskit.document.Finding;
import io.dmskit.document.InvalidDocumentException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table-mapping document.
 *
 * @param rules in document order
 * @param extras what the document says beside its rules
 */
public record TableMappings(List<Rule> rules, Extras extras) {
    /** Copies the list. */
    public TableMappings {
        rules = List.copyOf(rules);
    }

    /** Mappings that say what is documented. */
    public TableMappings(List<Rule> rules) {
        this(rules, Extras.NONE);
    }

    /**
     * Puts mappings together from statements, which begin with {@link io.dmskit.mapping.fluent.Mapping}. Rules are numbered from 1 in the order of the
     * statements, so that of two that change one object the first counts, and named by what they do.
     *
     * @throws InvalidMappingException with every error, and with every rule that another one keeps from having an effect
     */
    public static TableMappings of(Statement... statements) {
        return NewMappings.of(List.of(statements));
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

    /**
     * Returns the same mappings with rule-ids that are unique. Samples of AWS itself repeat ids; what DMS makes of that is not
     * documented, so that {@code lint} counts it as an error (TM012) and this is how it is mended: rules keep their ids and,
     * since the lower id wins, their order; where two share one, the later rule moves up to the next free id, and those behind
     * it as far as they must.
     */
    public TableMappings withUniqueIds() {
        List<Integer> byId = IntStream.range(0, rules.size())
                .boxed()
                .sorted(Comparator.comparingLong(index -> rules.get(index).id()))
                .toList();
        List<Rule> unique = new ArrayList<>(rules);
        long last = 0;
        for (int index : byId) {
            Rule rule = rules.get(index);
            last = Math.max(rule.id(), last + 1);
            unique.set(index, rule.numbered(last, rule.name()));
        }
        return new TableMappings(unique, extras);
    }

    /** Returns the canonical JSON: ids quoted, keys in a fixed order, two spaces of indent. */
    public String toJson() {
        return MappingWriter.write(this);
    }
}
