package io.dmskit.mapping;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which of several rules changes an object: DMS applies one action per schema, table or column, that of the lowest rule-id.
 *
 * <p>What the guide leaves open is decided here, and only here:
 *
 * <ul>
 *   <li>Masking changes values, not the object; the guide lets it stand beside "another transformation like add-column or
 *       change-data-type". It is taken to stand beside every other action, so that a mask is never lost to a wildcard rename.
 *   <li>include-column says which columns there are; it does not use up the one action of the column it names.
 *   <li>add-column and add-before-image-columns make new objects and never compete.
 *   <li>define-primary-key is the one action of its table, as the text says, and competes with a rename of the table.
 * </ul>
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TableMapping.SelectionTransformation.Transformations.html">Transformation
 *     rules and actions</a>
 */
public final class Precedence {
    private Precedence() {}

    /** Returns whether the action is subject to "one action per object". */
    public static boolean competes(Transformation action) {
        return !(action instanceof Transformation.Masking
                || action instanceof Transformation.AddColumn
                || action instanceof Transformation.AddBeforeImageColumns
                || action instanceof Transformation.IncludeColumn);
    }

    /** Returns the first rule whose action passes, which is the one of the lowest id if {@code rules} stand in that order. */
    public static Optional<TransformationRule> first(
            List<TransformationRule> rules, Predicate<Transformation> actions) {
        for (TransformationRule rule : rules) {
            if (actions.test(rule.action())) {
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }
}
