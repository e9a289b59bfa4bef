package io.dmskit.mapping.fluent;

import io.dmskit.mapping.Extras;
import io.dmskit.mapping.MappingParameters;
import io.dmskit.mapping.MappingParameters.Attribute;
import io.dmskit.mapping.MappingParameters.KeyType;
import io.dmskit.mapping.NamePattern;
import io.dmskit.mapping.ObjectMappingRule;
import io.dmskit.mapping.Rule;
import io.dmskit.mapping.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the rows of one table become on Kafka, Kinesis or DynamoDB.
 *
 * @param mapping its rule
 */
public record RecordMapping(ObjectMappingRule mapping) implements Statement {
    private static final MappingParameters NOTHING = new MappingParameters(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.empty());

    static RecordMapping of(String schema, String table, ObjectMappingRule.Action action) {
        return new RecordMapping(new ObjectMappingRule(
                NewRules.ID,
                NewRules.NAME,
                action,
                new NamePattern(schema, false),
                new NamePattern(table, false),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Extras.NONE));
    }

    /** Writes into this table of DynamoDB. */
    public RecordMapping toTable(String name) {
        return with(Optional.of(name), mapping.topic(), mapping.parameters());
    }

    /** Writes into this topic of Kafka instead of the endpoint's; needs engine version 3.4.6. */
    public RecordMapping toTopic(String name) {
        return with(mapping.targetTable(), Optional.of(name), mapping.parameters());
    }

    /** Takes schema and table for the partition key. */
    public RecordMapping keyedBySchemaAndTable() {
        return keyed(KeyType.SCHEMA_TABLE, Optional.empty());
    }

    /** Takes the transaction for the partition key. */
    public RecordMapping keyedByTransaction() {
        return keyed(KeyType.TRANSACTION_ID, Optional.empty());
    }

    /** Takes the primary key for the partition key. */
    public RecordMapping keyedByPrimaryKey() {
        return keyed(KeyType.PRIMARY_KEY, Optional.empty());
    }

    /** Takes one partition key for all rows. */
    public RecordMapping keyedByConstant() {
        return keyed(KeyType.CONSTANT, Optional.empty());
    }

    /** Takes an attribute for the partition key. */
    public RecordMapping keyedBy(String attribute) {
        return keyed(KeyType.ATTRIBUTE_NAME, Optional.of(attribute));
    }

    /** Names the attribute that is DynamoDB's partition key. */
    public RecordMapping partitionKey(String attribute) {
        MappingParameters now = parameters();
        return with(new MappingParameters(
                now.partitionKeyType(),
                Optional.of(attribute),
                now.sortKeyName(),
                now.partitionKey(),
                now.excludeColumns(),
                now.attributes(),
                now.condition()));
    }

    /** Names the attribute that is DynamoDB's sort key. */
    public RecordMapping sortKey(String attribute) {
        MappingParameters now = parameters();
        return with(new MappingParameters(
                now.partitionKeyType(),
                now.partitionKeyName(),
                Optional.of(attribute),
                now.partitionKey(),
                now.excludeColumns(),
                now.attributes(),
                now.condition()));
    }

    /** Does not copy these columns as they are. */
    public RecordMapping excludeColumns(String... columns) {
        MappingParameters now = parameters();
        return with(new MappingParameters(
                now.partitionKeyType(),
                now.partitionKeyName(),
                now.sortKeyName(),
                now.partitionKey(),
                List.of(columns),
                now.attributes(),
                now.condition()));
    }

    /** Adds an attribute made of columns, such as <code>${LastName}, ${FirstName}</code>. */
    public RecordMapping attribute(String name, String template) {
        return attribute(new Attribute(name, template));
    }

    /** Adds an attribute. */
    public RecordMapping attribute(Attribute attribute) {
        MappingParameters now = parameters();
        List<Attribute> more = new ArrayList<>(now.attributes());
        more.add(attribute);
        return with(new MappingParameters(
                now.partitionKeyType(),
                now.partitionKeyName(),
                now.sortKeyName(),
                now.partitionKey(),
                now.excludeColumns(),
                more,
                now.condition()));
    }

    /** Overwrites an item of DynamoDB only where this holds. */
    public RecordMapping onlyIf(MappingParameters.Condition condition) {
        MappingParameters now = parameters();
        return with(new MappingParameters(
                now.partitionKeyType(),
                now.partitionKeyName(),
                now.sortKeyName(),
                now.partitionKey(),
                now.excludeColumns(),
                now.attributes(),
                Optional.of(condition)));
    }

    private RecordMapping keyed(KeyType type, Optional<String> name) {
        MappingParameters now = parameters();
        return with(new MappingParameters(
                Optional.of(type),
                name,
                now.sortKeyName(),
                now.partitionKey(),
                now.excludeColumns(),
                now.attributes(),
                now.condition()));
    }

    private MappingParameters parameters() {
        return mapping.parameters().orElse(NOTHING);
    }

    private RecordMapping with(MappingParameters parameters) {
        return with(mapping.targetTable(), mapping.topic(), Optional.of(parameters));
    }

    private RecordMapping with(Optional<String> table, Optional<String> topic, Optional<MappingParameters> parameters) {
        return new RecordMapping(new ObjectMappingRule(
                mapping.id(),
                mapping.name(),
                mapping.action(),
                mapping.schema(),
                mapping.table(),
                table,
                topic,
                mapping.partitionKey(),
                parameters,
                mapping.extras()));
    }

    @Override
    public List<Rule> rules() {
        return List.of(mapping);
    }
}
