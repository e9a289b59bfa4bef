package io.dmskit.cloudformation;

import io.dmskit.document.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Extra connection attributes, {@code name=value} separated by semicolons; they can stand for settings too.
 *
 * @param known the attributes by name; a value that only the deployment knows is empty, or a dynamic reference
 * @param isComplete whether there can be no others
 */
record Attributes(Map<String, String> known, boolean isComplete) {
    static final String PROPERTY = "ExtraConnectionAttributes";

    Attributes {
        known = Map.copyOf(known);
    }

    static Attributes of(Resource endpoint) {
        Optional<Node> node = endpoint.written(PROPERTY);
        if (node.isEmpty()) {
            return new Attributes(Map.of(), endpoint.value(PROPERTY).isAbsent());
        }
        Map<String, String> known = new LinkedHashMap<>();
        List<Node> branches = Functions.branches(node.get()).toList();
        boolean complete = branches.size() == 1;
        for (Node branch : branches) {
            StringBuilder text = new StringBuilder();
            for (Functions.Piece piece : endpoint.functions().pieces(branch)) {
                text.append(piece.isHole() ? "" : piece.text());
                complete &= !piece.isHole();
            }
            for (String attribute : text.toString().split(";", -1)) {
                int equals = attribute.indexOf('=');
                if (attribute.strip().startsWith(Functions.DYNAMIC)) {
                    complete = false; // it may stand for any attributes
                } else if (equals >= 0) {
                    known.merge(
                            attribute.substring(0, equals).strip(),
                            attribute.substring(equals + 1).strip(),
                            Attributes::better);
                }
            }
        }
        return new Attributes(known, complete);
    }

    /** Of two branches that give an attribute, the one whose value stands in the template. */
    private static String better(String one, String other) {
        return one.isEmpty() || one.startsWith(Functions.DYNAMIC) ? other : one;
    }

    /** Returns whether an attribute may stand for this setting. */
    boolean mayHold(String setting) {
        return !isComplete || known.keySet().stream().anyMatch(setting::equalsIgnoreCase);
    }

    /** Returns whether an attribute may name a secret. */
    boolean mayNameSecret() {
        return !isComplete
                || known.keySet().stream()
                        .anyMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("secretsmanager"));
    }
}
