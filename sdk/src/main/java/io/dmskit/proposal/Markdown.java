package io.dmskit.proposal;

import java.util.List;

/** Writes Markdown; what comes from a database cannot break out of its place. Not thread-safe. */
final class Markdown {
    private final StringBuilder text = new StringBuilder();

    void title(String words) {
        text.append("# ").append(inline(words)).append("\n\n");
    }

    void heading(String words) {
        text.append("\n## ").append(inline(words)).append("\n\n");
    }

    void paragraph(String words) {
        text.append(inline(words)).append("\n\n");
    }

    void list(List<String> items) {
        items.forEach(item -> text.append("- ").append(inline(item)).append('\n'));
    }

    void table(List<String> headings, List<List<String>> rows) {
        row(headings);
        text.append("|---".repeat(headings.size())).append("|\n");
        rows.forEach(this::row);
    }

    private void row(List<String> cells) {
        cells.forEach(cell ->
                text.append("| ").append(inline(cell).replace("|", "\\|")).append(' '));
        text.append("|\n");
    }

    void code(String language, String lines) {
        text.append("```")
                .append(language)
                .append('\n')
                .append(lines.replace("```", "` ` `"))
                .append("\n```\n");
    }

    /** One line, no markup of HTML. */
    private static String inline(String words) {
        return words.replaceAll("\\R", " ").replace("<", "&lt;");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
