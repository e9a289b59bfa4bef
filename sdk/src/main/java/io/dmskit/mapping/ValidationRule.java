package io.dmskit.mapping;

/**
 * Compares a column by functions of one's own instead of by its values (override-validation-function). Has no effect on a column
 * of the primary key, and without validation.
 *
 * @param id rule-id
 * @param name rule-name
 * @param schema schema-name of the locator
 * @param table table-name of the locator
 * @param column column-name of the locator
 * @param sourceFunction SQL of the source, with <code>${column-name}</code> for the column
 * @param targetFunction SQL of the target, likewise
 * @param extras what the document says beyond
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Validating.html">Data validation</a>
 */
public record ValidationRule(
        long id,
        String name,
        NamePattern schema,
        NamePattern table,
        NamePattern column,
        String sourceFunction,
        String targetFunction,
        Extras extras)
        implements Rule {
    /** Checks that everything is there. */
    public ValidationRule {
        Checks.rule(id, name);
        Checks.filled("schema-name", schema.text());
        Checks.filled("table-name", table.text());
        Checks.filled("column-name", column.text());
        Checks.filled("source-function", sourceFunction);
        Checks.filled("target-function", targetFunction);
    }

    @Override
    public ValidationRule numbered(long id, String name) {
        return new ValidationRule(id, name, schema, table, column, sourceFunction, targetFunction, extras);
    }

    @Override
    public String describe() {
        return "override-validation-function of " + schema + "." + table + "." + column;
    }
}
