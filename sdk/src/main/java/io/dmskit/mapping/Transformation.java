package io.dmskit.mapping;

import io.dmskit.mapping.expression.Expression;
import java.util.List;
import java.util.Locale;

/**
 * What a transformation rule does.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TableMapping.SelectionTransformation.Transformations.html">Transformation
 *     rules and actions</a>
 */
public sealed interface Transformation {
    /** Returns the rule-action. */
    String word();

    /** Returns whether DMS lets the action change such an object. */
    default boolean fits(TransformationRule.Target target) {
        return switch (target) {
            case SCHEMA, TABLE_TABLESPACE, INDEX_TABLESPACE -> this instanceof Renaming;
            case TABLE -> this instanceof TableAction;
            case COLUMN -> this instanceof ColumnAction;
        };
    }

    /** Returns a short phrase about {@code object}. */
    default String describe(String object) {
        return word() + " " + object;
    }

    /** An action that can change a table. */
    sealed interface TableAction extends Transformation {}

    /** An action that can change a column. */
    sealed interface ColumnAction extends Transformation {}

    /** An action that gives a schema, table, column or tablespace another name. */
    sealed interface Renaming extends TableAction, ColumnAction {}

    /** An action whose new name follows from the old one alone. */
    sealed interface NameChange extends Renaming {
        /** Returns the new name of an object called {@code name}; the same where the action does not fit it. */
        String apply(String name);
    }

    /** rename. */
    record Rename(String value) implements NameChange {
        /** Checks the name. */
        public Rename {
            Checks.filled("value of rename", value);
        }

        @Override
        public String word() {
            return "rename";
        }

        @Override
        public String apply(String name) {
            return value;
        }

        @Override
        public String describe(String object) {
            return "rename " + object + " to \"" + value + "\"";
        }
    }

    /** convert-lowercase. */
    record ConvertLowercase() implements NameChange {
        @Override
        public String word() {
            return "convert-lowercase";
        }

        @Override
        public String apply(String name) {
            return name.toLowerCase(Locale.ROOT);
        }
    }

    /** convert-uppercase. */
    record ConvertUppercase() implements NameChange {
        @Override
        public String word() {
            return "convert-uppercase";
        }

        @Override
        public String apply(String name) {
            return name.toUpperCase(Locale.ROOT);
        }
    }

    /** add-prefix. */
    record AddPrefix(String value) implements NameChange {
        /** Checks that there is something to add. */
        public AddPrefix {
            Checks.filled("value of add-prefix", value);
        }

        @Override
        public String word() {
            return "add-prefix";
        }

        @Override
        public String apply(String name) {
            return value + name;
        }
    }

    /** add-suffix. */
    record AddSuffix(String value) implements NameChange {
        /** Checks that there is something to add. */
        public AddSuffix {
            Checks.filled("value of add-suffix", value);
        }

        @Override
        public String word() {
            return "add-suffix";
        }

        @Override
        public String apply(String name) {
            return name + value;
        }
    }

    /** remove-prefix. */
    record RemovePrefix(String value) implements NameChange {
        /** Checks that there is something to remove. */
        public RemovePrefix {
            Checks.filled("value of remove-prefix", value);
        }

        @Override
        public String word() {
            return "remove-prefix";
        }

        @Override
        public String apply(String name) {
            return name.startsWith(value) ? name.substring(value.length()) : name;
        }
    }

    /** remove-suffix. */
    record RemoveSuffix(String value) implements NameChange {
        /** Checks that there is something to remove. */
        public RemoveSuffix {
            Checks.filled("value of remove-suffix", value);
        }

        @Override
        public String word() {
            return "remove-suffix";
        }

        @Override
        public String apply(String name) {
            return name.endsWith(value) ? name.substring(0, name.length() - value.length()) : name;
        }
    }

    /** replace-prefix. */
    record ReplacePrefix(String oldValue, String value) implements NameChange {
        /** Checks that there is something to replace. */
        public ReplacePrefix {
            Checks.filled("old-value of replace-prefix", oldValue);
        }

        @Override
        public String word() {
            return "replace-prefix";
        }

        @Override
        public String apply(String name) {
            return name.startsWith(oldValue) ? value + name.substring(oldValue.length()) : name;
        }
    }

    /** replace-suffix. */
    record ReplaceSuffix(String oldValue, String value) implements NameChange {
        /** Checks that there is something to replace. */
        public ReplaceSuffix {
            Checks.filled("old-value of replace-suffix", oldValue);
        }

        @Override
        public String word() {
            return "replace-suffix";
        }

        @Override
        public String apply(String name) {
            return name.endsWith(oldValue) ? name.substring(0, name.length() - oldValue.length()) + value : name;
        }
    }

    /**
     * rename with an expression in place of a value.
     *
     * @param expression the new name
     */
    record RenameByExpression(Expression expression) implements Renaming {
        @Override
        public String word() {
            return "rename";
        }

        @Override
        public String describe(String object) {
            return "rename " + object + " to what " + expression.text() + " gives";
        }
    }

    /**
     * add-column: a new target column.
     *
     * @param column its name on the target
     * @param expression its value; {@link Expression#NULL} when the rule has none
     * @param type its type
     */
    record AddColumn(String column, Expression expression, DataType type) implements ColumnAction {
        /** Checks the name. */
        public AddColumn {
            Checks.filled("value of add-column", column);
        }

        @Override
        public String word() {
            return "add-column";
        }

        @Override
        public String describe(String object) {
            return "add-column \"" + column + "\"";
        }
    }

    /** remove-column. */
    record RemoveColumn() implements ColumnAction {
        @Override
        public String word() {
            return "remove-column";
        }
    }

    /** include-column: the table keeps only the columns that such a rule names. */
    record IncludeColumn() implements ColumnAction {
        @Override
        public String word() {
            return "include-column";
        }
    }

    /** change-data-type. */
    record ChangeDataType(DataType type) implements ColumnAction {
        @Override
        public String word() {
            return "change-data-type";
        }
    }

    /**
     * define-primary-key.
     *
     * @param name name of the key on the target
     * @param columns target columns in key order
     * @param uniqueIndex whether a unique index is made instead of a primary key
     */
    record DefinePrimaryKey(String name, List<String> columns, boolean uniqueIndex) implements TableAction {
        /** Copies the list and checks that there is a name and a column. */
        public DefinePrimaryKey {
            columns = List.copyOf(columns);
            Checks.filled("name of primary-key-def", name);
            Checks.require(!columns.isEmpty(), "primary-key-def " + name + " needs columns");
        }

        @Override
        public String word() {
            return "define-primary-key";
        }
    }

    /**
     * add-before-image-columns: beside each column one that holds the value before a change. Only changes have one, so the task
     * must capture changes.
     *
     * @param prefix column-prefix
     * @param suffix column-suffix; not empty if the prefix is
     * @param columns column-filter
     * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Target.Kafka.html#CHAP_Target.Kafka.BeforeImage">Before images</a>
     */
    record AddBeforeImageColumns(String prefix, String suffix, BeforeImages columns) implements ColumnAction {
        /** Prefix of DMS if the rule gives none. */
        public static final String PREFIX = "BI_";

        /** Checks that the new names differ from the old ones. */
        public AddBeforeImageColumns {
            Checks.require(!prefix.isBlank() || !suffix.isBlank(), "column-prefix and column-suffix are both empty");
        }

        @Override
        public String word() {
            return "add-before-image-columns";
        }
    }

    /** Values of column-filter: which columns get a before image. */
    enum BeforeImages {
        /** Those of the primary key; DMS's default. */
        PK_ONLY,
        /** All but LOBs. */
        NON_LOB,
        ALL;

        /** Returns the word DMS uses. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * A data-masking action; may stand beside an add-column or change-data-type on the same column.
     *
     * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TableMapping.SelectionTransformation.Masking.html">Data
     *     masking</a>
     */
    sealed interface Masking extends ColumnAction {}

    /** data-masking-digits-mask: every digit becomes {@code mask}, a printable ASCII character; length stays. */
    record DigitsMask(char mask) implements Masking {
        /** Checks the character. */
        public DigitsMask {
            Checks.require(
                    mask >= '!' && mask <= '~', "mask is '" + mask + "': it must be a printable ASCII character");
        }

        @Override
        public String word() {
            return "data-masking-digits-mask";
        }
    }

    /** data-masking-digits-randomize: every digit becomes another random one; length stays. */
    record DigitsRandomize() implements Masking {
        @Override
        public String word() {
            return "data-masking-digits-randomize";
        }
    }

    /** data-masking-hash-mask: the value becomes its SHA-256 as 64 upper-case hexadecimal digits. */
    record HashMask() implements Masking {
        @Override
        public String word() {
            return "data-masking-hash-mask";
        }
    }
}
