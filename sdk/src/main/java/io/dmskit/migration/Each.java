package io.dmskit.migration;

import io.dmskit.document.ArrayNode;
import io.dmskit.document.Findings;
import io.dmskit.document.Node;
import io.dmskit.document.ObjectNode;
import io.dmskit.document.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The key {@code each}: a name and the values it takes, one migration per value.
 *
 * @param substitutions one per value
 */
record Each(List<Substitution> substitutions) {
    Each {
        substitutions = List.copyOf(substitutions);
    }

    /** Returns nothing if the file has no such key, or if it is wrong: then findings say so. */
    static Optional<Each> of(ObjectNode file, Findings findings) {
        Optional<Node> each = file.get("each");
        if (each.isEmpty()) {
            return Optional.empty();
        }
        if (!(each.get() instanceof ObjectNode object)
                || object.members().size() != 1
                || !(object.members().get(0).value() instanceof ArrayNode values)
                || values.items().isEmpty()) {
            findings.error(
                    MigrationReader.VALUE,
                    each.get(),
                    "each takes one name and its values: each: { store: [\"0001\", \"0002\"] }");
            return Optional.empty();
        }
        String name = object.members().get(0).key();
        if (file.get("name")
                .filter(node -> node instanceof ScalarNode text && text.text().contains("${" + name + "}"))
                .isEmpty()) {
            findings.error(
                    MigrationReader.VALUE,
                    file.get("name").orElse(file),
                    "name must hold ${" + name + "}, or all migrations of each are called alike");
        }
        List<Substitution> substitutions = new ArrayList<>();
        for (Node item : values.items()) {
            if (item instanceof ScalarNode scalar && scalar.text().matches("[A-Za-z0-9._-]+")) {
                substitutions.add(new Substitution(name, scalar.text()));
            } else {
                findings.error(
                        MigrationReader.VALUE,
                        item,
                        "a value of each is made of letters, digits, dots, hyphens and underscores");
            }
        }
        if (substitutions.stream().distinct().count() < substitutions.size()) {
            findings.error(MigrationReader.VALUE, values, "each holds a value twice");
        }
        return Optional.of(new Each(substitutions))
                .filter(found -> !found.substitutions().isEmpty());
    }
}
