package io.dmskit.mapping.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dmskit.catalog.Catalog;
import io.dmskit.catalog.Column;
import io.dmskit.catalog.Key;
import io.dmskit.catalog.Table;
import io.dmskit.catalog.TableName;
import io.dmskit.mapping.ColumnFilter;
import io.dmskit.mapping.DataType;
import io.dmskit.mapping.InvalidMappingException;
import io.dmskit.mapping.Rule;
import io.dmskit.mapping.TableMappings;
import io.dmskit.mapping.Transformation;
import io.dmskit.mapping.expression.Expression;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private static final Table CUSTOMERS = table("BANK", "CUSTOMERS", "CUST_ID", "FULL_NAME", "PHONE", "NOTE");
    private static final Table ORDERS = table("BANK", "ORDERS", "ID", "CUST_ID");
    private static final Catalog BANK = new Catalog(List.of(ORDERS, CUSTOMERS));
    private static final String LOWER_CASE =
            transformation(90, "convert-lowercase", "schema", "'schema-name':'BANK'", "")
                    + transformation(91, "convert-lowercase", "table", "'schema-name':'BANK','table-name':'%'", "")
                    + transformation(92, "convert-lowercase", "column", column("%", "%"), "");

    @Test
    void appliesTheLowestIdPerObjectAndLevelsIndependently() {
        MappingPlan plan = plan(
                BANK,
                LOWER_CASE + transformation(10, "rename", "column", column("%", "CUST_ID"), ",'value':'customer_id'"));

        TablePlan customers = plan.table(CUSTOMERS.name()).orElseThrow();
        assertThat(customers.target()).isEqualTo(new TableName("bank", "customers"));
        assertThat(names(customers)).containsExactly("customer_id", "full_name", "phone", "note");
        assertThat(customers.key()).contains(new Key("pk", List.of("customer_id")));
        assertThat(customers.columns().get(0).decidedBy()).extracting(Rule::id).containsExactly(10L);
        assertThat(names(plan.table(ORDERS.name()).orElseThrow())).containsExactly("id", "customer_id");
    }

    @Test
    void addsColumnsAfterTheTablesOwnAndReadsRemovedOnes() {
        MappingPlan plan = plan(
                BANK,
                transformation(5, "remove-column", "column", column("CUSTOMERS", "FULL_NAME"), "")
                        + transformation(
                                6,
                                "add-column",
                                "column",
                                "'schema-name':'BANK','table-name':'CUSTOMERS'",
                                ",'value':'first','expression':'upper($FULL_NAME)','data-type':{'type':'string','length':9}"));

        TablePlan customers = plan.table(CUSTOMERS.name()).orElseThrow();

        assertThat(names(customers)).containsExactly("CUST_ID", "PHONE", "NOTE", "first");
        assertThat(customers.columns().get(3))
                .isEqualTo(new ColumnPlan(
                        "first",
                        Optional.of(DataType.string(9)),
                        new ColumnPlan.Computed(Expression.parse("upper($FULL_NAME)")),
                        customers.columns().get(3).decidedBy()));
    }

    @Test
    void keepsAMaskBesideARenameAndDropsTheMaskedKey() {
        MappingPlan plan = plan(
                BANK,
                LOWER_CASE
                        + transformation(
                                95, "data-masking-digits-mask", "column", column("CUSTOMERS", "PHONE"), ",'value':'#'")
                        + transformation(96, "data-masking-hash-mask", "column", column("ORDERS", "ID"), ""));

        ColumnPlan phone =
                plan.table(CUSTOMERS.name()).orElseThrow().column("phone").orElseThrow();
        assertThat(phone.origin())
                .isEqualTo(new ColumnPlan.Masked(
                        CUSTOMERS.column("PHONE").orElseThrow(), new Transformation.DigitsMask('#')));
        assertThat(phone.decidedBy()).extracting(Rule::id).containsExactly(92L, 95L);
        assertThat(plan.table(ORDERS.name()).orElseThrow().key()).isEmpty();
    }

    @Test
    void switchesToTheIncludedColumnsOnly() {
        MappingPlan plan = plan(
                BANK,
                transformation(5, "include-column", "column", column("CUSTOMERS", "CUST_ID"), "")
                        + transformation(6, "include-column", "column", column("CUSTOMERS", "N%"), ""));

        assertThat(names(plan.table(CUSTOMERS.name()).orElseThrow())).containsExactly("CUST_ID", "NOTE");
        assertThat(names(plan.table(ORDERS.name()).orElseThrow())).containsExactly("ID", "CUST_ID");
    }

    @Test
    void definesTheKeyInTargetNames() {
        MappingPlan plan = plan(
                BANK,
                transformation(
                                4,
                                "add-column",
                                "column",
                                "'schema-name':'BANK','table-name':'ORDERS'",
                                ",'value':'store','expression':\"'7'\",'data-type':{'type':'string','length':4}")
                        + transformation(
                                5,
                                "define-primary-key",
                                "table",
                                "'schema-name':'BANK','table-name':'ORDERS'",
                                ",'primary-key-def':{'name':'ux','origin':'unique-index','columns':['store','ID']}"));

        TablePlan orders = plan.table(ORDERS.name()).orElseThrow();

        assertThat(orders.key()).contains(new Key("ux", List.of("store", "ID")));
        assertThat(orders.keyIsUniqueIndex()).isTrue();
    }

    @Test
    void selectsWithExcludesExplicitsFiltersAndLoadOrder() {
        Catalog catalog = new Catalog(List.of(
                table("s", "a", "id"),
                table("s", "b", "id"),
                table("s", "tmp_1", "id"),
                table("s", "tmp_2", "id"),
                view("s", "v")));

        MappingPlan plan = MappingPlan.of(mappings("""
                        {'rule-type':'selection','rule-id':1,'rule-name':'r1','rule-action':'include',
                          'object-locator':{'schema-name':'s','table-name':'%'}},
                        {'rule-type':'selection','rule-id':2,'rule-name':'r2','rule-action':'exclude',
                          'object-locator':{'schema-name':'s','table-name':'tmp%'}},
                        {'rule-type':'selection','rule-id':3,'rule-name':'r3','rule-action':'explicit',
                          'object-locator':{'schema-name':'s','table-name':'tmp_2'}},
                        {'rule-type':'selection','rule-id':4,'rule-name':'r4','rule-action':'include','load-order':7,
                          'object-locator':{'schema-name':'s','table-name':'b'},'filters':[{'filter-type':'source',
                          'column-name':'id','filter-conditions':[{'filter-operator':'ste','value':5}]}]}"""), catalog, Optional.of("t"));

        assertThat(plan.tables()).extracting(TablePlan::target).hasToString("[t.b, t.a, t.tmp_2]");
        assertThat(plan.tables().get(0).filters())
                .containsExactly(new ColumnFilter(
                        "id", List.of(new ColumnFilter.Condition(ColumnFilter.Operator.LTE, List.of("5")))));
        assertThat(plan.tables().get(0).loadOrder()).isEqualTo(7);
        assertThat(plan.tables().get(1).filters()).isEmpty();
    }

    @Test
    void letsASchemaRuleBeatTheTargetSchema() {
        MappingPlan plan = MappingPlan.of(all("BANK", LOWER_CASE), BANK, Optional.of("elsewhere"));

        assertThat(plan.tables())
                .allSatisfy(table -> assertThat(table.target().schema()).isEqualTo("bank"));
    }

    @Test
    void retypesAllColumnsOfOneType() {
        Catalog catalog = new Catalog(List.of(new Table(
                new TableName("s", "t"),
                Table.Kind.TABLE,
                List.of(
                        new Column("d", "date", Column.Kind.DATE_OR_TIME, true),
                        new Column("at", "timestamp without time zone", Column.Kind.DATE_OR_TIME, true)),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                0)));

        MappingPlan plan = MappingPlan.of(
                all(
                        "s",
                        transformation(
                                5,
                                "change-data-type",
                                "column",
                                "'schema-name':'s','table-name':'t','column-name':'%','data-type':'date'",
                                ",'data-type':{'type':'string','length':'10'}")),
                catalog,
                Optional.empty());

        assertThat(plan.tables().get(0).columns())
                .extracting(ColumnPlan::type)
                .containsExactly(Optional.of(DataType.string(10)), Optional.empty());
    }

    @Test
    void reportsEveryConflictWithTheCatalogAtOnce() {
        String rules = transformation(
                        3, "rename", "table", "'schema-name':'BANK','table-name':'ORDERS'", ",'value':'CUSTOMERS'")
                + transformation(4, "rename", "column", column("CUSTOMERS", "NOTE"), ",'value':'Phone'")
                + transformation(
                        5,
                        "add-column",
                        "column",
                        "'schema-name':'BANK','table-name':'CUSTOMERS'",
                        ",'value':'x','expression':'$FULLNAME','data-type':{'type':'string','length':9}");

        assertThatThrownBy(() -> plan(BANK, rules))
                .isInstanceOf(InvalidMappingException.class)
                .hasMessage("table mappings have 3 problems:\n"
                        + "  rule 5 (add-column \"x\") reads $FULLNAME, but BANK.CUSTOMERS has no such column, did you mean"
                        + " FULL_NAME?\n"
                        + "  columns PHONE and NOTE of BANK.CUSTOMERS both become \"Phone\": give them different names or remove"
                        + " one\n"
                        + "  tables BANK.CUSTOMERS and BANK.ORDERS both become BANK.CUSTOMERS: give them different names or"
                        + " exclude one");
    }

    private static MappingPlan plan(Catalog catalog, String rules) {
        return MappingPlan.of(all("BANK", rules), catalog, Optional.empty());
    }

    private static TableMappings all(String schema, String rules) {
        return mappings(
                "{'rule-type':'selection','rule-id':1,'rule-name':'all','rule-action':'include','object-locator':"
                        + "{'schema-name':'" + schema + "','table-name':'%'}}" + rules);
    }

    private static TableMappings mappings(String rules) {
        String json = "{'rules':[" + rules + "]}";
        return TableMappings.parse(
                "test", json.replace("\"'7'\"", "@").replace('\'', '"').replace("@", "\"'7'\""));
    }

    private static String transformation(int id, String action, String target, String locator, String rest) {
        return ",{'rule-type':'transformation','rule-id':" + id + ",'rule-name':'n" + id + "','rule-action':'" + action
                + "','rule-target':'" + target + "','object-locator':{" + locator + "}" + rest + "}";
    }

    private static String column(String table, String column) {
        return "'schema-name':'BANK','table-name':'" + table + "','column-name':'" + column + "'";
    }

    private static List<String> names(TablePlan table) {
        return table.columns().stream().map(ColumnPlan::name).toList();
    }

    /** A table of text columns; the first is its key. */
    private static Table table(String schema, String name, String... columns) {
        return new Table(
                new TableName(schema, name),
                Table.Kind.TABLE,
                Arrays.stream(columns)
                        .map(column -> new Column(column, "text", Column.Kind.TEXT, true))
                        .toList(),
                Optional.of(new Key("pk", List.of(columns[0]))),
                List.of(),
                Optional.empty(),
                0);
    }

    private static Table view(String schema, String name) {
        return new Table(
                new TableName(schema, name),
                Table.Kind.VIEW,
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                0);
    }
}
