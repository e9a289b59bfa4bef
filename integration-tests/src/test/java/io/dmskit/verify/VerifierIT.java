package io.dmskit.verify;

import static io.dmskit.Sql.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dmskit.catalog.Catalog;
import io.dmskit.catalog.Column;
import io.dmskit.catalog.Key;
import io.dmskit.catalog.PostgresCatalog;
import io.dmskit.catalog.Table;
import io.dmskit.catalog.TableName;
import io.dmskit.local.database.PostgresServer;
import io.dmskit.mapping.ColumnFilter;
import io.dmskit.mapping.ColumnFilter.Condition;
import io.dmskit.mapping.ColumnFilter.Operator;
import io.dmskit.mapping.Transformation;
import io.dmskit.mapping.expression.Expression;
import io.dmskit.mapping.plan.ColumnPlan;
import io.dmskit.mapping.plan.MappingPlan;
import io.dmskit.mapping.plan.TablePlan;
import io.dmskit.migration.CutoverPolicy.Check;
import io.dmskit.verify.Difference.Kind;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VerifierIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static PostgresServer source;
    private static PostgresServer target;

    @BeforeAll
    static void start() {
        source = PostgresServer.start("legacy");
        target = PostgresServer.start("modern");
    }

    @AfterAll
    static void stop() {
        source.close();
        target.close();
    }

    @BeforeEach
    void emptyBothSides() throws SQLException {
        for (PostgresServer server : List.of(source, target)) {
            run(server, "DROP SCHEMA IF EXISTS bank CASCADE", "CREATE SCHEMA bank");
        }
    }

    @Test
    void findsEveryTypeIdenticalOnBothSides() throws SQLException {
        onBoth("""
                CREATE TABLE bank.everything (id bigint PRIMARY KEY, amount numeric(14,2), rate numeric, note text,
                    code char(6), at timestamptz, day date, span interval, ref uuid, doc jsonb, raw bytea, tags text[],
                    weight double precision, ok boolean, words tsvector)
                """, """
                INSERT INTO bank.everything VALUES
                    (1, 12.50, 0.1000, 'a|b~c', 'ab', '2026-03-01 12:00:00.123456+05', '2026-03-01', '1 day 2 hours',
                     'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '{"b": 1, "a": [2]}', '\\x00ff', '{"x,y",NULL}', 1e-7, true, 'cats'),
                    (2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
                    (3, -0.01, 'NaN', 'Жанна Сергеевна 张伟 👩‍🚀', 'é', 'infinity', '0044-03-15 BC', NULL, NULL, 'null', '', '{}',
                     'NaN', false, '')
                """);

        TableComparison table = compare(copyOf("everything"));

        assertThat(table.describe()).isEqualTo("bank.everything -> bank.everything: 3 rows identical");
        assertThat(table.notCompared()).isEmpty();
    }

    @Test
    void namesMissingExtraAndDifferentRows() throws SQLException {
        onBoth(
                "CREATE TABLE bank.entry (id bigint, leg int, amount numeric(14,2), note text, PRIMARY KEY (id, leg))",
                "INSERT INTO bank.entry SELECT i, i % 3, i / 100.0, 'entry ' || i FROM generate_series(1, 20000) i");
        run(target, "DELETE FROM bank.entry WHERE id = 77");
        run(target, "INSERT INTO bank.entry VALUES (30000, 1, 1, 'not of the source')");
        run(target, "UPDATE bank.entry SET amount = amount + 0.01, note = NULL WHERE id = 12345");

        TableComparison table = compare(copyOf("entry"));

        assertThat(table.identical()).isFalse();
        assertThat(table.sourceRows()).isEqualTo(20000);
        assertThat(table.targetRows()).isEqualTo(20000);
        assertThat(table.differences())
                .containsExactlyInAnyOrder(
                        new Difference(Kind.MISSING_ON_TARGET, List.of("77", "2"), List.of()),
                        new Difference(Kind.ONLY_ON_TARGET, List.of("30000", "1"), List.of()),
                        new Difference(Kind.DIFFERENT, List.of("12345", "0"), List.of("amount", "note")));
    }

    @Test
    void reportsNoMoreDifferencesThanAsked() throws SQLException {
        onBoth("CREATE TABLE bank.t (id int PRIMARY KEY)", "INSERT INTO bank.t SELECT generate_series(1, 5000)");
        run(target, "DELETE FROM bank.t");

        TableComparison table = verifier()
                .differencesPerTable(3)
                .verify(planOf("t"), LIMIT)
                .tables()
                .get(0);

        assertThat(table.differences()).hasSize(3);
        assertThat(table.targetRows()).isZero();
    }

    @Test
    void noticesARowThatStandsTwiceWhereThereIsNoKey() throws SQLException {
        onBoth(
                "CREATE TABLE bank.log (line text, n int)",
                "INSERT INTO bank.log VALUES ('a', 1), ('b', NULL), ('b', NULL)");
        run(target, "INSERT INTO bank.log VALUES ('a', 1), ('c', 3)");
        run(source, "INSERT INTO bank.log VALUES ('b', NULL), ('b', NULL)");

        assertThat(compare(copyOf("log")).differences())
                .containsExactly(
                        new Difference(Kind.ONLY_ON_TARGET, List.of("a", "1"), List.of()),
                        new Difference(Kind.MISSING_ON_TARGET, List.of("b", "~"), List.of()),
                        new Difference(Kind.ONLY_ON_TARGET, List.of("c", "3"), List.of()));
    }

    @Test
    void doesNotTakeShiftedTextForTheSameRow() throws SQLException {
        onBoth("CREATE TABLE bank.pair (id int PRIMARY KEY, a text, b text)");
        run(source, "INSERT INTO bank.pair VALUES (1, 'x|1:y', 'z'), (2, '~', NULL), (3, '', NULL)");
        run(target, "INSERT INTO bank.pair VALUES (1, 'x', 'y|1:z'), (2, NULL, '~'), (3, NULL, '')");

        assertThat(compare(copyOf("pair")).differences()).hasSize(3);
    }

    @Test
    void holdsNumbersAndFixedLengthTextsOfDifferentTypesAgainstEachOther() throws SQLException {
        run(source, "CREATE TABLE bank.t (id int PRIMARY KEY, n numeric(10,2), c char(8), at timestamp(6))");
        run(target, "CREATE TABLE bank.t (id bigint PRIMARY KEY, n numeric(12,4), c varchar(8), at timestamp(3))");
        onBoth("INSERT INTO bank.t VALUES (1, 1.50, 'ab', '2026-01-01 00:00:00.1236'), (2, 100, '', NULL)");

        assertThat(compare(copyOf("t")).identical()).isTrue();
    }

    @Test
    void comparesThroughFiltersMasksRenamesAndRemovedColumns() throws SQLException {
        run(
                source,
                "CREATE TABLE bank.\"CARDS\" (\"CARD_ID\" int PRIMARY KEY, \"NUMBER\" text, \"HOLDER\" text, \"PIN\" text)",
                "INSERT INTO bank.\"CARDS\" VALUES (1, '4000-12', 'Jo', '1'), (2, '5111-34', 'Ann', '2'), (3, NULL, NULL, NULL)");
        run(
                target,
                "CREATE TABLE bank.cards (card_id int PRIMARY KEY, number text, holder varchar(64))",
                "INSERT INTO bank.cards VALUES (2, '####-##', upper(encode(sha256('Ann'), 'hex')))");
        Table cards = table("CARDS");
        TablePlan plan = new TablePlan(
                cards,
                new TableName("bank", "cards"),
                List.of(
                        column("card_id", new ColumnPlan.Copied(column(cards, "CARD_ID"))),
                        column(
                                "number",
                                new ColumnPlan.Masked(column(cards, "NUMBER"), new Transformation.DigitsMask('#'))),
                        column(
                                "holder",
                                new ColumnPlan.Masked(column(cards, "HOLDER"), new Transformation.HashMask()))),
                Optional.of(new Key("pk", List.of("card_id"))),
                false,
                List.of(
                        new ColumnFilter("CARD_ID", List.of(new Condition(Operator.GTE, List.of("2")))),
                        new ColumnFilter("NUMBER", List.of(new Condition(Operator.NOTNULL, List.of())))),
                0,
                Optional.empty());

        TableComparison table = compare(plan);

        assertThat(table.describe()).isEqualTo("bank.CARDS -> bank.cards: 1 rows identical");
    }

    @Test
    void computesSplitNamesInsideTheSource() throws SQLException {
        run(
                source,
                "CREATE TABLE bank.person (id int PRIMARY KEY, full_name text)",
                "INSERT INTO bank.person VALUES (1, 'Jane Doe'), (2, 'Jane van Doe'), (3, 'Jane'), (4, ' Al  Al '),"
                        + " (5, '  '), (6, NULL)");
        run(
                target,
                "CREATE TABLE bank.person (id int PRIMARY KEY, first_name varchar(100), last_name varchar(100))",
                "INSERT INTO bank.person VALUES (1, 'Jane', 'Doe'), (2, 'Jane', 'van Doe'), (3, 'Jane', NULL),"
                        + " (4, 'Al', 'Al'), (5, NULL, NULL), (6, NULL, NULL)");
        TablePlan plan = with(
                copyOf("person"),
                List.of(
                        column("id", new ColumnPlan.Copied(column(table("person"), "id"))),
                        computed(
                                "first_name",
                                "CASE WHEN trim($full_name) = '' THEN NULL ELSE replace(trim($full_name), ltrim(trim($full_name),"
                                        + " replace(trim($full_name), ' ', '')), '') END"),
                        computed(
                                "last_name",
                                "nullif(trim(ltrim(trim($full_name), replace(trim($full_name), ' ', ''))), '')")));

        assertThat(compare(plan).describe()).isEqualTo("bank.person -> bank.person: 6 rows identical");
        assertThat(compare(plan).notCompared()).isEmpty();

        run(target, "UPDATE bank.person SET last_name = 'Roe' WHERE id = 1");

        assertThat(compare(plan).differences())
                .containsExactly(new Difference(Kind.DIFFERENT, List.of("1"), List.of("last_name")));
    }

    @Test
    void seesOnlyItsOwnRowsInATargetThatSeveralSourcesShare() throws SQLException {
        run(
                source,
                "CREATE TABLE bank.stock (sku text PRIMARY KEY, n int)",
                "INSERT INTO bank.stock VALUES ('milk', 146)");
        run(
                target,
                "CREATE TABLE bank.stock (store_id char(4), sku text, n int, PRIMARY KEY (store_id, sku))",
                "INSERT INTO bank.stock VALUES ('0001', 'milk', 146), ('0002', 'milk', 7)");
        Table stock = table("stock");
        TablePlan plan = new TablePlan(
                stock,
                stock.name(),
                List.of(
                        column("sku", new ColumnPlan.Copied(column(stock, "sku"))),
                        column("n", new ColumnPlan.Copied(column(stock, "n"))),
                        computed("store_id", "'0001'")),
                Optional.of(new Key("pk", List.of("store_id", "sku"))),
                false,
                List.of(),
                0,
                Optional.empty());

        assertThat(compare(plan).describe()).isEqualTo("bank.stock -> bank.stock: 1 rows identical");

        run(target, "UPDATE bank.stock SET n = 1");

        assertThat(compare(plan).differences())
                .containsExactly(new Difference(Kind.DIFFERENT, List.of("0001", "milk"), List.of("n")));
    }

    @Test
    void saysWhichColumnsItDidNotCompare() throws SQLException {
        onBoth(
                "CREATE TABLE bank.t (id int PRIMARY KEY, phone text, weight real)",
                "INSERT INTO bank.t VALUES (1, '12', 1.5)");
        run(target, "ALTER TABLE bank.t ALTER weight TYPE double precision", "UPDATE bank.t SET phone = '93'");
        Table t = table("t");
        TablePlan plan = with(
                copyOf("t"),
                List.of(
                        column("id", new ColumnPlan.Copied(column(t, "id"))),
                        column(
                                "phone",
                                new ColumnPlan.Masked(column(t, "phone"), new Transformation.DigitsRandomize())),
                        column("weight", new ColumnPlan.Copied(column(t, "weight")))));

        TableComparison table = compare(plan);

        assertThat(table.identical()).isTrue();
        assertThat(table.notCompared())
                .containsExactly(
                        new NotCompared("phone", "its digits are replaced by random ones"),
                        new NotCompared(
                                "weight",
                                "floating point has no common text: real on the source, double precision on the target"));
    }

    @Test
    void reportsATableThatIsNotOnTheTargetOrLacksAColumn() throws SQLException {
        run(source, "CREATE TABLE bank.a (id int)", "CREATE TABLE bank.b (id int, x int)");
        run(target, "CREATE TABLE bank.b (id int)");

        VerificationReport report = verifier().verify(planOf("a", "b"), LIMIT);

        assertThat(report.identical()).isFalse();
        assertThat(report.describe())
                .isEqualTo("bank.a -> bank.a: not compared: it is not on the target; "
                        + "bank.b -> bank.b: not compared: the target has no column x");
    }

    @Test
    void countsOnlyWhenAskedTo() throws SQLException {
        onBoth("CREATE TABLE bank.t (id int PRIMARY KEY, n int)", "INSERT INTO bank.t VALUES (1, 1)");
        run(target, "UPDATE bank.t SET n = 2");

        VerificationReport report =
                verifier().checking(Set.of(Check.ROW_COUNTS)).verify(planOf("t"), LIMIT);

        assertThat(report.identical()).isTrue();
    }

    @Test
    void givesUpWhatIsNotDoneInTime() throws SQLException {
        onBoth("CREATE TABLE bank.t (id int PRIMARY KEY)", "INSERT INTO bank.t VALUES (1)");
        try (Connection blocker = target.connect();
                Statement lock = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            lock.execute("LOCK TABLE bank.t IN ACCESS EXCLUSIVE MODE");

            TableComparison table = verifier()
                    .verify(planOf("t"), Duration.ofSeconds(1))
                    .tables()
                    .get(0);

            assertThat(table.problem()).hasValue("not done within the 1 s given");
        }
    }

    @Test
    void tellsOfEachTable() throws SQLException {
        onBoth("CREATE TABLE bank.a (id int)", "CREATE TABLE bank.b (id int)");
        List<String> heard = new ArrayList<>();

        verifier()
                .telling((table, done, all) -> heard.add(done + "/" + all + " " + table.identical()))
                .verify(planOf("a", "b"), LIMIT);

        assertThat(heard).containsExactly("1/2 true", "2/2 true");
    }

    @Test
    void saysWhichSideCannotBeReached() {
        assertThatThrownBy(() -> Verifier.between(
                                source::connect,
                                () -> DriverManager.getConnection("jdbc:postgresql://127.0.0.1:1/gone", "dmskit", "x"))
                        .verify(new MappingPlan(List.of()), LIMIT))
                .isInstanceOf(VerificationException.class)
                .hasMessageStartingWith("cannot read the target database: ");
    }

    private static Verifier verifier() {
        return Verifier.between(source::connect, target::connect);
    }

    private static TableComparison compare(TablePlan plan) {
        return verifier().verify(new MappingPlan(List.of(plan)), LIMIT).tables().get(0);
    }

    private static MappingPlan planOf(String... tables) throws SQLException {
        List<TablePlan> plans = new ArrayList<>();
        for (String table : tables) {
            plans.add(copyOf(table));
        }
        return new MappingPlan(plans);
    }

    private static TablePlan copyOf(String name) throws SQLException {
        Table table = table(name);
        return new TablePlan(
                table,
                table.name(),
                table.columns().stream()
                        .map(column -> column(column.name(), new ColumnPlan.Copied(column)))
                        .toList(),
                table.key(),
                false,
                List.of(),
                0,
                Optional.empty());
    }

    private static TablePlan with(TablePlan plan, List<ColumnPlan> columns) {
        return new TablePlan(plan.source(), plan.target(), columns, plan.key(), false, List.of(), 0, Optional.empty());
    }

    private static Table table(String name) throws SQLException {
        try (Connection connection = source.connect()) {
            Catalog catalog = PostgresCatalog.read(connection);
            return catalog.table(new TableName("bank", name)).orElseThrow();
        }
    }

    private static Column column(Table table, String name) {
        return table.column(name).orElseThrow();
    }

    private static ColumnPlan column(String name, ColumnPlan.Origin origin) {
        return new ColumnPlan(name, Optional.empty(), origin, List.of());
    }

    private static ColumnPlan computed(String name, String expression) {
        return column(name, new ColumnPlan.Computed(Expression.parse(expression)));
    }

    private static void onBoth(String... statements) throws SQLException {
        run(source, statements);
        run(target, statements);
    }
}
