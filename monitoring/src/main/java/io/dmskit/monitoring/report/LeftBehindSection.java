package io.dmskit.monitoring.report;

import io.dmskit.catalog.TableName;
import io.dmskit.leftbehind.LeftBehind;
import io.dmskit.leftbehind.LeftObject;
import io.dmskit.leftbehind.ObjectKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes what did not move, and what would bring it after. */
final class LeftBehindSection {
    private final Html html;
    private final LeftBehind left;

    LeftBehindSection(Html html, LeftBehind left) {
        this.html = html;
        this.left = left;
    }

    void write() {
        html.element("h2", "What was left behind");
        left.notLooked().forEach(what -> html.element("p class=\"note\"", "Not looked at: " + what + "."));
        if (left.objects().isEmpty()) {
            if (left.notLooked().isEmpty()) {
                html.element("p", "Nothing: the target has all that the source has.");
            }
            return;
        }
        html.element(
                "p",
                "DMS moves rows, and the keys it needs for them. The source has "
                        + counted(left.objects().size()) + " that the target has not, or has otherwise.");
        urgent();
        left.byKind().forEach(this::kind);
        proposals();
    }

    private static String counted(int objects) {
        return objects == 1 ? "one thing" : objects + " things";
    }

    private void urgent() {
        if (left.urgent().isEmpty()) {
            return;
        }
        html.raw("<div class=\"urgent\">")
                .element("p", "Before applications write to the target:")
                .raw("<ul>");
        left.urgent()
                .forEach(one -> html.element(
                        "li",
                        where(one) + ": " + one.onSource() + " on the source, " + one.onTarget() + " on the target"
                                + one.remark().map(words -> "; " + words).orElse("")));
        html.raw("</ul></div>");
    }

    private static String where(LeftObject one) {
        return one.target().map(table -> table + "." + one.name()).orElse(one.name());
    }

    private void kind(ObjectKind kind, List<LeftObject> objects) {
        html.raw("<details>")
                .element("summary", plural(kind, objects.size()) + ", best brought " + kind.when())
                .table(
                        List.of("name", "of", "on the source", "on the target", "to know"),
                        objects.stream().map(LeftBehindSection::row).toList())
                .raw("</details>");
    }

    private static String plural(ObjectKind kind, int number) {
        String many = kind == ObjectKind.INDEX ? "indexes" : kind + "s";
        return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? kind : many);
    }

    private static List<String> row(LeftObject one) {
        String table = one.source().map(TableName::toString).orElse("");
        String landed = one.target().map(TableName::toString).orElse("");
        return List.of(
                one.name(),
                table.equals(landed) ? table : table + " → " + landed,
                one.onSource(),
                one.onTarget(),
                one.remark().orElse(""));
    }

    private void proposals() {
        List<LeftObject> proposed = left.objects().stream()
                .filter(one -> one.proposal().isPresent())
                .toList();
        if (proposed.isEmpty()) {
            return;
        }
        StringBuilder script = new StringBuilder("-- A proposal, to be read before it is run. Nobody has run it.\n");
        proposed.stream()
                .collect(Collectors.groupingBy(LeftObject::kind, LinkedHashMap::new, Collectors.toList()))
                .forEach((kind, objects) -> {
                    script.append("\n-- ")
                            .append(kind)
                            .append(": ")
                            .append(kind.when())
                            .append('\n');
                    objects.forEach(
                            one -> script.append(one.proposal().orElseThrow()).append('\n'));
                });
        html.raw("<details>")
                .element("summary", "Proposed statements for the target, " + proposed.size() + " of them")
                .element("pre", script.toString())
                .raw("</details>");
    }
}
