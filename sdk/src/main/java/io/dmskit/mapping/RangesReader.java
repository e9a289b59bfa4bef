package io.dmskit.mapping;

import io.dmskit.document.ArrayNode;
import io.dmskit.document.Findings;
import io.dmskit.document.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads parallel-load of type ranges. */
final class RangesReader {
    private final Fields load;
    private final Findings findings;
    private boolean sound = true;

    private RangesReader(Fields load) {
        this.load = load;
        this.findings = load.findings();
    }

    static Optional<ParallelLoad> read(Fields load) {
        return new RangesReader(load).ranges();
    }

    private Optional<ParallelLoad> ranges() {
        List<String> columns = load.texts("columns");
        List<List<String>> boundaries = boundaries(columns.size());
        List<String> names = load.texts("segment-names");
        if (columns.isEmpty() || columns.size() > ParallelLoad.Ranges.MOST_COLUMNS || boundaries.isEmpty()) {
            error(
                    "TM074",
                    load.node(),
                    "ranges needs 1 to " + ParallelLoad.Ranges.MOST_COLUMNS
                            + " columns and at least one of boundaries");
        } else if (!names.isEmpty() && names.size() != boundaries.size() + 1) {
            error(
                    "TM077",
                    load.at("segment-names"),
                    boundaries.size() + " boundaries make " + (boundaries.size() + 1)
                            + " segments: give as many segment-names");
        }
        if (!sound) {
            return Optional.empty();
        }
        findings.info(
                "TM133",
                load.at("columns"),
                "rows with NULL in " + String.join(" or ", columns)
                        + " belong to no segment and are not loaded: take columns that are NOT NULL");
        return Optional.of(new ParallelLoad.Ranges(columns, boundaries, names));
    }

    private List<List<String>> boundaries(int columns) {
        List<List<String>> boundaries = new ArrayList<>();
        for (Node item : load.items("boundaries")) {
            List<String> boundary =
                    load.texts("boundaries", item instanceof ArrayNode array ? array.items() : List.of(item));
            if (boundary.size() != columns) {
                error("TM075", item, "a boundary has " + boundary.size() + " values for " + columns + " columns");
            } else if (!boundaries.isEmpty()) {
                ascending(item, boundaries.get(boundaries.size() - 1), boundary);
            }
            boundaries.add(boundary);
        }
        return boundaries;
    }

    private void ascending(Node item, List<String> lower, List<String> upper) {
        ValueOrder order = ValueOrder.of(lower, upper);
        String complaint = "boundary " + upper + " does not follow " + lower;
        if (order.isDescending()) {
            error("TM076", item, complaint + ": list them ascending");
        } else if (order == ValueOrder.LIKELY_DESCENDING) {
            findings.warning("TM076", item, complaint + " in the alphabet: list them as the source sorts them");
        }
    }

    private void error(String code, Node node, String message) {
        sound = false;
        findings.error(code, node, message);
    }
}
