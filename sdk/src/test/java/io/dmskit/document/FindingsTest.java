package io.dmskit.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FindingsTest {
    private static final ArrayNode ROOT = (ArrayNode) DocumentReader.json("f", "[1,\n2,\n3]", "X");

    @Test
    void areInTheOrderOfTheDocument() {
        Findings findings = new Findings();
        findings.warning("B", ROOT.items().get(2), "last");
        findings.error("A", ROOT.items().get(0), "first");

        assertThat(findings.inDocumentOrder()).extracting(Finding::message).containsExactly("first", "last");
        assertThat(findings.errors()).isEqualTo(1);
    }

    @Test
    void countWhatIsAlike() {
        Findings findings = new Findings(1);
        for (Node item : ROOT.items()) {
            findings.error("A", item, "bad " + item.toJson());
            findings.info("A", item, "note");
        }

        assertThat(findings.inDocumentOrder())
                .extracting(Finding::message)
                .containsExactly("bad 1", "note", "bad 2; and 1 more like it", "note; and 1 more like it");
        assertThat(findings.errors()).isEqualTo(3);
    }
}
