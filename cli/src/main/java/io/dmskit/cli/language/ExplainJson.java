package io.dmskit.cli.language;

import io.dmskit.cli.language.Explained.ColumnWords;
import io.dmskit.cli.language.Explained.TableWords;
import io.dmskit.document.JsonText;
import io.dmskit.mapping.Rule;
import io.dmskit.mapping.plan.LoadPlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plans for programs. */
public final class ExplainJson {
    private ExplainJson() {}

    /** Returns one document: {@code migrations}, each with {@code tables} and {@code notSelected}. */
    public static String write(List<Explained> explained) {
        return JsonText.pretty(Map.of(
                "migrations", explained.stream().map(ExplainJson::migration).toList()));
    }

    private static Map<String, Object> migration(Explained explained) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", explained.name());
        json.put("tables", explained.tables().stream().map(ExplainJson::table).toList());
        json.put(
                "notSelected",
                explained.staying().stream()
                        .map(staying -> {
                            Map<String, Object> left = new LinkedHashMap<>();
                            left.put("source", staying.name());
                            left.put("why", staying.why());
                            return left;
                        })
                        .toList());
        return json;
    }

    private static Map<String, @Nullable Object> table(TableWords table) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("source", table.source());
        json.put("target", table.target());
        json.put("rows", table.rows());
        json.put("bytes", table.bytes());
        json.put("key", table.key());
        json.put("keyIsUniqueIndex", table.unique());
        json.put("filter", absent(table.filter()));
        json.put("loadOrder", table.loadOrder());
        json.put("load", absent(table.load()));
        json.put("segments", table.segments().stream().map(ExplainJson::segment).toList());
        json.put("rules", rules(table.rules()));
        json.put("columns", table.columns().stream().map(ExplainJson::column).toList());
        return json;
    }

    private static Map<String, Object> segment(LoadPlan.Segment segment) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", segment.name());
        json.put("rows", segment.rows());
        return json;
    }

    private static Map<String, @Nullable Object> column(ColumnWords column) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("source", absent(column.source()));
        json.put("sourceType", absent(column.sourceType()));
        json.put("target", absent(column.target()));
        json.put("targetType", absent(column.targetType()));
        json.put("how", column.how());
        json.put("rules", rules(column.rules()));
        return json;
    }

    private static List<Map<String, Object>> rules(List<Rule> rules) {
        return rules.stream()
                .map(rule -> {
                    Map<String, Object> json = new LinkedHashMap<>();
                    json.put("id", rule.id());
                    json.put("name", rule.name());
                    json.put("says", rule.describe());
                    return json;
                })
                .toList();
    }

    private static @Nullable String absent(String text) {
        return text.isEmpty() ? null : text;
    }
}
