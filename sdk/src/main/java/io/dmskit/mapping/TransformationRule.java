package io.dmskit.mapping;

import java.util.Optional;

/**
 * Changes a schema, table or column on its way to the target. Locators name source objects.
 *
 * @param id rule-id
 * @param name rule-name
 * @param target rule-target
 * @param schema schema-name of the locator
 * @param table table-name of the locator; {@code %} for schema rules
 * @param column column-name of the locator; {@code %} where the action has none
 * @param dataType data-type of the locator: only columns of this DMS type match
 * @param action what happens
 */
public record TransformationRule(
        long id,
        String name,
        Target target,
        NamePattern schema,
        NamePattern table,
        NamePattern column,
        Optional<DataType.Name> dataType,
        Transformation action)
        implements Rule {
    /** Values of rule-target that a relational source and target other than Oracle have. */
    public enum Target {
        SCHEMA,
        TABLE,
        COLUMN
    }

    @Override
    public String describe() {
        String object =
                switch (target) {
                    case SCHEMA -> "schema " + schema;
                    case TABLE -> "table " + schema + "." + table;
                    case COLUMN -> "column " + schema + "." + table + "." + column;
                };
        return action.describe(object);
    }
}
