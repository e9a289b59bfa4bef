package io.dmskit.cli.language;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Text in columns, as narrow as what is in them; a column that is empty in every row is left out.
 *
 * @param headings of the columns; one that ends in {@code #} holds numbers
 * @param rows the cells
 */
public record Grid(List<String> headings, List<List<String>> rows) {
    private static final int GAP = 2;

    /** Longer cells are cut: expressions can be pages long, and JSON has them whole. */
    private static final int WIDEST = 60;

    public List<String> lines(Paint paint) {
        List<Integer> shown = IntStream.range(0, headings.size())
                .filter(column -> rows.stream().anyMatch(row -> !row.get(column).isEmpty()))
                .boxed()
                .toList();
        List<String> lines = new ArrayList<>();
        lines.add(paint.bold(line(shown, headings.stream().map(Grid::words).toList())));
        rows.forEach(row -> lines.add(line(shown, row.stream().map(Grid::cut).toList())));
        return lines;
    }

    private String line(List<Integer> shown, List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int column : shown) {
            String cell = cells.get(column);
            String padding = " ".repeat(width(column) - length(cell));
            line.append(isNumber(column) ? padding + cell : cell + padding).append(" ".repeat(GAP));
        }
        return line.toString().stripTrailing();
    }

    private int width(int column) {
        int widest = length(words(headings.get(column)));
        for (List<String> row : rows) {
            widest = Math.max(widest, length(cut(row.get(column))));
        }
        return widest;
    }

    private boolean isNumber(int column) {
        return headings.get(column).endsWith("#");
    }

    private static String words(String heading) {
        return heading.replace("#", "");
    }

    private static String cut(String cell) {
        String visible = Paint.visible(cell);
        return length(visible) <= WIDEST
                ? visible
                : visible.substring(0, visible.offsetByCodePoints(0, WIDEST - 1)) + "\u2026";
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
