package io.dmskit.mapping.plan;

import static io.dmskit.mapping.plan.Tables.atLeast;
import static io.dmskit.mapping.plan.Tables.change;
import static io.dmskit.mapping.plan.Tables.exclude;
import static io.dmskit.mapping.plan.Tables.include;
import static io.dmskit.mapping.plan.Tables.mappings;
import static io.dmskit.mapping.plan.Tables.settings;
import static io.dmskit.mapping.plan.Tables.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.catalog.Catalog;
import io.dmskit.document.Change;
import io.dmskit.mapping.DataType;
import io.dmskit.mapping.ObjectLocator;
import io.dmskit.mapping.ParallelLoad;
import io.dmskit.mapping.Rule;
import io.dmskit.mapping.TableMappings;
import io.dmskit.mapping.Transformation;
import io.dmskit.mapping.expression.Expression;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MappingDiffTest {
    private static final Catalog SHOP = Tables.catalog(
            table("shop", "orders", "id", "note"), table("shop", "people", "id", "phone"), table("shop", "tmp", "id"));

    private static final TableMappings BEFORE = mappings(
            include(1, "shop", "%"),
            exclude(2, "shop", "tmp"),
            change(3, ObjectLocator.schemas("shop"), new Transformation.Rename("store")),
            change(4, ObjectLocator.columns("shop", "people", "phone"), new Transformation.DigitsMask('#')));

    @Test
    void seesNoDifferenceInOrderIdsAndNames() {
        TableMappings same = mappings(
                change(30, ObjectLocator.columns("shop", "people", "phone"), new Transformation.DigitsMask('#')),
                change(40, ObjectLocator.schemas("shop"), new Transformation.Rename("store")),
                exclude(50, "shop", "tmp"),
                include(60, "shop", "%"),
                include(70, "shop", "%"),
                change(80, ObjectLocator.schemas("shop"), new Transformation.Rename("dead")));

        assertThat(MappingDiff.between(BEFORE, same, Optional.empty())).isEmpty();
        assertThat(MappingDiff.between(BEFORE, same, Optional.of(SHOP))).isEmpty();
    }

    @Test
    void saysByTableAndColumnWhatChanges() {
        TableMappings after = mappings(
                include(1, "shop", "orders", atLeast("id", "5")),
                include(2, "shop", "tmp"),
                change(3, ObjectLocator.schemas("shop"), new Transformation.Rename("sales")),
                change(4, ObjectLocator.columns("shop", "orders", "note"), new Transformation.RemoveColumn()),
                change(
                        5,
                        ObjectLocator.columns("shop", "orders", "%"),
                        new Transformation.AddColumn("store", Expression.parse("'7'"), DataType.string(4))),
                settings(6, "shop", "orders", new ParallelLoad.Ranges(List.of("id"), List.of(List.of("9")))));

        assertThat(lines(MappingDiff.between(BEFORE, after, Optional.of(SHOP))))
                .containsExactly(
                        "table shop.orders: lands as store.orders -> lands as sales.orders",
                        "column shop.orders.note: lands as note -> does not land",
                        "rows of shop.orders: - -> id >= 5",
                        "parallel load of shop.orders: - -> 2 ranges of id: id < 9; id >= 9",
                        "column \"store\" added to shop.orders: - -> is '7', as string(4)",
                        "table shop.people: lands as store.people -> -",
                        "table shop.tmp: - -> lands as sales.tmp");
    }

    @Test
    void saysBySubjectWhatChangesWhenTheSourceIsNotKnown() {
        TableMappings after = mappings(
                include(1, "shop", "%"),
                change(3, ObjectLocator.schemas("shop"), new Transformation.Rename("sales")),
                change(4, ObjectLocator.columns("shop", "people", "phone"), new Transformation.HashMask()),
                change(5, ObjectLocator.tables("shop", "%"), new Transformation.AddPrefix("x_")));

        assertThat(lines(MappingDiff.between(BEFORE, after, Optional.empty())))
                .containsExactly(
                        "tables shop.tmp: exclude -> -",
                        "schema shop: rename, value store -> rename, value sales",
                        "mask of column shop.people.phone: data-masking-digits-mask, value # -> data-masking-hash-mask",
                        "table shop.%: - -> add-prefix, value x_");
    }

    @Test
    void seesWhichOfTwoOverlappingRulesComesFirst() {
        Rule all = change(10, ObjectLocator.columns("shop", "%", "%"), new Transformation.ConvertLowercase());
        Rule one = change(20, ObjectLocator.columns("shop", "orders", "ID"), new Transformation.Rename("order_id"));
        Rule elsewhere = change(30, ObjectLocator.columns("hr", "%", "ID"), new Transformation.Rename("person_id"));

        List<Change> changes = MappingDiff.between(
                mappings(all, one, elsewhere), mappings(all.numbered(40, "a"), one, elsewhere), Optional.empty());

        assertThat(lines(changes))
                .containsExactly(
                        "where column shop.%.% meets column shop.orders.ID: convert-lowercase -> rename, value order_id");
    }

    private static List<String> lines(List<Change> changes) {
        return changes.stream()
                .map(change -> change.subject() + ": " + change.before().orElse("-") + " -> "
                        + change.after().orElse("-"))
                .toList();
    }
}
