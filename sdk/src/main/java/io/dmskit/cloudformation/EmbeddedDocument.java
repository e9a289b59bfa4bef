package io.dmskit.cloudformation;

import io.dmskit.document.ArrayNode;
import io.dmskit.document.DocumentReader;
import io.dmskit.document.Finding;
import io.dmskit.document.InvalidDocumentException;
import io.dmskit.document.JsonText;
import io.dmskit.document.Location;
import io.dmskit.document.Node;
import io.dmskit.document.ObjectNode;
import io.dmskit.document.ScalarNode;
import io.dmskit.document.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A JSON document inside a template: the text of a property, which functions may put together, or an object that CloudFormation
 * turns into text. Where only the deployment knows a value there is a hole, and nothing is said of what has one in it.
 */
final class EmbeddedDocument {
    /** Around the number of a hole. A character of private use, so that nobody has it in a document. */
    private static final char HOLE = '\uE0D5';

    private final String json;
    private final Node place;
    private final List<Segment> segments;
    private final boolean isObject;
    private final SourceText source;
    private final Optional<Node> tree;
    private final int[] lineStarts;

    /** A part of the text, and the string of the template that it was taken from. */
    private record Segment(int start, Functions.Piece piece) {}

    private EmbeddedDocument(String json, Node place, List<Segment> segments, boolean isObject, SourceText source) {
        this.json = json;
        this.place = place;
        this.segments = List.copyOf(segments);
        this.isObject = isObject;
        this.source = source;
        this.tree = parsed(json);
        this.lineStarts = lineStarts(json);
    }

    /** Returns the documents that a property can hold, one per branch of its conditions; none that only the deployment knows. */
    static List<EmbeddedDocument> of(Resource resource, String property) {
        return resource.written(property).stream()
                .flatMap(Functions::branches)
                .map(node -> of(node, resource))
                .filter(document -> !document.isUnknown())
                .toList();
    }

    private static EmbeddedDocument of(Node node, Resource resource) {
        SourceText source = resource.template().text();
        if (Functions.function(node).isEmpty() && !(node instanceof ScalarNode)) {
            String json = JsonText.compact(new Objects(resource.functions()).plain(node));
            return new EmbeddedDocument(json, node, List.of(), true, source);
        }
        Text text = new Text();
        resource.functions().pieces(node).forEach(text::append);
        return new EmbeddedDocument(text.json.toString(), node, text.segments, false, source);
    }

    private static String hole(String what) {
        return HOLE + what + HOLE;
    }

    /** Puts pieces together. A hole outside of a string of the document becomes a string. */
    private static final class Text {
        private final StringBuilder json = new StringBuilder();
        private final List<Segment> segments = new ArrayList<>();
        private boolean inString;

        private void append(Functions.Piece piece) {
            segments.add(new Segment(json.length(), piece));
            if (piece.isHole()) {
                String quote = inString ? "" : "\"";
                json.append(quote).append(hole(piece.text())).append(quote);
                return;
            }
            json.append(piece.text());
            for (int i = 0; i < piece.text().length(); i++) {
                char c = piece.text().charAt(i);
                if (inString && c == '\\') {
                    i++;
                } else if (c == '"') {
                    inString = !inString;
                }
            }
        }
    }

    /** Objects without functions. */
    private record Objects(Functions functions) {
        private @Nullable Object plain(Node node) {
            if (Functions.function(node).isPresent()) {
                return functions.value(node).text().orElseGet(() -> hole("function"));
            }
            if (node instanceof ObjectNode object) {
                Map<String, @Nullable Object> members = new LinkedHashMap<>();
                object.members().forEach(member -> members.put(member.key(), plain(member.value())));
                return members;
            }
            if (node instanceof ArrayNode array) {
                List<@Nullable Object> items = new ArrayList<>();
                array.items().forEach(item -> items.add(plain(item)));
                return items;
            }
            return node;
        }
    }

    private static Optional<Node> parsed(String json) {
        try {
            return Optional.of(DocumentReader.json("", json, ""));
        } catch (InvalidDocumentException e) {
            return Optional.empty();
        }
    }

    /** Returns the document, with holes. */
    String json() {
        return json;
    }

    /** Returns how long it is. */
    int length() {
        return json.length();
    }

    /** Returns it as a tree, if it is JSON. */
    Optional<Node> tree() {
        return tree;
    }

    /** Returns whether nothing of it is known. */
    private boolean isUnknown() {
        return json.length() > 2
                && json.indexOf(HOLE) <= 1
                && json.indexOf(HOLE, json.indexOf(HOLE) + 1) >= json.length() - 2;
    }

    boolean hasHoles() {
        return json.indexOf(HOLE) >= 0;
    }

    /** Returns whether this value is one that only the deployment knows, or has a part that is. */
    static boolean isHole(Node value) {
        return value instanceof ScalarNode scalar && scalar.text().indexOf(HOLE) >= 0;
    }

    /** Returns whether there is a hole in this part of the document. */
    static boolean hasHole(Node node) {
        return node.toJson().indexOf(HOLE) >= 0;
    }

    /**
     * Returns findings of the document as findings of the template, without those that a hole may be the cause of.
     *
     * @param findings of a reader that was given {@link #json()}
     */
    Stream<Finding> inTemplate(List<Finding> findings) {
        return findings.stream().filter(this::isCertain).map(this::inTemplate);
    }

    /** What stands beside a hole may be mended by it; an error of a value that has none is one whatever the hole is. */
    private boolean isCertain(Finding finding) {
        if (!hasHoles()) {
            return true;
        }
        return finding.severity() == Severity.ERROR
                && tree.map(root -> !hasHole(nearest(root, finding.pointer()))).orElse(false);
    }

    private Finding inTemplate(Finding finding) {
        String pointer = place.pointer() + finding.pointer();
        Location location = isObject ? nearest(place, finding.pointer()).location() : location(finding.location());
        return new Finding(finding.code(), finding.severity(), pointer, location, finding.message());
    }

    /** Returns the value of this pointer, or the nearest thing around it that is there. */
    private static Node nearest(Node root, String pointer) {
        Node node = root;
        for (String step : pointer.split("/", -1)) {
            String key = step.replace("~1", "/").replace("~0", "~");
            Optional<Node> inside = inside(node, key);
            if (inside.isPresent()) {
                node = inside.get();
            } else if (!step.isEmpty()) {
                return node;
            }
        }
        return node;
    }

    private static Optional<Node> inside(Node node, String key) {
        if (node instanceof ObjectNode object) {
            return object.get(key);
        }
        if (node instanceof ArrayNode array && key.matches("[0-9]{1,9}")) {
            return array.items().stream().skip(Long.parseLong(key)).findFirst();
        }
        return Optional.empty();
    }

    private Location location(Location inside) {
        int index = index(inside);
        return segments.stream()
                .filter(segment -> segment.start() <= index)
                .reduce((first, last) -> last)
                .flatMap(segment -> segment.piece()
                        .origin()
                        .map(string -> source.within(string, segment.piece().start() + index - segment.start())))
                .orElseGet(place::location);
    }

    private int index(Location inside) {
        int line = Math.min(inside.line(), lineStarts.length) - 1;
        return lineStarts[line] + inside.column() - 1;
    }

    /** Returns where in a text its lines begin. */
    static int[] lineStarts(String text) {
        return IntStream.concat(
                        IntStream.of(0),
                        IntStream.range(0, text.length())
                                .filter(i -> text.charAt(i) == '\n')
                                .map(i -> i + 1))
                .toArray();
    }
}
