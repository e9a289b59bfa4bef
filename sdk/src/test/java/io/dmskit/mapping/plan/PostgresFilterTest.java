package io.dmskit.mapping.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dmskit.catalog.Column;
import io.dmskit.catalog.Table;
import io.dmskit.catalog.TableName;
import io.dmskit.mapping.ColumnFilter;
import io.dmskit.mapping.ColumnFilter.Condition;
import io.dmskit.mapping.ColumnFilter.Operator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PostgresFilterTest {
    private static final Table TABLE = new Table(
            new TableName("BANK", "NOTICES"),
            Table.Kind.TABLE,
            List.of(
                    new Column("SENT", "date", Column.Kind.DATE_OR_TIME, true),
                    new Column("N", "integer", Column.Kind.INTEGER, true),
                    new Column("CODE", "character(3)", Column.Kind.TEXT, true),
                    new Column("NAME", "character varying(5)", Column.Kind.TEXT, true),
                    new Column("STATE", "bank.state", Column.Kind.USER_DEFINED, true)),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            0);

    @Test
    void letsEveryRowPassWithoutFilters() {
        assertThat(PostgresFilter.condition(List.of(), TABLE)).isEmpty();
    }

    @Test
    void comparesAsTheTypeOfTheColumn() {
        assertThat(condition("SENT", new Condition(Operator.GTE, List.of("2024-01-01"))))
                .isEqualTo("(\"SENT\" >= CAST('2024-01-01' AS date))");
    }

    @Test
    void comparesTextByCodePointsAndNeverCutsTheOperandToTheLengthOfTheColumn() {
        assertThat(condition("NAME", new Condition(Operator.EQ, List.of("O'Brien"))))
                .isEqualTo("(\"NAME\" COLLATE \"C\" = 'O''Brien')");
        assertThat(condition("CODE", new Condition(Operator.NOTEQ, List.of("abcd"))))
                .isEqualTo("(\"CODE\" COLLATE \"C\" <> 'abcd')");
    }

    @Test
    void comparesTypesOfTheUserAsText() {
        assertThat(condition("STATE", new Condition(Operator.EQ, List.of("open"))))
                .isEqualTo("(\"STATE\"::text COLLATE \"C\" = 'open')");
    }

    @Test
    void comparesWholeNumbersWithFractionsByValue() {
        assertThat(condition("N", new Condition(Operator.LTE, List.of("1.5"))))
                .isEqualTo("(\"N\" <= CAST('1.5' AS numeric))");
    }

    @Test
    void orsInclusiveConditionsAndAndsNegativeOnes() {
        assertThat(condition(
                        "SENT",
                        new Condition(Operator.BETWEEN, List.of("2024-01-01", "2024-02-01")),
                        new Condition(Operator.NULL, List.of()),
                        new Condition(Operator.NOTBETWEEN, List.of("2024-01-05", "2024-01-06")),
                        new Condition(Operator.NOTNULL, List.of())))
                .isEqualTo(
                        "((\"SENT\" BETWEEN CAST('2024-01-01' AS date) AND CAST('2024-02-01' AS date) OR \"SENT\" IS NULL)"
                                + " AND (\"SENT\" NOT BETWEEN CAST('2024-01-05' AS date) AND CAST('2024-01-06' AS date)"
                                + " AND \"SENT\" IS NOT NULL))");
    }

    @Test
    void andsFilters() {
        ColumnFilter sent = new ColumnFilter("SENT", List.of(new Condition(Operator.NOTNULL, List.of())));
        ColumnFilter code = new ColumnFilter("CODE", List.of(new Condition(Operator.NULL, List.of())));

        assertThat(PostgresFilter.condition(List.of(sent, code), TABLE))
                .isEqualTo("(\"SENT\" IS NOT NULL) AND (\"CODE\" IS NULL)");
    }

    @Test
    void refusesAColumnTheTableDoesNotHave() {
        assertThatThrownBy(() -> condition("sent", new Condition(Operator.NULL, List.of())))
                .hasMessage("filter on column sent, which BANK.NOTICES does not have");
    }

    private static String condition(String column, Condition... conditions) {
        return PostgresFilter.condition(List.of(new ColumnFilter(column, List.of(conditions))), TABLE);
    }
}
