package io.dmskit.cli.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.document.Finding;
import io.dmskit.document.Location;
import io.dmskit.document.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class LintLinesTest {
    @Test
    void marksThePlaceBelowItsLine() {
        assertThat(lines(Paint.PLAIN, "{\n\t\"rule-id\": \"x\"\n}", 2, 13))
                .containsExactly(
                        "a.json:2:13: error TM011: mend it",
                        "     2 |  \"rule-id\": \"x\"",
                        "       |             ^^^",
                        "1 error in 1 file");
    }

    @Test
    void showsOnlyTheNeighbourhoodInADocumentOnOneLine() {
        List<String> lines =
                lines(Paint.PLAIN, "[" + "1, ".repeat(5000) + "oops, " + "1, ".repeat(5000) + "]", 1, 15002);

        assertThat(lines.get(1))
                .hasSizeLessThan(115)
                .startsWith("     1 | \u2026")
                .contains("oops")
                .endsWith("\u2026");
        assertThat(lines.get(2).indexOf('^')).isEqualTo(lines.get(1).indexOf("oops"));
        assertThat(lines.get(2)).endsWith(" ^^^^");
    }

    @Test
    void letsNoDocumentWriteToTheTerminal() {
        assertThat(lines(Paint.PLAIN, "\u001b[2J boo", 1, 1)).noneMatch(line -> line.contains("\u001b"));
    }

    @Test
    void coloursOnATerminal() {
        assertThat(lines(new Paint(true), "x", 1, 1).get(0)).contains("\u001b[31merror TM011\u001b[0m");
    }

    private static List<String> lines(Paint paint, String text, int line, int column) {
        Finding finding = new Finding("TM011", Severity.ERROR, "", new Location("a.json", line, column), "mend it");
        LintReport report = new LintReport(List.of(new Source("a.json", text)), List.of(finding), List.of(), 0);
        return new LintLines(report, paint).lines();
    }
}
