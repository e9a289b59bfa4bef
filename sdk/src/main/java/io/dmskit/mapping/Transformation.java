package io.dmskit.mapping;

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

    /** Returns a short phrase about {@code object}. */
    default String describe(String object) {
        return word() + " " + object;
    }

    /** An action that gives a schema, table or column another name. */
    sealed interface NameChange extends Transformation {
        /** Returns the new name of an object called {@code name}; the same where the action does not fit it. */
        String apply(String name);
    }

    /** rename. */
    record Rename(String value) implements NameChange {
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
     * add-column: a new target column.
     *
     * @param column its name on the target
     * @param expression its value; {@link Expression#NULL} when the rule has none
     * @param type its type
     */
    record AddColumn(String column, Expression expression, DataType type) implements Transformation {
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
    record RemoveColumn() implements Transformation {
        @Override
        public String word() {
            return "remove-column";
        }
    }

    /** include-column: the table keeps only the columns that such a rule names. */
    record IncludeColumn() implements Transformation {
        @Override
        public String word() {
            return "include-column";
        }
    }

    /** change-data-type. */
    record ChangeDataType(DataType type) implements Transformation {
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
    record DefinePrimaryKey(String name, List<String> columns, boolean uniqueIndex) implements Transformation {
        /** Copies the list. */
        public DefinePrimaryKey {
            columns = List.copyOf(columns);
        }

        @Override
        public String word() {
            return "define-primary-key";
        }
    }

    /**
     * A data-masking action; may stand beside an add-column or change-data-type on the same column.
     *
     * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TableMapping.SelectionTransformation.Masking.html">Data
     *     masking</a>
     */
    sealed interface Masking extends Transformation {}

    /** data-masking-digits-mask: every digit becomes {@code mask}, a printable ASCII character; length stays. */
    record DigitsMask(char mask) implements Masking {
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
