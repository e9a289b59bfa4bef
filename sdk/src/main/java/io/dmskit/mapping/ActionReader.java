package io.dmskit.mapping;

import io.dmskit.document.NearestWord;
import io.dmskit.mapping.expression.Expression;
import io.dmskit.mapping.expression.ExpressionException;
import io.dmskit.mapping.expression.ExpressionFunctions;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what a transformation rule does: its action with value, old-value, expression, type and key. */
final class ActionReader {
    private static final Words<Transformation.BeforeImages> BEFORE_IMAGES =
            new Words<>(Transformation.BeforeImages.values(), Transformation.BeforeImages::word);

    private final Fields fields;

    ActionReader(Fields fields) {
        this.fields = fields;
    }

    /** Returns the action; nothing if a part is missing or wrong. */
    Optional<Transformation> read(String action) {
        if (!action.equals("add-column") && !action.equals("rename") && fields.has("expression")) {
            fields.findings().warning("TM066", fields.at("expression"), action + " does not use an expression");
        }
        return switch (action) {
            case "rename" -> rename();
            case "convert-lowercase" -> Optional.of(new Transformation.ConvertLowercase());
            case "convert-uppercase" -> Optional.of(new Transformation.ConvertUppercase());
            case "add-prefix" -> value(action).map(Transformation.AddPrefix::new);
            case "add-suffix" -> value(action).map(Transformation.AddSuffix::new);
            case "remove-prefix" -> value(action).map(Transformation.RemovePrefix::new);
            case "remove-suffix" -> value(action).map(Transformation.RemoveSuffix::new);
            case "replace-prefix", "replace-suffix" -> replace(action);
            case "add-column" -> addColumn();
            case "remove-column" -> Optional.of(new Transformation.RemoveColumn());
            case "include-column" -> Optional.of(new Transformation.IncludeColumn());
            case "change-data-type" -> DataTypeReader.read(fields).map(Transformation.ChangeDataType::new);
            case "define-primary-key" -> primaryKey();
            case "data-masking-digits-mask" -> digitsMask();
            case "data-masking-digits-randomize" -> Optional.of(new Transformation.DigitsRandomize());
            case "data-masking-hash-mask" -> Optional.of(new Transformation.HashMask());
            default -> beforeImage();
        };
    }

    private Optional<String> value(String action) {
        Optional<String> value = fields.word("value");
        if (value.isEmpty()) {
            fields.findings().error("TM042", fields.at("value"), action + " needs value");
        }
        return value;
    }

    private Optional<Transformation> rename() {
        if (!fields.has("value") && fields.has("expression")) {
            return expression().map(Transformation.RenameByExpression::new);
        }
        if (fields.has("expression")) {
            fields.findings()
                    .warning("TM066", fields.at("expression"), "rename has a value: the expression is not used");
        }
        return value("rename").map(Transformation.Rename::new);
    }

    /** The new text may be empty: then the old one is taken away. */
    private Optional<Transformation> replace(String action) {
        Optional<String> value = fields.text("value");
        Optional<String> old = fields.word("old-value");
        if (value.isEmpty()) {
            fields.findings().error("TM042", fields.at("value"), action + " needs value");
        }
        if (old.isEmpty()) {
            fields.findings()
                    .error("TM043", fields.at("old-value"), action + " needs old-value, the text to be replaced");
        }
        if (value.isEmpty() || old.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                action.equals("replace-prefix")
                        ? new Transformation.ReplacePrefix(old.get(), value.get())
                        : new Transformation.ReplaceSuffix(old.get(), value.get()));
    }

    private Optional<Transformation> addColumn() {
        Optional<String> column = value("add-column");
        Optional<DataType> type = DataTypeReader.read(fields);
        Optional<Expression> expression = fields.has("expression") ? expression() : Optional.of(Expression.NULL);
        if (column.isEmpty() || type.isEmpty() || expression.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Transformation.AddColumn(column.get(), expression.get(), type.get()));
    }

    private Optional<Expression> expression() {
        try {
            Optional<Expression> expression = fields.text("expression").map(Expression::parse);
            expression.ifPresent(found -> found.functions().stream()
                    .filter(function -> !ExpressionFunctions.documented(function))
                    .forEach(function -> fields.findings()
                            .warning(
                                    "TM061",
                                    fields.at("expression"),
                                    "function " + function + " is SQLite's, but the DMS guide does not name it")));
            return expression;
        } catch (ExpressionException e) {
            fields.findings().error(e.code(), fields.at("expression"), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<Transformation> primaryKey() {
        Optional<Fields> key = fields.object("primary-key-def");
        if (key.isEmpty()) {
            fields.findings()
                    .error("TM048", fields.node(), "define-primary-key needs primary-key-def with name and columns");
            return Optional.empty();
        }
        key.get().allowOnly("primary-key-def", Set.of("name", "origin", "columns"));
        Optional<String> name = key.get().word("name");
        List<String> columns = key.get().texts("columns");
        String origin = key.get().word("origin").orElse("primary-key");
        List<String> origins = List.of("primary-key", "unique-index");
        if (name.isEmpty() || columns.isEmpty()) {
            fields.findings()
                    .error("TM048", key.get().node(), "primary-key-def needs a name and at least one of columns");
        }
        if (!origins.contains(origin)) {
            fields.findings()
                    .error(
                            "TM048",
                            key.get().at("origin"),
                            "origin is \"" + origin + "\"" + NearestWord.hint(origin, origins));
        }
        return name.filter(found -> !columns.isEmpty())
                .map(found -> new Transformation.DefinePrimaryKey(found, columns, origin.equals("unique-index")));
    }

    private Optional<Transformation> digitsMask() {
        Optional<String> value = fields.text("value");
        if (value.isPresent() && value.get().matches("[!-~]")) {
            return Optional.of(new Transformation.DigitsMask(value.get().charAt(0)));
        }
        fields.findings()
                .error(
                        "TM051",
                        fields.at("value"),
                        "data-masking-digits-mask needs one printable ASCII character as value, such as \"#\"");
        return Optional.empty();
    }

    private Optional<Transformation> beforeImage() {
        Optional<Fields> definition = fields.object("before-image-def");
        if (definition.isEmpty()) {
            fields.findings().error("TM049", fields.node(), "add-before-image-columns needs before-image-def");
            return Optional.empty();
        }
        definition.get().allowOnly("before-image-def", Set.of("column-prefix", "column-suffix", "column-filter"));
        String prefix = definition.get().text("column-prefix").orElse(Transformation.AddBeforeImageColumns.PREFIX);
        String suffix = definition.get().text("column-suffix").orElse("");
        if (prefix.isBlank() && suffix.isBlank()) {
            fields.findings().error("TM049", definition.get().node(), "column-prefix and column-suffix are both empty");
            return Optional.empty();
        }
        String word = definition.get().word("column-filter").orElse("pk-only");
        Optional<Transformation.BeforeImages> columns = BEFORE_IMAGES.of(word);
        if (columns.isEmpty()) {
            fields.findings()
                    .error(
                            "TM049",
                            definition.get().at("column-filter"),
                            "column-filter is \"" + word + "\"" + NearestWord.hint(word, BEFORE_IMAGES.all()));
        }
        return columns.map(found -> new Transformation.AddBeforeImageColumns(prefix, suffix, found));
    }
}
