package io.dmskit.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentReaderTest {
    @Test
    void knowsWhereEachValueStands() {
        ObjectNode root = (ObjectNode) json("{\n  \"a/b\": [true,\n    {\"~\": \"x\"}]}");

        ArrayNode array = (ArrayNode) root.get("a/b").orElseThrow();
        ObjectNode item = (ObjectNode) array.items().get(1);
        Node text = item.get("~").orElseThrow();

        assertThat(array.pointer()).isEqualTo("/a~1b");
        assertThat(text.pointer()).isEqualTo("/a~1b/1/~0");
        assertThat(text.location()).hasToString("file.json:3:11");
        assertThat(root.members().get(0).location()).hasToString("file.json:2:3");
    }

    @Test
    void aTagMayStandForAnObjectOfOneKey() {
        Node root = DocumentReader.yaml(
                "file.yaml", "a: !Ref b\nc: !Join [ !Ref d ]\ne: !!str 1\nf: !other g\n", "MF001", tag -> switch (tag) {
                    case "Ref", "Join" -> tag;
                    default -> "";
                });

        assertThat(root.toJson())
                .isEqualTo("{\"a\":{\"Ref\":\"b\"},\"c\":{\"Join\":[{\"Ref\":\"d\"}]},\"e\":\"1\",\"f\":\"g\"}");
        ObjectNode tagged = (ObjectNode) ((ObjectNode) root).get("a").orElseThrow();
        assertThat(tagged.location()).hasToString("file.yaml:1:4");
        assertThat(tagged.get("Ref").orElseThrow().pointer()).isEqualTo("/a/Ref");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\": 1,}|1:9",
                "{\"a\": 1} x|1:10",
                "{\"a\": 1 // why}|1:9",
                "{'a': 1}|1:2",
                "[1, 2|1:6",
                "{\"a\": 01}|1:8",
            })
    void saysWhereJsonIsNotStrict(String text, String place) {
        assertThatThrownBy(() -> json(text)).isInstanceOfSatisfying(InvalidDocumentException.class, e -> assertThat(
                        e.findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo("X1");
                    assertThat(finding.location()).hasToString("file.json:" + place);
                    assertThat(finding.message()).doesNotContain("Feature").doesNotContain("Source");
                }));
    }

    @Test
    void keepsNumbersAsTheyStand() {
        assertThat(json("[1e999999999, -0, 0.10]").toJson()).isEqualTo("[1e999999999,-0,0.10]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void refusesBottomlessNestingWithoutFailing(String open) {
        assertThatThrownBy(() -> json(open.repeat(200_000)))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessageContaining("nesting depth");
    }

    @Test
    void needsNoMemoryForThePathsOfManyValuesUnderALongKey() {
        String items = "1,".repeat(400_000) + "1";

        ObjectNode root = (ObjectNode) json("{\"" + "k".repeat(40_000) + "\": [" + items + "]}");

        List<Node> values = ((ArrayNode) root.members().get(0).value()).items();
        assertThat(values).hasSize(400_001);
        assertThat(values.get(400_000).pointer()).endsWith("k/400000").hasSize(40_008);
    }

    @Test
    void keepsKeysThatStandThereTwiceAndCountsTheLast() {
        ObjectNode root = (ObjectNode) json("{\"a\": 1, \"b\": 2, \"a\": 3}");

        assertThat(root.get("a").map(Node::toJson)).contains("3");
        assertThat(root.duplicates()).extracting(ObjectNode.Member::key).containsExactly("a");
    }

    @Test
    void skipsAByteOrderMarkAndRefusesEmptyText() {
        assertThat(json("\uFEFF[]").toJson()).isEqualTo("[]");
        assertThatThrownBy(() -> json("  \n")).hasMessageContaining("the document is empty");
    }

    @Test
    void readsYamlWithItsPlaces() {
        ObjectNode root = (ObjectNode) DocumentReader.yaml("file.yaml", "a: 1\nb:\n  - x\n", "X1");

        Node item = ((ArrayNode) root.get("b").orElseThrow()).items().get(0);
        assertThat(item.location()).hasToString("file.yaml:3:5");
        assertThat(item.pointer()).isEqualTo("/b/0");
    }

    private static Node json(String text) {
        return DocumentReader.json("file.json", text, "X1");
    }
}
