package io.dmskit.apply;

import io.dmskit.document.Change;
import io.dmskit.mapping.NamePattern;
import io.dmskit.mapping.Overlap;
import io.dmskit.mapping.Rule;
import io.dmskit.mapping.SelectionRule;
import io.dmskit.mapping.TableMappings;
import io.dmskit.mapping.Transformation;
import io.dmskit.mapping.TransformationRule;
import io.dmskit.mapping.plan.MappingDiff;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What new table mappings mean for a task that has run.
 *
 * @param changes what differs
 * @param selects whether the selection differs, so that tables may come that were never loaded
 * @param reshapes whether tables that go before and after land otherwise: in another place, with other columns or other rows. A resume
 *     would leave what is loaded as it is; so far as rules tell without the source, and rather too often than too seldom
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TableMapping.SelectionTransformation.Transformations.html">Transformation
 *     rules and actions</a>
 */
record MappingChange(List<Change> changes, boolean selects, boolean reshapes) {
    static MappingChange between(TableMappings before, TableMappings after) {
        List<Change> changes = MappingDiff.between(before, after, Optional.empty());
        if (changes.isEmpty()) {
            return new MappingChange(List.of(), false, false);
        }
        Set<SelectionRule> was = selections(before).collect(Collectors.toSet());
        Set<SelectionRule> is = selections(after).collect(Collectors.toSet());
        boolean reorders = changes.stream().anyMatch(change -> change.subject().startsWith("where "));
        boolean filters = differing(was, is)
                .filter(rule -> !rule.filters().isEmpty())
                .anyMatch(rule -> stays(rule.schema(), rule.table(), before, after));
        boolean transforms = differing(
                        transformations(before).collect(Collectors.toSet()),
                        transformations(after).collect(Collectors.toSet()))
                .anyMatch(rule -> stays(rule.schema(), rule.table(), before, after));
        return new MappingChange(changes, !was.equals(is), reorders || filters || transforms);
    }

    private static <R extends Rule> Stream<R> differing(Set<R> before, Set<R> after) {
        return Stream.concat(
                before.stream().filter(rule -> !after.contains(rule)),
                after.stream().filter(rule -> !before.contains(rule)));
    }

    /** Whether tables of this name may go both before and after. */
    private static boolean stays(NamePattern schema, NamePattern table, TableMappings before, TableMappings after) {
        return Stream.of(before, after).allMatch(mappings -> selections(mappings)
                .filter(rule -> rule.action() != SelectionRule.Action.EXCLUDE)
                .anyMatch(rule -> Overlap.meet(rule.schema(), schema) && Overlap.meet(rule.table(), table)));
    }

    private static Stream<SelectionRule> selections(TableMappings mappings) {
        return of(mappings, SelectionRule.class).map(rule -> rule.numbered(1, "any"));
    }

    /** Rules that shape tables; tablespaces and before images leave loaded rows as they are. */
    private static Stream<TransformationRule> transformations(TableMappings mappings) {
        return of(mappings, TransformationRule.class)
                .filter(rule -> !rule.target().isTablespace()
                        && !(rule.action() instanceof Transformation.AddBeforeImageColumns))
                .map(rule -> rule.numbered(1, "any"));
    }

    private static <R extends Rule> Stream<R> of(TableMappings mappings, Class<R> type) {
        return mappings.rules().stream().filter(type::isInstance).map(type::cast);
    }
}
