package io.dmskit.mapping;

/**
 * One rule of a table-mapping document.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TableMapping.SelectionTransformation.html">Table
 *     mapping JSON</a>
 */
public sealed interface Rule
        permits SelectionRule,
                TransformationRule,
                TableSettingsRule,
                ObjectMappingRule,
                PostProcessingRule,
                ValidationRule {
    /** Returns the rule-id, unique in its document; the lower one wins where two transformations meet on one object. */
    long id();

    /** Returns the rule-name. */
    String name();

    /** Returns what the document says in this rule beyond what DMS documents. */
    Extras extras();

    /** Returns the same rule under another rule-id and rule-name. */
    Rule numbered(long id, String name);

    /** Returns a short phrase for errors and explanations, such as {@code rename schema sales to "reporting"}. */
    String describe();
}
