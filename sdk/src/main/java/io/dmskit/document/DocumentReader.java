package io.dmskit.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads JSON or YAML text into {@link Node}s. JSON is strict: no comments, no trailing commas, nothing after the end. */
public final class DocumentReader {
    private static final JsonFactory JSON = new JsonFactory();
    private static final YAMLFactory YAML = new YAMLFactory();

    private static final Pattern HINTS = Pattern.compile(": maybe a .*| \\(start marker at .*");

    private final String file;
    private final String code;
    private final JsonParser parser;
    private final Function<String, String> keyOfTag;

    private DocumentReader(String file, String code, JsonParser parser, Function<String, String> keyOfTag) {
        this.file = file;
        this.code = code;
        this.parser = parser;
        this.keyOfTag = keyOfTag;
    }

    /**
     * Reads JSON.
     *
     * @param file the document's name in findings
     * @param text the document
     * @param code the code of a syntax error
     * @throws InvalidDocumentException with the first syntax error
     */
    public static Node json(String file, String text, String code) {
        return read(file, text, code, JSON, "JSON", DocumentReader::noKey);
    }

    /**
     * Reads YAML: one document; anchors and tags are not resolved.
     *
     * @param file the document's name in findings
     * @param text the document
     * @param code the code of a syntax error
     * @throws InvalidDocumentException with the first syntax error
     */
    public static Node yaml(String file, String text, String code) {
        return read(file, text, code, YAML, "YAML", DocumentReader::noKey);
    }

    /**
     * Reads YAML in which a tag of its own stands for an object of one key: {@code !Ref Name} is {@code { Ref: Name }}.
     *
     * @param file the document's name in findings
     * @param text the document
     * @param code the code of a syntax error
     * @param keyOfTag the key that a tag stands for; empty where it stands for none, and the tag is not resolved
     * @throws InvalidDocumentException with the first syntax error
     */
    public static Node yaml(String file, String text, String code, Function<String, String> keyOfTag) {
        return read(file, text, code, YAML, "YAML", keyOfTag);
    }

    private static String noKey(String tag) {
        return "";
    }

    private static Node read(
            String file,
            String text,
            String code,
            JsonFactory factory,
            String language,
            Function<String, String> keyOfTag) {
        try (JsonParser parser = factory.createParser(withoutByteOrderMark(text))) {
            return new DocumentReader(file, code, parser, keyOfTag).document();
        } catch (JsonProcessingException e) {
            throw invalid(file, code, e.getLocation(), "not valid " + language + ": " + reason(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String withoutByteOrderMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private Node document() throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw invalid(file, code, parser.currentLocation(), "the document is empty");
        }
        Node root = value(first, Place.ROOT);
        if (parser.nextToken() != null) {
            throw invalid(
                    file, code, parser.currentTokenLocation(), "the document goes on after its end: keep one value");
        }
        return root;
    }

    private Node value(JsonToken token, Place place) throws IOException {
        String key = parser.getTypeId() instanceof String tag ? keyOfTag.apply(tag) : "";
        if (key.isEmpty()) {
            return untagged(token, place);
        }
        Location location = location(file, parser.currentTokenLocation());
        Node value = untagged(token, place.of(key));
        return new ObjectNode(location, place, List.of(new ObjectNode.Member(key, location, value)));
    }

    private Node untagged(JsonToken token, Place place) throws IOException {
        Location location = location(file, parser.currentTokenLocation());
        return switch (token) {
            case START_OBJECT -> object(location, place);
            case START_ARRAY -> array(location, place);
            case VALUE_STRING -> new ScalarNode(location, place, ScalarNode.Type.STRING, parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                new ScalarNode(location, place, ScalarNode.Type.NUMBER, parser.getText());
            case VALUE_TRUE, VALUE_FALSE ->
                new ScalarNode(
                        location, place, ScalarNode.Type.BOOLEAN, token == JsonToken.VALUE_TRUE ? "true" : "false");
            case VALUE_NULL -> new ScalarNode(location, place, ScalarNode.Type.NULL, "null");
            default -> throw invalid(file, code, parser.currentTokenLocation(), "unexpected " + describe(token));
        };
    }

    private ObjectNode object(Location location, Place place) throws IOException {
        List<ObjectNode.Member> members = new ArrayList<>();
        while (next() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            Location keyLocation = location(file, parser.currentTokenLocation());
            members.add(new ObjectNode.Member(key, keyLocation, value(next(), place.of(key))));
        }
        return new ObjectNode(location, place, members);
    }

    private ArrayNode array(Location location, Place place) throws IOException {
        List<Node> items = new ArrayList<>();
        for (JsonToken token = next(); token != JsonToken.END_ARRAY; token = next()) {
            items.add(value(token, place.of(items.size())));
        }
        return new ArrayNode(location, place, items);
    }

    private JsonToken next() throws IOException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw invalid(file, code, parser.currentLocation(), "the document ends too early");
        }
        return token;
    }

    private static String describe(JsonToken token) {
        return token.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Jackson's own text without its location and its hints about parser features, which no user can switch. */
    private static String reason(JsonProcessingException e) {
        String message = e.getOriginalMessage().lines().findFirst().orElse("syntax error");
        return HINTS.matcher(message).replaceAll("");
    }

    private static InvalidDocumentException invalid(
            String file, String code, @Nullable JsonLocation where, String message) {
        return new InvalidDocumentException(
                List.of(new Finding(code, Severity.ERROR, "", location(file, where), message)));
    }

    private static Location location(String file, @Nullable JsonLocation where) {
        return where == null
                ? new Location(file, 1, 1)
                : new Location(file, Math.max(1, where.getLineNr()), Math.max(1, where.getColumnNr()));
    }
}
