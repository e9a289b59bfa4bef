package io.dmskit.mapping.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.catalog.TableName;
import io.dmskit.mapping.SelectionRule;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RuleIndexTest {
    private static final String[] PARTS = {"a", "b", "ab", "%", "_", "[ab]", "x"};

    @Test
    void findsWhatTryingEachRuleFinds() {
        SplittableRandom random = new SplittableRandom(4);
        List<SelectionRule> rules = new ArrayList<>();
        for (int id = 1; id <= 300; id++) {
            rules.add(Tables.include(id, name(random, PARTS.length), name(random, PARTS.length)));
        }
        RuleIndex<SelectionRule> index = new RuleIndex<>(rules, SelectionRule::schema, SelectionRule::table);

        for (int i = 0; i < 500; i++) {
            TableName table = new TableName(name(random, 3), name(random, 3));
            assertThat(index.matching(table))
                    .as("rules of %s", table)
                    .isEqualTo(rules.stream()
                            .filter(rule -> rule.schema().matches(table.schema())
                                    && rule.table().matches(table.table()))
                            .toList());
        }
    }

    private static String name(SplittableRandom random, int parts) {
        StringBuilder name = new StringBuilder();
        for (int length = random.nextInt(1, 4); length > 0; length--) {
            name.append(PARTS[random.nextInt(parts)]);
        }
        return name.toString();
    }
}
