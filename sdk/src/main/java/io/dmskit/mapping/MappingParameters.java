package io.dmskit.mapping;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What an object mapping makes of a row.
 *
 * @param partitionKeyType partition-key-type, if given
 * @param partitionKeyName partition-key-name: the attribute that is the key; needed by type attribute-name
 * @param sortKeyName sort-key-name; DynamoDB only
 * @param partitionKey value of partition-key: one constant key for all rows, as older samples have it
 * @param excludeColumns exclude-columns: columns that are not copied as they are
 * @param attributes attribute-mappings
 * @param condition condition-expression; DynamoDB only
 */
public record MappingParameters(
        Optional<KeyType> partitionKeyType,
        Optional<String> partitionKeyName,
        Optional<String> sortKeyName,
        Optional<String> partitionKey,
        List<String> excludeColumns,
        List<Attribute> attributes,
        Optional<Condition> condition) {
    /** Values of partition-key-type. */
    public enum KeyType {
        SCHEMA_TABLE,
        TRANSACTION_ID,
        PRIMARY_KEY,
        CONSTANT,
        ATTRIBUTE_NAME;

        /** Returns the word DMS uses. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * Copies the lists and checks that the key has a name where its type asks for one.
     *
     * @throws IllegalArgumentException if it has not
     */
    public MappingParameters {
        excludeColumns = List.copyOf(excludeColumns);
        attributes = List.copyOf(attributes);
        partitionKeyName.ifPresent(value -> Checks.filled("partition-key-name", value));
        sortKeyName.ifPresent(value -> Checks.filled("sort-key-name", value));
        Checks.require(
                !partitionKeyType.equals(Optional.of(KeyType.ATTRIBUTE_NAME)) || partitionKeyName.isPresent(),
                "partition-key-type attribute-name needs partition-key-name");
    }

    /**
     * One of attribute-mappings.
     *
     * @param target target-attribute-name
     * @param type attribute-type: scalar or document
     * @param subType attribute-sub-type: string, json, dynamodb-map, dynamodb-list and others that the guide shows without a list
     * @param value a text such as <code>${LastName}, ${FirstName}</code>, or an object
     * @param olderKey whether the name stands under attribute-name, as one older sample of AWS has it
     */
    public record Attribute(
            String target, Optional<String> type, Optional<String> subType, JsonValue value, boolean olderKey) {
        /** Checks the name. */
        public Attribute {
            Checks.filled("target-attribute-name", target);
        }

        /** A scalar text, made of columns. */
        public Attribute(String target, String template) {
            this(target, Optional.of("scalar"), Optional.of("string"), JsonValue.text(template), false);
        }
    }

    /**
     * A condition that an item on the target must meet to be overwritten.
     *
     * @param expression expression
     * @param values expression-attribute-values
     * @param names expression-attribute-names, as the document has it
     * @param duringCdc apply-during-cdc; false if not given
     * @param duringFullLoad apply-during-full-load; true if not given
     */
    public record Condition(
            String expression,
            List<Value> values,
            Optional<JsonValue> names,
            Optional<Boolean> duringCdc,
            Optional<Boolean> duringFullLoad) {
        /** Copies the list and checks the expression. */
        public Condition {
            values = List.copyOf(values);
            Checks.filled("expression", expression);
        }
    }

    /**
     * One of expression-attribute-values.
     *
     * @param name name in the expression
     * @param value its value
     */
    public record Value(String name, JsonValue value) {
        /** Checks the name. */
        public Value {
            Checks.filled("name", name);
        }
    }
}
