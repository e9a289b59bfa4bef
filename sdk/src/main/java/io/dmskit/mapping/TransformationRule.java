package io.dmskit.mapping;

import java.util.Locale;
import java.util.Optional;

/**
 * Changes a schema, table, column or tablespace on its way to the target.
 *
 * @param id rule-id
 * @param name rule-name
 * @param locator what is changed
 * @param action what happens
 * @param extras what the document says beyond
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TableMapping.SelectionTransformation.Transformations.html">Transformation
 *     rules and actions</a>
 */
public record TransformationRule(long id, String name, ObjectLocator locator, Transformation action, Extras extras)
        implements Rule {
    /** Values of rule-target; tablespaces are Oracle's. */
    public enum Target {
        SCHEMA,
        TABLE,
        COLUMN,
        TABLE_TABLESPACE,
        INDEX_TABLESPACE;

        /** Returns the word DMS uses. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Returns whether it is a table's or an index's tablespace. */
        public boolean isTablespace() {
            return this == TABLE_TABLESPACE || this == INDEX_TABLESPACE;
        }
    }

    /**
     * Checks that the action fits its object.
     *
     * @throws IllegalArgumentException if it does not
     */
    public TransformationRule {
        Checks.rule(id, name);
        Checks.require(
                action.fits(locator.target()),
                action.word() + " does not work on a " + locator.target().word());
        Checks.require(
                !(action instanceof Transformation.DefinePrimaryKey)
                        || !SelectionRule.hasPercent(locator.schema(), locator.table()),
                "define-primary-key needs exact names, not " + locator.schema() + "." + locator.table());
        Checks.require(
                !(action instanceof Transformation.Rename) || !locator.namesMany(),
                "rename gives every " + locator + " one name: name one, or use a prefix, suffix or case action");
    }

    /** Returns a rule that says what is documented. */
    public static TransformationRule of(long id, String name, ObjectLocator locator, Transformation action) {
        return new TransformationRule(id, name, locator, action, Extras.NONE);
    }

    /** Returns the rule-target. */
    public Target target() {
        return locator.target();
    }

    /** Returns schema-name of the locator. */
    public NamePattern schema() {
        return locator.schema();
    }

    /** Returns table-name of the locator; {@code %} for schema rules. */
    public NamePattern table() {
        return locator.table();
    }

    /** Returns column-name of the locator; {@code %} where the action has none. */
    public NamePattern column() {
        return locator.column();
    }

    /** Returns data-type of the locator: only columns of this DMS type match. */
    public Optional<DataType.Name> dataType() {
        return locator.dataType();
    }

    @Override
    public TransformationRule numbered(long id, String name) {
        return new TransformationRule(id, name, locator, action, extras);
    }

    @Override
    public String describe() {
        return action.describe(locator.toString());
    }
}
