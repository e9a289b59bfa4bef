package io.dmskit.monitoring.alert;

import static io.dmskit.monitoring.alert.Conditions.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.dmskit.monitoring.judge.Condition;
import io.dmskit.monitoring.judge.ConditionKind;
import io.dmskit.monitoring.judge.ConditionSeverity;
import java.io.StringReader;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class AlertTest {
    private static final String EVIL =
            "<script>alert('&\"')</script>\n2026 forged\u0000\u001b[31m\ud800\u202Egnp\u2028x";

    @Test
    void saysWhatIsSoAndWhatToDo() {
        Alert alert = alert("behind by 400 s", Optional.of("BANKING.LEDGER"));

        assertThat(alert.title()).isEqualTo("[PAGE] table-error: bank-core BANKING.LEDGER");
        assertThat(alert.toText()).isEqualTo("""
                [PAGE] table-error: bank-core BANKING.LEDGER
                behind by 400 s
                To do: reload it
                Since 2026-11-27T11:59:00Z, seen 2026-11-27T12:00:00Z, incident i1""");
        assertThat(alert.resolved(NOON.plusSeconds(30)).toText()).isEqualTo("""
                [resolved] table-error: bank-core BANKING.LEDGER
                Was: behind by 400 s
                Since 2026-11-27T11:59:00Z, seen 2026-11-27T12:00:30Z, incident i1""");
    }

    @Test
    void comesBackFromItsJson() {
        Alert alert = alert(EVIL, Optional.of("a\"b"));

        assertThat(Alert.parse(alert.toJson())).contains(alert);
        assertThat(alert.toJson())
                .startsWith("{\"version\":1,\"id\":\"i1-3\",\"incident\":\"i1\",\"number\":3,\"change\":\"worsened\"")
                .doesNotContain("\n");
        assertThat(Alert.parse("{\"version\":2}")).isEmpty();
        assertThat(Alert.parse("{\"version\":1}")).isEmpty();
        assertThat(Alert.parse("no")).isEmpty();
    }

    @Test
    void isOneLineWhateverIsInIt() {
        assertThat(alert(EVIL, Optional.of("a\nb")).toLine())
                .doesNotContain("\n", "\r", "\u2028", "\u0000", "\u001b", "\u202E")
                .contains("alert('&\"')", "/ 2026 forged", "a / b", "(to do: reload it)", "incident=i1");
        assertThat(alert("x", Optional.of("a\nb")).title()).doesNotContain("\n");
    }

    @Test
    void isWellFormedHtmlInWhichEverythingFromOutsideIsText() throws Exception {
        String html = alert(EVIL, Optional.of("</article>")).toHtml();

        Element article = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(html)))
                .getDocumentElement();
        assertThat(article.getTagName()).isEqualTo("article");
        assertThat(article.getAttribute("class")).isEqualTo("alert page worsened");
        assertThat(article.getElementsByTagName("script").getLength()).isZero();
        assertThat(article.getTextContent())
                .contains("<script>alert('&\"')</script>", "</article>", "To do: reload it");
    }

    @Test
    void isCutWhereNobodyReadsOn() {
        assertThat(alert("\ud83d\ude00".repeat(9000), Optional.empty()).text())
                .endsWith("\u2026")
                .hasSize(16001);
        assertThat(PlainText.cut("a\ud83d\ude00bc", 3)).isEqualTo("a\u2026");
        assertThat(PlainText.cut("abc", 3)).isEqualTo("abc");
    }

    @Test
    void aTestOpensAndIsOverAtOnce() {
        assertThat(Alert.test("t1", NOON))
                .extracting(Alert::id, Alert::title)
                .containsExactly(tuple("t1-1", "[INFO] test: dmskit"), tuple("t1-2", "[resolved] test: dmskit"));
    }

    private static Alert alert(String text, Optional<String> table) {
        Condition condition = new Condition(
                ConditionKind.TABLE_ERROR,
                ConditionSeverity.PAGE,
                "arn",
                "bank-core",
                table,
                NOON.minusSeconds(60),
                text,
                "reload it",
                Optional.empty());
        return new Alert(
                Incident.of("i1", condition),
                3,
                text.startsWith("behind") ? AlertChange.OPENED : AlertChange.WORSENED,
                condition.severity(),
                NOON,
                condition.text(),
                condition.advice());
    }
}
