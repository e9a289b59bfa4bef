package io.dmskit.mapping;

import io.dmskit.mapping.expression.Expression;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes transformation rules. */
final class TransformationWriter {
    private TransformationWriter() {}

    static void write(Map<String, Object> json, TransformationRule rule) {
        json.put("rule-action", rule.action().word());
        json.put("rule-target", rule.target().word());
        json.put("object-locator", locator(rule));
        if (rule.action() instanceof Transformation.NameChange change) {
            name(json, change);
        } else {
            column(json, rule.action());
        }
    }

    private static Object locator(TransformationRule rule) {
        ObjectLocator locator = rule.locator();
        Map<String, Object> json = MappingWriter.locator(locator.schema(), locator.table());
        if (locator.target() == TransformationRule.Target.SCHEMA) {
            json.remove("table-name");
        }
        boolean made = rule.action() instanceof Transformation.AddColumn
                || rule.action() instanceof Transformation.AddBeforeImageColumns;
        if (locator.target() == TransformationRule.Target.COLUMN
                && !(made && locator.column().equals(NamePattern.ANY))) {
            json.put("column-name", locator.column().text());
        }
        locator.tablespace().ifPresent(name -> json.put(locator.target().word() + "-name", name.text()));
        locator.dataType().ifPresent(type -> json.put("data-type", type.word()));
        return json;
    }

    private static void name(Map<String, Object> json, Transformation.NameChange action) {
        if (action instanceof Transformation.Rename rename) {
            json.put("value", rename.value());
        } else if (action instanceof Transformation.AddPrefix prefix) {
            json.put("value", prefix.value());
        } else if (action instanceof Transformation.AddSuffix suffix) {
            json.put("value", suffix.value());
        } else if (action instanceof Transformation.RemovePrefix prefix) {
            json.put("value", prefix.value());
        } else if (action instanceof Transformation.RemoveSuffix suffix) {
            json.put("value", suffix.value());
        } else if (action instanceof Transformation.ReplacePrefix prefix) {
            json.put("value", prefix.value());
            json.put("old-value", prefix.oldValue());
        } else if (action instanceof Transformation.ReplaceSuffix suffix) {
            json.put("value", suffix.value());
            json.put("old-value", suffix.oldValue());
        }
    }

    private static void column(Map<String, Object> json, Transformation action) {
        if (action instanceof Transformation.RenameByExpression rename) {
            json.put("expression", rename.expression().text());
        } else if (action instanceof Transformation.AddColumn added) {
            json.put("value", added.column());
            if (!added.expression().equals(Expression.NULL)) {
                json.put("expression", added.expression().text());
            }
            json.put("data-type", dataType(added.type()));
        } else if (action instanceof Transformation.ChangeDataType change) {
            json.put("data-type", dataType(change.type()));
        } else if (action instanceof Transformation.DefinePrimaryKey key) {
            json.put("primary-key-def", primaryKey(key));
        } else if (action instanceof Transformation.AddBeforeImageColumns images) {
            json.put("before-image-def", beforeImages(images));
        } else if (action instanceof Transformation.DigitsMask mask) {
            json.put("value", String.valueOf(mask.mask()));
        }
    }

    private static Object dataType(DataType type) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", type.name().word());
        type.length().ifPresent(length -> json.put("length", length));
        type.precision().ifPresent(precision -> json.put("precision", precision));
        type.scale().ifPresent(scale -> json.put("scale", scale));
        return json;
    }

    private static Object primaryKey(Transformation.DefinePrimaryKey key) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", key.name());
        if (key.uniqueIndex()) {
            json.put("origin", "unique-index");
        }
        json.put("columns", key.columns());
        return json;
    }

    private static Object beforeImages(Transformation.AddBeforeImageColumns images) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("column-prefix", images.prefix());
        json.put("column-suffix", images.suffix());
        json.put("column-filter", images.columns().word());
        return json;
    }
}
