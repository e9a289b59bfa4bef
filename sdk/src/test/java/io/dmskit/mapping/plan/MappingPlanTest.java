package io.dmskit.mapping.plan;

import static io.dmskit.mapping.plan.Tables.catalog;
import static io.dmskit.mapping.plan.Tables.change;
import static io.dmskit.mapping.plan.Tables.exclude;
import static io.dmskit.mapping.plan.Tables.include;
import static io.dmskit.mapping.plan.Tables.plan;
import static io.dmskit.mapping.plan.Tables.settings;
import static io.dmskit.mapping.plan.Tables.table;
import static io.dmskit.mapping.plan.Tables.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dmskit.catalog.Table;
import io.dmskit.catalog.TableName;
import io.dmskit.mapping.DataType;
import io.dmskit.mapping.Extras;
import io.dmskit.mapping.InvalidMappingException;
import io.dmskit.mapping.JsonValue;
import io.dmskit.mapping.NamePattern;
import io.dmskit.mapping.ObjectLocator;
import io.dmskit.mapping.ObjectMappingRule;
import io.dmskit.mapping.ParallelLoad;
import io.dmskit.mapping.PostProcessingRule;
import io.dmskit.mapping.Rule;
import io.dmskit.mapping.TableMappings;
import io.dmskit.mapping.Transformation;
import io.dmskit.mapping.ValidationRule;
import io.dmskit.mapping.expression.Expression;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MappingPlanTest {
    private static final MappingPlan SHOP = plan(
            catalog(
                    table("shop", "orders", "id", "note"),
                    table("shop", "order_items", "id"),
                    table("shop", "tmp_1", "id"),
                    table("Shop", "prices", "id"),
                    table("hr", "people", "id"),
                    table("hr", "salaries", "id"),
                    view("shop", "open_orders")),
            include(1, "shop", "%"),
            exclude(2, "shop", "tmp%"),
            include(3, "hr", "salarys"),
            change(4, ObjectLocator.tables("shop", "orders"), new Transformation.Rename("sales")));

    @Test
    void saysInOneSentenceWhyATableIsNotSelected() {
        assertThat(SHOP.notSelected())
                .extracting(NotSelected::describe)
                .containsExactly(
                        "no rule matches Shop.prices; rule 1 (include shop.%) would if case did not count",
                        "no rule matches hr.people",
                        "no rule matches hr.salaries; nearest is rule 3 (include hr.salarys), which differs by 2 letters",
                        "shop.open_orders is a view, and rule 1 (include shop.%) takes tables only",
                        "shop.tmp_1 is excluded by rule 2 (exclude shop.tmp%)");
    }

    @Test
    void saysWhyOfAnyName() {
        assertThat(SHOP.why(new TableName("shop", "orders")))
                .isEqualTo("shop.orders is selected by rule 1 (include shop.%) and lands as shop.sales");
        assertThat(SHOP.why(new TableName("shop", "tmp_1")))
                .isEqualTo("shop.tmp_1 is excluded by rule 2 (exclude shop.tmp%)");
        assertThat(SHOP.why(new TableName("shop", "order_itms")))
                .isEqualTo("the source has no table shop.order_itms, did you mean shop.order_items?");
        assertThat(SHOP.why(new TableName("x", "y"))).isEqualTo("the source has no table x.y");
    }

    @Test
    void listsTheRulesThatDecidedAboutTheTable() {
        Rule tags = new PostProcessingRule(
                8,
                "r8",
                new NamePattern("%", false),
                new NamePattern("%", false),
                List.of(new PostProcessingRule.Tag("a", JsonValue.text("b"))),
                Extras.NONE);
        Rule exactTags = new PostProcessingRule(
                9,
                "r9",
                new NamePattern("shop", false),
                new NamePattern("o%", false),
                List.of(new PostProcessingRule.Tag("a", JsonValue.text("c"))),
                Extras.NONE);
        Rule validation = new ValidationRule(
                7,
                "r7",
                new NamePattern("shop", false),
                new NamePattern("orders", false),
                new NamePattern("note", false),
                "lower(${column-name})",
                "lower(${column-name})",
                Extras.NONE);
        MappingPlan plan = plan(
                catalog(table("shop", "orders", "id", "note")),
                include(1, "shop", "%"),
                change(2, ObjectLocator.schemas("shop"), new Transformation.Rename("store")),
                change(3, ObjectLocator.tables("shop", "%"), new Transformation.ConvertUppercase()),
                change(4, ObjectLocator.tables("shop", "orders"), new Transformation.Rename("late")),
                change(
                        5,
                        ObjectLocator.columns("shop", "%", "%"),
                        new Transformation.AddBeforeImageColumns("BI_", "", Transformation.BeforeImages.PK_ONLY)),
                settings(6, "shop", "orders", new ParallelLoad.PartitionsAuto()),
                validation,
                tags,
                exactTags);

        TablePlan orders = plan.tables().get(0);

        assertThat(orders.target()).hasToString("store.ORDERS");
        assertThat(orders.decidedBy()).extracting(Rule::id).containsExactly(1L, 2L, 3L, 5L, 6L, 9L, 7L);
        assertThat(orders.load().describe()).isEqualTo("its partitions");
        assertThat(orders.columns()).extracting(ColumnPlan::name).containsExactly("id", "note");
    }

    @Test
    void keepsTheRemovedColumnsWithTheirRules() {
        MappingPlan plan = plan(
                catalog(table("shop", "orders", "id", "note", "secret")),
                include(1, "shop", "%"),
                change(2, ObjectLocator.columns("shop", "%", "secret"), new Transformation.RemoveColumn()),
                change(3, ObjectLocator.columns("shop", "%", "id"), new Transformation.IncludeColumn()),
                change(4, ObjectLocator.columns("shop", "%", "secret"), new Transformation.IncludeColumn()));

        assertThat(plan.tables().get(0).removed())
                .extracting(
                        gone -> gone.column().name() + " by rule " + gone.rule().id())
                .containsExactly("note by rule 3", "secret by rule 2");
    }

    @Test
    void describesTheSegmentsOfALoad() {
        ParallelLoad ranges = new ParallelLoad.Ranges(
                List.of("id", "note"), List.of(List.of("10", "a"), List.of("20", "b")), List.of());
        MappingPlan plan = plan(
                catalog(table("shop", "orders", "id", "note")),
                include(1, "shop", "%"),
                settings(2, "shop", "orders", ranges));

        LoadPlan load = plan.tables().get(0).load();

        assertThat(load.describe()).isEqualTo("3 ranges of id, note");
        assertThat(load.segments())
                .containsExactly(
                        new LoadPlan.Segment("1", "(id, note) < (10, a)"),
                        new LoadPlan.Segment("2", "(id, note) >= (10, a) and (id, note) < (20, b)"),
                        new LoadPlan.Segment("3", "(id, note) >= (20, b)"));
    }

    @Test
    void namesThePartitionsOfALoad() {
        LoadPlan load = new LoadPlan(
                Optional.of(new ParallelLoad.PartitionsList(List.of("P1"), List.of("S1"))), Optional.empty());

        assertThat(load.segments())
                .containsExactly(
                        new LoadPlan.Segment("P1", "partition P1"), new LoadPlan.Segment("S1", "subpartition S1"));
        assertThat(load.describe()).isEqualTo("2 named partitions");
        assertThat(LoadPlan.WHOLE.describe()).isEmpty();
    }

    @Test
    void computesNames() {
        Expression schema = Expression.parse("'s_' || lower($AR_M_SOURCE_SCHEMA)");
        Expression table = Expression.parse("substr($AR_M_SOURCE_TABLE_NAME, 3)");
        Expression column = Expression.parse("lower($AR_M_SOURCE_COLUMN_DATATYPE || '_' || $AR_M_SOURCE_COLUMN_NAME)");
        MappingPlan plan = plan(
                catalog(table("SHOP", "T_ORDERS", "ID", "NOTE")),
                include(1, "SHOP", "%"),
                change(2, ObjectLocator.schemas("%"), new Transformation.RenameByExpression(schema)),
                change(3, ObjectLocator.tables("%", "T_%"), new Transformation.RenameByExpression(table)),
                change(4, ObjectLocator.columns("%", "%", "%"), new Transformation.RenameByExpression(column)));

        assertThat(plan.tables().get(0).target()).hasToString("s_shop.ORDERS");
        assertThat(plan.tables().get(0).columns())
                .extracting(ColumnPlan::name)
                .containsExactly("wstring_id", "wstring_note");
    }

    @Test
    void saysWhichRuleGivesNoName() {
        assertThatThrownBy(() -> plan(
                        catalog(table("s", "pre", "id")),
                        include(1, "s", "%"),
                        change(
                                2,
                                ObjectLocator.columns("s", "%", "id"),
                                new Transformation.RenameByExpression(Expression.parse("$id"))),
                        change(3, ObjectLocator.tables("s", "%"), new Transformation.RemovePrefix("pre"))))
                .isInstanceOfSatisfying(InvalidMappingException.class, invalid -> assertThat(invalid.conflicts())
                        .extracting(conflict -> conflict.rules().get(0).id() + ": " + conflict.message())
                        .containsExactly(
                                "3: rule 3 (remove-prefix table s.%) of s.pre leaves no name",
                                "2: rule 2 (rename column s.%.id to what $id gives) of s.pre.id uses $id: names are computed"
                                        + " from literals and $AR_M_SOURCE_ variables, by || CASE coalesce ifnull lower ltrim"
                                        + " nullif replace rtrim substr trim upper"));
    }

    @Test
    void letsTablesDifferInCaseOnlyWhereNoRuleMadeThem() {
        MappingPlan plan = plan(
                catalog(table("s", "orders", "id"), table("s", "Orders", "id")),
                include(1, "s", "%"),
                change(2, ObjectLocator.schemas("s"), new Transformation.Rename("t")));

        assertThat(plan.tables()).extracting(TablePlan::target).hasToString("[t.Orders, t.orders]");
        assertThatThrownBy(() -> plan(
                        catalog(table("s", "orders", "id"), table("s", "o", "id")),
                        include(1, "s", "%"),
                        change(2, ObjectLocator.tables("s", "o"), new Transformation.Rename("Orders"))))
                .hasMessageContaining("tables s.o and s.orders both become s.orders");
    }

    @Test
    void blamesTheSelectionWhereTheTargetSchemaBringsTwoTablesTogether() {
        TableMappings mappings = Tables.mappings(include(1, "a", "%"), include(2, "b", "%"));

        assertThatThrownBy(() -> MappingPlan.of(
                        mappings, catalog(table("a", "t", "id"), table("b", "t", "id")), Optional.of("one")))
                .isInstanceOfSatisfying(InvalidMappingException.class, invalid -> assertThat(
                                invalid.conflicts().get(0).rules())
                        .extracting(Rule::id)
                        .containsExactly(2L, 1L));
    }

    @Test
    void showsTheFirstHundredOfManyConflicts() {
        Rule wrong = change(
                2,
                ObjectLocator.columns("s", "%", "%"),
                new Transformation.AddColumn("x", Expression.parse("$y"), DataType.string(9)));
        Table[] tables =
                IntStream.range(0, 150).mapToObj(i -> table("s", "t" + i, "id")).toArray(Table[]::new);

        assertThatThrownBy(() -> plan(catalog(tables), include(1, "s", "%"), wrong))
                .hasMessageStartingWith("table mappings have 150 problems:")
                .hasMessageEndingWith("\n  and 50 more");
    }

    @Test
    void keepsTheRulesOfAnObjectMapping() {
        Rule mapping = new ObjectMappingRule(
                2,
                "r2",
                ObjectMappingRule.Action.MAP_RECORD_TO_RECORD,
                new NamePattern("shop", false),
                new NamePattern("orders", false),
                Optional.of("Orders"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Extras.NONE);

        MappingPlan plan = plan(catalog(table("shop", "orders", "id")), include(1, "shop", "%"), mapping);

        assertThat(plan.tables().get(0).decidedBy()).containsExactly(include(1, "shop", "%"), mapping);
    }
}
