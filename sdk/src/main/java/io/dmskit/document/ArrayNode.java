package io.dmskit.document;

import java.util.List;

/**
 * An array.
 *
 * @param location where it begins
 * @param place where it stands in the tree
 * @param items its values
 */
public record ArrayNode(Location location, Place place, List<Node> items) implements Node {
    /** Copies the list. */
    public ArrayNode {
        items = List.copyOf(items);
    }

    @Override
    public String kind() {
        return "an array";
    }
}
