package io.dmskit.mapping;

import io.dmskit.catalog.TableName;
import io.dmskit.mapping.ColumnFilter.Condition;
import io.dmskit.mapping.ColumnFilter.Operator;
import io.dmskit.mapping.SelectionRule.Action;
import io.dmskit.mapping.SelectionRule.TableType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Rules of every kind that can be built, with names and texts of every sort; and documents of them in which none is an error. */
public final class RuleArbitraries {
    private RuleArbitraries() {}

    /** Returns documents that select something and hold no two rules that DMS would take for a contradiction. */
    public static Arbitrary<TableMappings> tableMappings() {
        Arbitrary<Long> ids = Arbitraries.longs().between(1, 1_000_000_000_000L);
        return Combinators.combine(
                        selections(Action.INCLUDE),
                        rules().list().ofMaxSize(8),
                        ids.list().uniqueElements().ofSize(9),
                        extras(false))
                .as((first, others, numbers, extras) -> {
                    List<Rule> rules = new ArrayList<>(List.of(first));
                    rules.addAll(others);
                    return new TableMappings(new Peace(rules).rules(numbers), extras);
                });
    }

    /** Returns single rules of every type. */
    public static Arbitrary<Rule> rules() {
        return Arbitraries.oneOf(
                Arbitraries.of(Action.values()).flatMap(RuleArbitraries::selections),
                TransformationArbitraries.rules(),
                tableSettings(),
                ObjectMappingArbitraries.rules(),
                postProcessing(),
                validations());
    }

    static Arbitrary<Rule> selections(Action action) {
        boolean include = action == Action.INCLUDE;
        Arbitrary<List<ColumnFilter>> filters = filters().list().ofMaxSize(include ? 3 : 0);
        return filters.flatMap(filtered -> {
            Arbitrary<NamePattern> names = (filtered.isEmpty() && action != Action.EXPLICIT ? names() : exactNames())
                    .map(text -> new NamePattern(text, action != Action.EXPLICIT));
            return Combinators.combine(
                            names, names, Arbitraries.of(TableType.values()), positive(), texts(), extras(true))
                    .as((schema, table, type, order, name, extras) -> new SelectionRule(
                            1,
                            name,
                            action,
                            schema,
                            table,
                            type,
                            filtered,
                            action == Action.EXCLUDE ? OptionalInt.empty() : order,
                            extras));
        });
    }

    private static Arbitrary<ColumnFilter> filters() {
        Arbitrary<Condition> conditions = Arbitraries.of(Operator.values()).flatMap(operator -> operands(operator)
                .map(operands -> new Condition(operator, operands)));
        return Combinators.combine(texts(), conditions.list().ofMinSize(1).ofMaxSize(3))
                .as(ColumnFilter::new);
    }

    /** Numbers in their order, so that no range is empty. */
    private static Arbitrary<List<String>> operands(Operator operator) {
        return operator.operands() < 2
                ? anyTexts().list().ofSize(operator.operands())
                : Arbitraries.integers()
                        .list()
                        .ofSize(2)
                        .map(numbers ->
                                numbers.stream().sorted().map(String::valueOf).toList());
    }

    private static Arbitrary<Rule> tableSettings() {
        return Combinators.combine(exactNames(), exactNames(), texts(), loads().optional(), lobs(), extras(true))
                .as((schema, table, name, load, lob, extras) -> new TableSettingsRule(
                        1,
                        name,
                        new TableName(schema, table),
                        load,
                        load.isPresent() && extras.isEmpty() ? Optional.empty() : Optional.of(lob),
                        extras));
    }

    private static Arbitrary<ParallelLoad> loads() {
        Arbitrary<OptionalInt> numbers = positive();
        return Arbitraries.oneOf(
                Arbitraries.just(new ParallelLoad.None()),
                Arbitraries.just(new ParallelLoad.SubpartitionsAuto()),
                Combinators.combine(numbers, Arbitraries.of(true, false).optional(), numbers, numbers)
                        .as(ParallelLoad.PartitionsAuto::new),
                Combinators.combine(anyTexts().list().ofMinSize(1).ofMaxSize(3), anyTexts().list().ofMaxSize(2))
                        .as(ParallelLoad.PartitionsList::new),
                ranges());
    }

    /** Ascending by their first column. */
    private static Arbitrary<ParallelLoad> ranges() {
        Arbitrary<Integer> sizes = Arbitraries.integers().between(1, 4);
        return Combinators.combine(sizes, Arbitraries.integers().between(1, ParallelLoad.Ranges.MOST_COLUMNS))
                .as(List::of)
                .flatMap(size -> Combinators.combine(
                                texts().list().ofSize(size.get(1)),
                                Arbitraries.integers().list().uniqueElements().ofSize(size.get(0)),
                                anyTexts().list().ofSize(size.get(1) - 1),
                                Arbitraries.of(true, false),
                                anyTexts().list().ofSize(size.get(0) + 1))
                        .as((columns, firsts, rest, named, names) -> new ParallelLoad.Ranges(
                                columns,
                                firsts.stream()
                                        .sorted()
                                        .map(first -> boundary(first, rest))
                                        .toList(),
                                named ? names : List.of())));
    }

    private static List<String> boundary(int first, List<String> rest) {
        List<String> boundary = new ArrayList<>(List.of(String.valueOf(first)));
        boundary.addAll(rest);
        return boundary;
    }

    private static Arbitrary<LobSettings> lobs() {
        return Combinators.combine(Arbitraries.of(LobSettings.Mode.values()), positive())
                .as((mode, size) -> new LobSettings(
                        mode, mode == LobSettings.Mode.LIMITED ? OptionalInt.of(size.orElse(32)) : size));
    }

    private static Arbitrary<Rule> postProcessing() {
        Arbitrary<PostProcessingRule.Tag> tags =
                Combinators.combine(texts(), values()).as(PostProcessingRule.Tag::new);
        return Combinators.combine(
                        patterns(),
                        patterns(),
                        texts(),
                        tags.list().ofMinSize(1).ofMaxSize(PostProcessingRule.MOST_TAGS),
                        extras(true))
                .as((schema, table, name, set, extras) ->
                        new PostProcessingRule(1, name, schema, table, set, extras));
    }

    private static Arbitrary<Rule> validations() {
        return Combinators.combine(patterns(), patterns(), patterns(), texts(), texts(), texts(), extras(true))
                .as((schema, table, column, name, source, target, extras) ->
                        new ValidationRule(1, name, schema, table, column, source, target, extras));
    }

    /** Returns locator names in which only {@code %} is a wildcard. */
    static Arbitrary<NamePattern> patterns() {
        return names().map(text -> new NamePattern(text, false));
    }

    /** Returns names with and without wildcards. */
    static Arbitrary<String> names() {
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.of("%", "shop", "order_items", "tmp%", "%_old", "A[bc]%", "T-1")),
                Tuple.of(2, texts()));
    }

    /** Returns names without a percent sign. */
    static Arbitrary<String> exactNames() {
        return names().filter(name -> name.indexOf('%') < 0);
    }

    /** Returns texts of any characters, not blank. */
    static Arbitrary<String> texts() {
        return anyTexts().filter(text -> !text.isBlank());
    }

    /** Returns texts of any characters, also blank ones and none. */
    static Arbitrary<String> anyTexts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().alpha().numeric().withChars("_-. ").ofMaxLength(12),
                Arbitraries.strings().all().ofMaxLength(8),
                Arbitraries.of("\"", "\\", "a\nb", "\u0000", "'", "ı", "İ", "😀", "{}", "//", "1e999999999", "null"));
    }

    static Arbitrary<OptionalInt> positive() {
        return Arbitraries.integers()
                .between(1, Integer.MAX_VALUE)
                .optional()
                .map(number -> number.map(OptionalInt::of).orElse(OptionalInt.empty()));
    }

    /** Returns values of every kind of JSON. */
    static Arbitrary<JsonValue> values() {
        return Arbitraries.oneOf(
                anyTexts().map(JsonValue::text),
                Arbitraries.of("{\"M\": {\"S\": \"${a}\"}}", "[1, 2.50, null]", "true", "{}", "1e999999999", "-0")
                        .map(JsonValue::new));
    }

    /** Returns what no one knows, in the rule and, if it has one, in its locator. */
    static Arbitrary<Extras> extras(boolean located) {
        Arbitrary<String> keys = anyTexts()
                .map(text -> (located && text.length() % 2 == 0 ? "/object-locator/x" : "/x")
                        + text.replace("~", "~0").replace("/", "~1"));
        return Arbitraries.maps(keys, values().map(JsonValue::json))
                .ofMaxSize(2)
                .map(Map::copyOf)
                .map(Extras::of);
    }
}
