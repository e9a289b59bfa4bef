package io.dmskit.cli.language;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dmskit.cli.language.Explained.ColumnWords;
import io.dmskit.cli.language.Explained.TableWords;
import io.dmskit.mapping.Rule;
import io.dmskit.mapping.plan.LoadPlan;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** Plans as one page: nothing is fetched, tables open with the keyboard too, a phone is wide enough. Not thread-safe. */
public final class ExplainHtml {
    private final StringBuilder text = new StringBuilder(64 * 1024);

    private ExplainHtml() {}

    /** Returns the page. */
    public static String write(String title, List<Explained> explained) {
        return new ExplainHtml().page(title, explained);
    }

    private String page(String title, List<Explained> explained) {
        raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">");
        raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        raw("<title>" + escape(title) + "</title>");
        raw("<style>\n" + style() + "</style>\n</head>\n<body>\n<main>");
        element("h1", title);
        for (Explained each : explained) {
            if (explained.size() > 1) {
                element("h2", each.name());
            }
            migration(each);
        }
        return raw("</main>\n</body>\n</html>").text.toString();
    }

    private static String style() {
        try (InputStream css = Objects.requireNonNull(ExplainHtml.class.getResourceAsStream("explain.css"))) {
            return new String(css.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void migration(Explained explained) {
        element(
                "p",
                "Selected tables in load order: " + explained.tables().size() + ". Not selected: "
                        + explained.staying().size() + ".");
        explained.tables().forEach(this::table);
        if (!explained.staying().isEmpty()) {
            raw("<details class=\"staying\"><summary>Not selected ("
                    + explained.staying().size() + ")</summary><ul>");
            explained.staying().forEach(staying -> element("li", staying.why()));
            raw("</ul></details>");
        }
    }

    private void table(TableWords table) {
        raw("<details><summary>");
        element("b", table.source());
        raw("<span aria-label=\"becomes\">\u2192</span>");
        element("b", table.target());
        small(table.rows() == 0 ? "" : Explained.count(table.rows()) + " rows");
        small(table.filter().isEmpty() ? "" : "filtered");
        small(table.load());
        small(table.key().isEmpty() ? "no key" : "");
        raw("</summary><dl>");
        fact(
                "key",
                table.key().isEmpty()
                        ? "none"
                        : String.join(", ", table.key()) + (table.unique() ? " (unique index)" : ""));
        fact("filter", table.filter());
        fact("load-order", Explained.count(table.loadOrder()));
        segments(table.segments());
        for (Rule rule : table.rules()) {
            fact("rule " + rule.id(), rule.describe());
        }
        raw("</dl><div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"columns of " + escape(table.source())
                + "\"><table><thead><tr><th>column<th>type<th>becomes<th>DMS type<th>how<th>rules</tr></thead><tbody>");
        table.columns().forEach(this::column);
        raw("</tbody></table></div></details>");
    }

    private void segments(List<LoadPlan.Segment> segments) {
        if (!segments.isEmpty()) {
            raw("<dt>segments</dt><dd><details><summary>" + segments.size() + "</summary><ol>");
            segments.forEach(segment -> element("li", segment.rows()));
            raw("</ol></details></dd>");
        }
    }

    private void column(ColumnWords column) {
        raw(
                column.target().isEmpty()
                        ? "<tr class=\"gone\">"
                        : column.rules().isEmpty() ? "<tr>" : "<tr class=\"ruled\">");
        for (String cell : List.of(
                column.source().isEmpty() ? "(added)" : column.source(),
                column.sourceType(),
                column.target().isEmpty() ? "\u2013" : column.target(),
                column.targetType(),
                column.how())) {
            element("td", cell);
        }
        raw("<td>");
        column.rules().forEach(rule -> raw("<span title=\"" + escape(rule.describe()) + "\">" + rule.id() + "</span>"));
        raw("</td></tr>");
    }

    private void fact(String name, String value) {
        if (!value.isEmpty()) {
            element("dt", name);
            element("dd", value);
        }
    }

    private void small(String words) {
        if (!words.isEmpty()) {
            element("small", words);
        }
    }

    private void element(String tag, String content) {
        raw("<" + tag + ">" + escape(content) + "</" + tag + ">");
    }

    private ExplainHtml raw(String markup) {
        text.append(markup).append('\n');
        return this;
    }

    /** Escapes for content and attributes; control characters, which HTML does not know, are made visible. */
    static String escape(String raw) {
        return Paint.visible(raw)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
