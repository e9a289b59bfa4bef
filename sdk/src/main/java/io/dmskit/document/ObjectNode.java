package io.dmskit.document;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An object. Keys that stand there twice are kept, so that they can be reported; the last one counts, as in every JSON reader.
 *
 * @param location where it begins
 * @param place where it stands in the tree
 * @param members keys and values in document order
 */
public record ObjectNode(Location location, Place place, List<Member> members) implements Node {
    /** Copies the list. */
    public ObjectNode {
        members = List.copyOf(members);
    }

    /**
     * One key and its value.
     *
     * @param key the key
     * @param location where the key stands
     * @param value its value
     */
    public record Member(String key, Location location, Node value) {}

    /** Returns the value of this key; a JSON null counts as absent. */
    public Optional<Node> get(String key) {
        return members.stream()
                .filter(member -> member.key().equals(key))
                .reduce((first, last) -> last)
                .map(Member::value)
                .filter(value -> !value.isNull());
    }

    /** Returns the members whose key stands there a second time. */
    public List<Member> duplicates() {
        Set<String> seen = new HashSet<>();
        return members.stream().filter(member -> !seen.add(member.key())).toList();
    }

    @Override
    public String kind() {
        return "an object";
    }
}
