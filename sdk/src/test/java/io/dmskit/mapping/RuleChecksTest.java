package io.dmskit.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dmskit.catalog.TableName;
import io.dmskit.mapping.MappingParameters.KeyType;
import io.dmskit.mapping.SelectionRule.Action;
import io.dmskit.mapping.SelectionRule.TableType;
import io.dmskit.mapping.TransformationRule.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What DMS would refuse or ignore cannot be built. */
class RuleChecksTest {
    private static final ColumnFilter FILTER =
            new ColumnFilter("id", List.of(new ColumnFilter.Condition(ColumnFilter.Operator.EQ, List.of("1"))));

    @ParameterizedTest
    @MethodSource("misuses")
    void saysWhatIsAllowedInstead(ThrowingCallable misuse, String message) {
        assertThatThrownBy(misuse).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    static Stream<Arguments> misuses() {
        return Stream.of(
                misuse(
                        () -> selection(Action.EXPLICIT, "ord%", List.of(), OptionalInt.empty()),
                        "explicit needs exact names, not shop.ord%"),
                misuse(
                        () -> selection(Action.EXCLUDE, "orders", List.of(FILTER), OptionalInt.empty()),
                        "filters of exclude shop.orders would be ignored: only an include filters"),
                misuse(
                        () -> selection(Action.INCLUDE, "%", List.of(FILTER), OptionalInt.empty()),
                        "filters need exact names, not shop.%"),
                misuse(
                        () -> selection(Action.INCLUDE, "orders", List.of(), OptionalInt.of(0)),
                        "load-order is 0: it must be 1 to 2147483647"),
                misuse(
                        () -> transformation(
                                ObjectLocator.tables("shop", "orders"),
                                new Transformation.ChangeDataType(DataType.string(10))),
                        "change-data-type does not work on a table"),
                misuse(
                        () -> transformation(ObjectLocator.tables("shop", "%"), new Transformation.Rename("all")),
                        "rename gives every table shop.% one name: name one, or use a prefix, suffix or case action"),
                misuse(
                        () -> transformation(
                                ObjectLocator.tables("shop", "%"),
                                new Transformation.DefinePrimaryKey("pk", List.of("id"), false)),
                        "define-primary-key needs exact names, not shop.%"),
                misuse(
                        () -> new Transformation.AddBeforeImageColumns("", " ", Transformation.BeforeImages.ALL),
                        "column-prefix and column-suffix are both empty"),
                misuse(() -> new Transformation.DigitsMask(' '), "mask is ' ': it must be a printable ASCII character"),
                misuse(
                        () -> settings("%", Optional.of(new ParallelLoad.PartitionsAuto())),
                        "table-settings needs exact names, not shop.%"),
                misuse(
                        () -> settings("orders", Optional.empty()),
                        "table-settings needs parallel-load or lob-settings"),
                misuse(
                        () -> new ParallelLoad.Ranges(List.of("id"), List.of(List.of("1", "2"))),
                        "boundary [1, 2] has 2 values for 1 columns"),
                misuse(
                        () -> new ParallelLoad.Ranges(List.of("id"), List.of(List.of("10"), List.of("9"))),
                        "boundary [9] does not follow the one before it: list them ascending"),
                misuse(
                        () -> new ParallelLoad.Ranges(List.of("id"), List.of(List.of("10")), List.of("a")),
                        "1 boundaries make 2 segments: give as many segment-names"),
                misuse(
                        () -> new LobSettings(LobSettings.Mode.LIMITED, OptionalInt.empty()),
                        "limited LOB mode needs a bulk-max-size above 0, in KB"),
                misuse(
                        () -> new MappingParameters(
                                Optional.of(KeyType.ATTRIBUTE_NAME),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                List.of(),
                                List.of(),
                                Optional.empty()),
                        "partition-key-type attribute-name needs partition-key-name"),
                misuse(
                        () -> new PostProcessingRule(
                                1, "tags", NamePattern.ANY, NamePattern.ANY, List.of(), Extras.NONE),
                        "tag-set has 0 tags: 1 to 10 are allowed"),
                misuse(() -> Extras.of(Map.of("x", "1")), "place \"x\" is not a JSON pointer: begin it with a slash"),
                misuse(() -> new JsonValue("null"), "null is no value to DMS: leave it out"));
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void renamesWhateverHasAName(Target target) {
        assertThat(new Transformation.ConvertLowercase().fits(target)).isTrue();
        assertThat(new Transformation.RemoveColumn().fits(target)).isEqualTo(target == Target.COLUMN);
        assertThat(new Transformation.DefinePrimaryKey("pk", List.of("id"), false).fits(target))
                .isEqualTo(target == Target.TABLE);
    }

    private static Arguments misuse(ThrowingCallable misuse, String message) {
        return Arguments.of(misuse, message);
    }

    private static SelectionRule selection(
            Action action, String table, List<ColumnFilter> filters, OptionalInt loadOrder) {
        return new SelectionRule(
                1,
                "rule",
                action,
                new NamePattern("shop", true),
                new NamePattern(table, true),
                TableType.TABLE,
                filters,
                loadOrder);
    }

    private static TransformationRule transformation(ObjectLocator locator, Transformation action) {
        return TransformationRule.of(1, "rule", locator, action);
    }

    private static TableSettingsRule settings(String table, Optional<ParallelLoad> load) {
        return new TableSettingsRule(1, "rule", new TableName("shop", table), load, Optional.empty());
    }
}
