package io.dmskit.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.document.Finding;
import io.dmskit.document.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is written is read as the same value, whatever the value. */
class MappingRoundTripPropertyTest {
    @Provide
    Arbitrary<TableMappings> mappings() {
        return RuleArbitraries.tableMappings();
    }

    @Provide
    Arbitrary<TableMappings> repeatingIds() {
        return Combinators.combine(
                        RuleArbitraries.rules().list().ofSize(6),
                        Arbitraries.longs().between(1, 5).list().ofSize(6))
                .as((rules, ids) -> {
                    List<Rule> numbered = new ArrayList<>();
                    for (int i = 0; i < rules.size(); i++) {
                        numbered.add(rules.get(i).numbered(ids.get(i), "rule " + i));
                    }
                    return new TableMappings(numbered);
                });
    }

    @Property
    void readsWhatItWrote(@ForAll("mappings") TableMappings mappings) {
        String written = mappings.toJson();

        MappingDocument read = MappingDocument.read("written", written);

        assertThat(read.findings())
                .filteredOn(finding -> finding.severity() == Severity.ERROR)
                .extracting(Finding::message)
                .isEmpty();
        assertThat(read.mappings()).isEqualTo(mappings);
        assertThat(read.mappings().toJson()).isEqualTo(written);
    }

    @Property
    void makesIdsUniqueAndKeepsTheirOrder(@ForAll("repeatingIds") TableMappings mappings) {
        List<Rule> unique = mappings.withUniqueIds().rules();

        assertThat(unique.stream().map(Rule::id)).doesNotHaveDuplicates();
        assertThat(byId(unique)).isEqualTo(byId(mappings.rules()));
        assertThat(unique.stream().map(Rule::name))
                .containsExactlyElementsOf(
                        mappings.rules().stream().map(Rule::name).toList());
    }

    private static List<String> byId(List<Rule> rules) {
        return rules.stream()
                .sorted(Comparator.comparingLong(Rule::id))
                .map(Rule::name)
                .toList();
    }
}
