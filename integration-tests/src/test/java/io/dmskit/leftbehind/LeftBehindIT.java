package io.dmskit.leftbehind;

import static io.dmskit.Sql.run;
import static io.dmskit.Sql.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.catalog.PostgresCatalog;
import io.dmskit.endpoint.Engine;
import io.dmskit.local.database.PostgresServer;
import io.dmskit.mapping.TableMappings;
import io.dmskit.mapping.plan.MappingPlan;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A shop under other names, with everything that DMS does not move; the target as DMS leaves it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeftBehindIT {
    private static final String SOURCE = """
            DROP SCHEMA IF EXISTS "SHOP" CASCADE;
            CREATE SCHEMA "SHOP";
            SET search_path = pg_catalog;
            CREATE SEQUENCE "SHOP".invoice_numbers INCREMENT BY 10;
            SELECT nextval('"SHOP".invoice_numbers');
            CREATE TABLE "SHOP"."CUSTOMERS" (
                "ID" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "MAIL" text NOT NULL UNIQUE, "NAME" text DEFAULT 'nobody''s',
                "SINCE" date NOT NULL DEFAULT CURRENT_DATE,
                "SHOUTED" text GENERATED ALWAYS AS (upper("NAME")) STORED);
            CREATE TABLE "SHOP"."ORDERS" (
                "ID" serial PRIMARY KEY, "CUSTOMER" bigint NOT NULL, "STATE" text DEFAULT 'new', "TOTAL" numeric(12,2),
                "SECRET" text,
                CONSTRAINT total_is_positive CHECK ("TOTAL" > 0 AND "STATE" <> '"TOTAL"'),
                CONSTRAINT secret_is_kept CHECK ("SECRET" <> ''),
                CONSTRAINT ordered_by FOREIGN KEY ("CUSTOMER") REFERENCES "SHOP"."CUSTOMERS" ("ID") ON DELETE CASCADE);
            CREATE INDEX by_customer ON "SHOP"."ORDERS" ("CUSTOMER");
            CREATE INDEX open_ones ON "SHOP"."ORDERS" (lower("STATE"), "TOTAL" DESC) WHERE "STATE" <> 'done';
            CREATE FUNCTION "SHOP".touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
            CREATE TRIGGER touched BEFORE UPDATE ON "SHOP"."ORDERS" FOR EACH ROW EXECUTE FUNCTION "SHOP".touch();
            CREATE VIEW "SHOP".open_orders AS SELECT "ID" FROM "SHOP"."ORDERS" WHERE "STATE" <> 'done';
            COMMENT ON TABLE "SHOP"."ORDERS" IS 'what isn''t paid';
            COMMENT ON COLUMN "SHOP"."ORDERS"."TOTAL" IS 'with \\ tax';
            GRANT SELECT, UPDATE ON "SHOP"."ORDERS" TO clerk;
            GRANT SELECT ON "SHOP"."ORDERS" TO stranger;
            INSERT INTO "SHOP"."CUSTOMERS" ("MAIL") SELECT 'mail ' || i FROM generate_series(1, 100) i;
            INSERT INTO "SHOP"."ORDERS" ("CUSTOMER", "TOTAL") SELECT i, i FROM generate_series(1, 100) i""";

    private static final String TARGET = """
            DROP SCHEMA IF EXISTS shop CASCADE;
            CREATE SCHEMA shop;
            CREATE TABLE shop.clients (id bigint PRIMARY KEY, mail text, name text, since date);
            CREATE TABLE shop.orders (id integer PRIMARY KEY, customer bigint, state text, total numeric(12,2));
            INSERT INTO shop.clients SELECT i, 'mail ' || i, 'x', current_date FROM generate_series(1, 100) i;
            INSERT INTO shop.orders SELECT i, i, 'new', i FROM generate_series(1, 100) i""";

    private static final TableMappings MAPPINGS = TableMappings.parse("table-mappings.json", """
            {"rules": [
              {"rule-type": "selection", "rule-id": "1", "rule-name": "1", "rule-action": "include",
               "object-locator": {"schema-name": "SHOP", "table-name": "%", "table-type": "table"}},
              {"rule-type": "transformation", "rule-id": "6", "rule-name": "6", "rule-action": "remove-column",
               "rule-target": "column",
               "object-locator": {"schema-name": "SHOP", "table-name": "ORDERS", "column-name": "SECRET"}},
              {"rule-type": "transformation", "rule-id": "2", "rule-name": "2", "rule-action": "convert-lowercase",
               "rule-target": "schema", "object-locator": {"schema-name": "%"}},
              {"rule-type": "transformation", "rule-id": "7", "rule-name": "7", "rule-action": "convert-lowercase",
               "rule-target": "column", "object-locator": {"schema-name": "%", "table-name": "%", "column-name": "%"}},
              {"rule-type": "transformation", "rule-id": "4", "rule-name": "4", "rule-action": "rename",
               "rule-target": "table", "value": "orders", "object-locator": {"schema-name": "SHOP", "table-name": "ORDERS"}},
              {"rule-type": "transformation", "rule-id": "5", "rule-name": "5", "rule-action": "rename",
               "rule-target": "table", "value": "clients", "object-locator": {"schema-name": "SHOP", "table-name": "CUSTOMERS"}}
            ]}""");

    private PostgresServer source;
    private PostgresServer target;

    @BeforeAll
    void start() throws SQLException {
        source = PostgresServer.start("old");
        target = PostgresServer.start("new");
        run(source, "CREATE ROLE clerk", "CREATE ROLE stranger");
        run(target, "CREATE ROLE clerk");
    }

    @AfterAll
    void stop() {
        source.close();
        target.close();
    }

    @BeforeEach
    void fill() throws SQLException {
        run(source, SOURCE);
        run(target, TARGET);
    }

    private LeftBehind look() throws SQLException {
        try (Connection connection = source.connect()) {
            MappingPlan plan = MappingPlan.of(MAPPINGS, PostgresCatalog.read(connection), Optional.empty());
            return LeftBehind.look(plan, Engine.POSTGRES, source::connect, Engine.POSTGRES, target::connect);
        }
    }

    private static LeftObject only(LeftBehind left, ObjectKind kind, String name) {
        List<LeftObject> found = left.objects().stream()
                .filter(one -> one.kind() == kind && one.name().equals(name))
                .toList();
        assertThat(found).as(kind + " " + name + " of\n" + left.describe()).hasSize(1);
        return found.get(0);
    }

    @Test
    void namesEverythingThatDidNotMoveUnderItsNewName() throws SQLException {
        LeftBehind left = look();

        assertThat(left.notLooked()).isEmpty();
        assertThat(only(left, ObjectKind.INDEX, "by_customer").proposal())
                .contains("CREATE INDEX \"by_customer\" ON \"shop\".\"orders\" USING btree (\"customer\");");
        assertThat(only(left, ObjectKind.CHECK, "total_is_positive").proposal().orElseThrow())
                .contains("((\"total\" > (0)::numeric) AND (\"state\" <> '\"TOTAL\"'::text))");
        assertThat(only(left, ObjectKind.CHECK, "secret_is_kept").remark()).contains(Sides.NOT_ALL_LAND);
        assertThat(only(left, ObjectKind.FOREIGN_KEY, "ordered_by").proposal().orElseThrow())
                .contains("REFERENCES \"shop\".\"clients\" (\"id\") ON DELETE CASCADE NOT VALID;");
        assertThat(only(left, ObjectKind.GRANT, "clerk").onSource()).isEqualTo("SELECT, UPDATE to clerk");
        assertThat(only(left, ObjectKind.GRANT, "stranger").remark()).contains("the target has no role stranger");
        assertThat(only(left, ObjectKind.VIEW, "SHOP.open_orders").proposal()).isEmpty();
        assertThat(only(left, ObjectKind.ROUTINE, "SHOP.touch()").onSource()).contains("RETURN new");
        assertThat(only(left, ObjectKind.TRIGGER, "touched").target()).hasToString("Optional[shop.orders]");
        assertThat(left.byKind())
                .containsOnlyKeys(
                        ObjectKind.UNIQUE_KEY,
                        ObjectKind.INDEX,
                        ObjectKind.SEQUENCE,
                        ObjectKind.DEFAULT,
                        ObjectKind.NOT_NULL,
                        ObjectKind.GENERATED_COLUMN,
                        ObjectKind.CHECK,
                        ObjectKind.FOREIGN_KEY,
                        ObjectKind.ROUTINE,
                        ObjectKind.TRIGGER,
                        ObjectKind.VIEW,
                        ObjectKind.GRANT,
                        ObjectKind.COMMENT);
    }

    @Test
    void proposesWhatPostgresTakesAndWhatLeavesNothingElseBehind() throws SQLException {
        run(target, "CREATE FUNCTION shop.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END'");
        LeftBehind left = look();

        for (LeftObject object : left.objects()) {
            if (object.proposal().isPresent()) {
                run(target, object.proposal().get());
            }
        }

        LeftBehind after = look();
        assertThat(after.byKind())
                .as(after.describe())
                .containsOnlyKeys(ObjectKind.CHECK, ObjectKind.VIEW, ObjectKind.GRANT);
        assertThat(text(target, "INSERT INTO shop.orders (customer, total) VALUES (1, 5) RETURNING id || ' ' || state"))
                .isEqualTo("101 new");
        assertThat(
                        text(
                                target,
                                "INSERT INTO shop.clients (mail) VALUES ('a') RETURNING id || ' ' || name || ' ' || \"SHOUTED\""))
                .isEqualTo("101 nobody's NOBODY'S");
        assertThat(text(target, "SELECT nextval('shop.invoice_numbers')")).isEqualTo("11");
    }

    @Test
    void saysWhetherTheNextInsertCollides() throws SQLException {
        run(target, """
                ALTER TABLE shop.orders ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY;
                ALTER TABLE shop.clients ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (START WITH 101)""");
        run(source, "SELECT nextval('\"SHOP\".\"CUSTOMERS_ID_seq\"')");

        LeftBehind left = look();

        LeftObject orders = only(left, ObjectKind.SEQUENCE, "ID", "SHOP.ORDERS");
        assertThat(orders.urgent()).isTrue();
        assertThat(orders.onSource()).isEqualTo("next is 101");
        assertThat(orders.onTarget()).isEqualTo("next is 1, and the highest value there is 100");
        assertThat(orders.remark()).contains("the next insert on the target collides with a row that has moved");
        LeftObject clients = only(left, ObjectKind.SEQUENCE, "ID", "SHOP.CUSTOMERS");
        assertThat(clients.urgent()).isFalse();
        assertThat(clients.remark()).contains("numbers that the source has given out would be given out again");
        run(target, orders.proposal().orElseThrow(), clients.proposal().orElseThrow());
        assertThat(look().objects()).noneMatch(one -> one.name().equals("ID"));
    }

    private static LeftObject only(LeftBehind left, ObjectKind kind, String name, String table) {
        return left.objects().stream()
                .filter(one -> one.kind() == kind
                        && one.name().equals(name)
                        && one.source().orElseThrow().toString().equals(table))
                .findFirst()
                .orElseThrow(() -> new AssertionError(left.describe()));
    }

    @Test
    void whatAnotherIndexDoesIsNotMissed() throws SQLException {
        run(target, "CREATE INDEX other_name ON shop.orders (customer, state)");

        assertThat(look().objects()).noneMatch(one -> one.name().equals("by_customer"));
    }

    @Test
    void ofATableThatIsNotThereNothingElseIsSaid() throws SQLException {
        run(target, "DROP TABLE shop.orders");

        LeftBehind left = look();

        assertThat(only(left, ObjectKind.TABLE, "ORDERS").remark())
                .contains("it lands as shop.orders, which is not there");
        assertThat(left.objects()).noneMatch(one -> one.name().equals("by_customer"));
    }

    @Test
    void saysWhenADatabaseCannotBeReached() throws SQLException {
        try (Connection connection = source.connect()) {
            MappingPlan plan = MappingPlan.of(MAPPINGS, PostgresCatalog.read(connection), Optional.empty());

            LeftBehind left = LeftBehind.look(plan, Engine.POSTGRES, source::connect, Engine.POSTGRES, () -> {
                throw new SQLException("refused");
            });

            assertThat(left.objects()).isEmpty();
            assertThat(left.notLooked()).containsExactly("the target cannot be read: refused");
        }
    }
}
