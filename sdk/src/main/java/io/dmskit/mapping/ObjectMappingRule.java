package io.dmskit.mapping;

import java.util.Locale;
import java.util.Optional;

/**
 * Says how rows become records of Kinesis or Kafka, or items of DynamoDB.
 *
 * @param id rule-id
 * @param name rule-name
 * @param action map-record-to-record or map-record-to-document
 * @param schema schema-name of the locator
 * @param table table-name of the locator
 * @param targetTable target-table-name: the DynamoDB table
 * @param topic kafka-target-topic, instead of the endpoint's
 * @param partitionKey value of a partition-key that stands in the rule itself, as older samples for Kafka have it
 * @param parameters mapping-parameters, if given
 * @param extras what the document says beyond
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Target.Kafka.html#CHAP_Target.Kafka.ObjectMapping">Object mapping
 *     to Kafka</a>
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Target.DynamoDB.html#CHAP_Target.DynamoDB.ObjectMapping">Object mapping
 *     to DynamoDB</a>
 */
public record ObjectMappingRule(
        long id,
        String name,
        Action action,
        NamePattern schema,
        NamePattern table,
        Optional<String> targetTable,
        Optional<String> topic,
        Optional<String> partitionKey,
        Optional<MappingParameters> parameters,
        Extras extras)
        implements Rule {
    /** Values of rule-action. */
    public enum Action {
        /** One attribute per column. */
        MAP_RECORD_TO_RECORD,
        /** The columns that are not mapped go into one attribute, {@code _doc}. */
        MAP_RECORD_TO_DOCUMENT;

        /** Returns the word DMS uses. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Checks the names. */
    public ObjectMappingRule {
        Checks.rule(id, name);
        Checks.filled("schema-name", schema.text());
        Checks.filled("table-name", table.text());
        targetTable.ifPresent(value -> Checks.filled("target-table-name", value));
        topic.ifPresent(value -> Checks.filled("kafka-target-topic", value));
    }

    @Override
    public ObjectMappingRule numbered(long id, String name) {
        return new ObjectMappingRule(
                id, name, action, schema, table, targetTable, topic, partitionKey, parameters, extras);
    }

    @Override
    public String describe() {
        return action.word() + " " + schema + "." + table;
    }
}
