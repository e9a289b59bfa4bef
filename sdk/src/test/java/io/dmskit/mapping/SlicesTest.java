package io.dmskit.mapping;

import static io.dmskit.mapping.fluent.Mapping.column;
import static io.dmskit.mapping.fluent.Mapping.schema;
import static io.dmskit.mapping.fluent.Mapping.table;
import static io.dmskit.mapping.fluent.Mapping.tables;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dmskit.catalog.TableName;
import io.dmskit.mapping.ColumnFilter.Condition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SlicesTest {
    private static final TableName SALES = new TableName("shop", "sales");
    private static final Comparator<String> NUMBERS = Comparator.comparingInt(Integer::parseInt);

    private static final TableMappings SHOP = TableMappings.of(
            tables("shop", "%").include(),
            schema("shop").renameTo("store"),
            table("shop", "sales").renameTo("receipts"),
            table("shop", "sales").lobs(LobSettings.limited(8)),
            table("shop", "stock").renameTo("inventory"));

    @Property(tries = 200)
    void everyRowIsInExactlyOneSlice(
            @ForAll @Size(min = 1, max = 6) Set<@IntRange(min = -20, max = 20) Integer> boundaries) {
        List<String> ascending =
                new TreeSet<>(boundaries).stream().map(String::valueOf).toList();

        Slices slices = Slices.of(SHOP, SALES, "day", ascending);

        assertThat(slices.slices()).hasSize(ascending.size() + 1);
        for (int value = -25; value <= 25; value++) {
            assertThat(slicesWith(slices, String.valueOf(value), NUMBERS))
                    .as("slices with %s, cut at %s", value, ascending)
                    .containsExactly(expected(ascending, value));
        }
        assertThat(slicesWith(slices, null, NUMBERS)).containsExactly(ascending.size());
    }

    @Test
    void textsTooAreInExactlyOneSlice() {
        Slices slices = Slices.of(SHOP, SALES, "code", List.of("b", "ba", "z"));

        assertThat(List.of("", "a", "b", "b ", "ba", "bb", "y", "z", "zz"))
                .extracting(text -> slicesWith(slices, text, Comparator.naturalOrder()))
                .containsExactly(
                        List.of(0),
                        List.of(0),
                        List.of(1),
                        List.of(1),
                        List.of(2),
                        List.of(2),
                        List.of(2),
                        List.of(3),
                        List.of(3));
    }

    @Test
    void aSliceCarriesWhatConcernsItsTableAndTheRestWhatConcernsTheOthers() {
        Slices slices = Slices.of(SHOP, SALES, "id", List.of("1000"));

        assertThat(slices.slices()).allSatisfy(slice -> assertThat(slice.rules())
                .extracting(Rule::describe)
                .containsExactly(
                        "include shop.sales",
                        "rename schema shop to \"store\"",
                        "rename table shop.sales to \"receipts\"",
                        "table-settings of shop.sales"));
        assertThat(slices.rest().orElseThrow().rules())
                .extracting(Rule::describe)
                .containsExactly(
                        "include shop.%",
                        "rename schema shop to \"store\"",
                        "rename table shop.stock to \"inventory\"",
                        "exclude shop.sales");
    }

    @Test
    void everySliceIsAValidDocument() {
        Slices slices = Slices.of(SHOP, SALES, "id", List.of("10", "20"));
        List<TableMappings> all = new ArrayList<>(slices.slices());
        slices.rest().ifPresent(all::add);

        assertThat(all).allSatisfy(slice -> assertThat(TableMappings.parse("slice", slice.toJson()))
                .isEqualTo(slice));
    }

    @Test
    void keepsTheFiltersThatTheTableHas() {
        TableMappings filtered = TableMappings.of(
                table("shop", "sales").where(column("store").equalTo("7")).include());

        Slices slices = Slices.of(filtered, SALES, "id", List.of("10"));

        assertThat(slices.rest()).isEmpty();
        assertThat(slices.slices())
                .allSatisfy(slice -> assertThat(selection(slice).filters())
                        .extracting(ColumnFilter::column)
                        .startsWith("store")
                        .contains("id"));
    }

    @Test
    void refusesToCutWhatIsNotThere() {
        assertThatThrownBy(() -> Slices.of(SHOP, new TableName("shop2", "sales"), "id", List.of("1")))
                .hasMessage("table shop2.sales is not selected: include it, then cut it");
        assertThatThrownBy(() -> Slices.of(SHOP, SALES, "id", List.of("10", "9")))
                .hasMessage("boundary 9 does not follow 10: list them ascending");
        assertThatThrownBy(() -> Slices.of(SHOP, SALES, "id", List.of()))
                .hasMessage("slices need at least one boundary");
    }

    private static int expected(List<String> ascending, int value) {
        return (int) ascending.stream()
                .filter(boundary -> Integer.parseInt(boundary) <= value)
                .count();
    }

    private static List<Integer> slicesWith(Slices slices, @Nullable String value, Comparator<String> order) {
        List<Integer> with = new ArrayList<>();
        for (int i = 0; i < slices.slices().size(); i++) {
            if (selection(slices.slices().get(i)).filters().stream().allMatch(filter -> passes(filter, value, order))) {
                with.add(i);
            }
        }
        return with;
    }

    private static SelectionRule selection(TableMappings mappings) {
        return (SelectionRule) mappings.rules().get(0);
    }

    /** As DMS documents filters: alternatives are the inclusive conditions and null, negative ones all must hold. */
    private static boolean passes(ColumnFilter filter, @Nullable String value, Comparator<String> order) {
        List<Condition> negative = filter.conditions().stream()
                .filter(condition -> condition.operator().negative())
                .toList();
        List<Condition> positive = filter.conditions().stream()
                .filter(condition -> !condition.operator().negative())
                .toList();
        return negative.stream().allMatch(condition -> isTrue(condition, value, order))
                && (positive.isEmpty() || positive.stream().anyMatch(condition -> isTrue(condition, value, order)));
    }

    /** Unknown, which a comparison with NULL is, is not true. */
    private static boolean isTrue(Condition condition, @Nullable String value, Comparator<String> order) {
        if (value == null) {
            return condition.operator() == ColumnFilter.Operator.NULL;
        }
        List<Integer> signs = condition.operands().stream()
                .map(operand -> Integer.signum(order.compare(value, operand)))
                .toList();
        return switch (condition.operator()) {
            case LTE -> signs.get(0) <= 0;
            case GTE -> signs.get(0) >= 0;
            case EQ -> signs.get(0) == 0;
            case NOTEQ -> signs.get(0) != 0;
            case BETWEEN -> signs.get(0) >= 0 && signs.get(1) <= 0;
            case NOTBETWEEN -> signs.get(0) < 0 || signs.get(1) > 0;
            case NULL -> false;
            case NOTNULL -> true;
        };
    }
}
