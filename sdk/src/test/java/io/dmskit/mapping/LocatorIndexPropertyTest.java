package io.dmskit.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.mapping.LocatorIndex.Effort;
import io.dmskit.mapping.LocatorIndex.Names;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The index finds what comparing all with all finds, and patterns meet if a name matches both. */
class LocatorIndexPropertyTest {
    @Provide
    Arbitrary<NamePattern> patterns() {
        return Combinators.combine(
                        Arbitraries.strings().withChars("ab%_").ofMinLength(1).ofMaxLength(4),
                        Arbitraries.of(true, false))
                .as(NamePattern::new);
    }

    @Provide
    Arbitrary<Names> names() {
        return Combinators.combine(patterns(), patterns(), patterns()).as(Names::new);
    }

    @Property(tries = 500)
    void findsTheFirstThatMeets(@ForAll("several") List<Names> rules, @ForAll("names") Names asked) {
        LocatorIndex<Names> index = new LocatorIndex<>(new Effort(1_000_000));
        rules.forEach(rule -> index.add(rule, rule));

        Optional<Names> expected =
                rules.stream().filter(rule -> rule.meet(asked)).findFirst();

        assertThat(index.first(asked, any -> true)).isEqualTo(expected);
        assertThat(index.any(asked, any -> true).isPresent()).isEqualTo(expected.isPresent());
    }

    @Provide
    Arbitrary<List<Names>> several() {
        return names().list().ofMaxSize(12);
    }

    @Property(tries = 1000)
    void meetsWhereOneNameMatchesBoth(
            @ForAll("patterns") NamePattern one,
            @ForAll("patterns") NamePattern other,
            @ForAll("plainNames") String name) {
        if (one.matches(name) && other.matches(name)) {
            assertThat(Overlap.meet(one, other)).isTrue();
        }
        if (Overlap.contains(one, other) && other.matches(name)) {
            assertThat(one.matches(name)).isTrue();
        }
    }

    @Provide
    Arbitrary<String> plainNames() {
        return Arbitraries.strings().withChars("ab_").ofMaxLength(4);
    }
}
