package io.dmskit.mapping.plan;

import io.dmskit.catalog.TableName;
import io.dmskit.mapping.NamePattern;
import io.dmskit.mapping.ObjectMappingRule;
import io.dmskit.mapping.PostProcessingRule;
import io.dmskit.mapping.Rule;
import io.dmskit.mapping.TableMappings;
import io.dmskit.mapping.ValidationRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The rules that change no row of a relational target, but belong to what happens to a table: object mappings for streams and
 * DynamoDB, tags for S3, and functions for validation. A plan lists them with the rules that decided.
 *
 * <p>What the guide leaves open is decided here, and only here: {@code %} is taken as a wildcard in all their locators, though
 * the guide shows it for tags only; of several object mappings for one table that of the lowest rule-id counts; of several tag
 * rules the one whose locator is most exact, which is the one with more exact names, then with more letters outside of wildcards,
 * then the first of the document.
 */
final class SideRules {
    private static final Comparator<PostProcessingRule> MOST_EXACT = Comparator.comparingInt(SideRules::exactNames)
            .thenComparingInt(SideRules::letters)
            .reversed();

    private final RuleIndex<ObjectMappingRule> objectMappings;
    private final RuleIndex<PostProcessingRule> tags;
    private final RuleIndex<ValidationRule> validations;

    SideRules(TableMappings mappings) {
        this.objectMappings = new RuleIndex<>(
                Planner.byId(Planner.only(mappings, ObjectMappingRule.class)),
                ObjectMappingRule::schema,
                ObjectMappingRule::table);
        this.tags = new RuleIndex<>(
                Planner.only(mappings, PostProcessingRule.class),
                PostProcessingRule::schema,
                PostProcessingRule::table);
        this.validations = new RuleIndex<>(
                Planner.only(mappings, ValidationRule.class), ValidationRule::schema, ValidationRule::table);
    }

    /** Returns the rules that count for a table. */
    List<Rule> of(TableName table) {
        List<Rule> rules = new ArrayList<>();
        objectMappings.matching(table).stream().findFirst().ifPresent(rules::add);
        tags.matching(table).stream().min(MOST_EXACT).ifPresent(rules::add);
        rules.addAll(validations.matching(table));
        return rules;
    }

    private static int exactNames(PostProcessingRule rule) {
        return (rule.schema().isExact() ? 1 : 0) + (rule.table().isExact() ? 1 : 0);
    }

    private static int letters(PostProcessingRule rule) {
        return letters(rule.schema()) + letters(rule.table());
    }

    private static int letters(NamePattern pattern) {
        return pattern.text().replace("%", "").length();
    }
}
