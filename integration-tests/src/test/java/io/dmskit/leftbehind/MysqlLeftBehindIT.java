package io.dmskit.leftbehind;

import static io.dmskit.Sql.run;
import static io.dmskit.Sql.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.catalog.MysqlCatalog;
import io.dmskit.endpoint.Engine;
import io.dmskit.local.database.PostgresServer;
import io.dmskit.mapping.TableMappings;
import io.dmskit.mapping.plan.MappingPlan;
import io.dmskit.mariadb.MariadbServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A shop leaves MariaDB for PostgreSQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MysqlLeftBehindIT {
    private static final List<String> SOURCE = List.of(
            "CREATE DATABASE shop CHARACTER SET utf8mb4",
            "CREATE TABLE shop.customers (id int AUTO_INCREMENT PRIMARY KEY, mail varchar(100) NOT NULL UNIQUE)",
            """
            CREATE TABLE shop.orders (
                id bigint unsigned AUTO_INCREMENT PRIMARY KEY, customer int NOT NULL, state varchar(20) DEFAULT 'new',
                made timestamp DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP, note text, total decimal(12,2),
                INDEX by_state (state, total), INDEX by_start (note(10)), FULLTEXT INDEX words (note),
                CONSTRAINT positive CHECK (total >= 0 AND state <> 'lost'), CONSTRAINT short CHECK (char_length(note) < 5000),
                CONSTRAINT ordered_by FOREIGN KEY (customer) REFERENCES customers (id) ON DELETE CASCADE) COMMENT 'what''s sold'""",
            "CREATE TRIGGER shop.touched BEFORE UPDATE ON shop.orders FOR EACH ROW SET NEW.note = 'x'",
            "CREATE VIEW shop.open_orders AS SELECT id FROM shop.orders",
            "CREATE PROCEDURE shop.tidy() DELETE FROM shop.orders",
            "INSERT INTO shop.customers (mail) VALUES ('a'), ('b')",
            "INSERT INTO shop.orders (customer, total) VALUES (1, 1), (2, 2)");

    private static final String TARGET = """
            CREATE SCHEMA shop;
            CREATE TABLE shop.customers (id integer PRIMARY KEY, mail varchar(100));
            CREATE TABLE shop.orders (id numeric(20,0) PRIMARY KEY, customer integer, state varchar(20), made timestamp,
                note text, total numeric(12,2));
            INSERT INTO shop.customers VALUES (1, 'a'), (2, 'b');
            INSERT INTO shop.orders VALUES (1, 1, 'new', now(), 'x', 1), (2, 2, 'new', now(), 'y', 2)""";

    private static final TableMappings MAPPINGS = TableMappings.parse("table-mappings.json", """
            {"rules": [{"rule-type": "selection", "rule-id": "1", "rule-name": "1", "rule-action": "include",
               "object-locator": {"schema-name": "shop", "table-name": "%", "table-type": "table"}}]}""");

    private MariadbServer source;
    private PostgresServer target;

    @BeforeAll
    void start() throws Exception {
        source = MariadbServer.start();
        target = PostgresServer.start("shopnew");
        try (Connection connection = source.connect();
                Statement statement = connection.createStatement()) {
            for (String sql : SOURCE) {
                statement.execute(sql);
            }
        }
        run(target, TARGET);
    }

    @AfterAll
    void stop() throws Exception {
        if (source != null) {
            source.close();
        }
        if (target != null) {
            target.close();
        }
    }

    private LeftBehind look() throws SQLException {
        try (Connection connection = source.connect()) {
            MappingPlan plan = MappingPlan.of(MAPPINGS, MysqlCatalog.read(connection), Optional.empty());
            return LeftBehind.look(plan, Engine.MARIADB, source::connect, Engine.POSTGRES, target::connect);
        }
    }

    @Test
    void proposesWhatPostgresTakesAndSaysOfTheRestWhyNot() throws SQLException {
        LeftBehind left = look();
        assertThat(left.notLooked()).isEmpty();
        assertThat(left.objects())
                .filteredOn(one -> one.proposal().isEmpty())
                .extracting(LeftObject::name)
                .containsExactlyInAnyOrder(
                        "by_start", "words", "short", "shop.tidy (procedure)", "touched", "made", "shop.open_orders");

        for (LeftObject object : left.objects()) {
            if (object.proposal().isPresent()) {
                run(target, object.proposal().get());
            }
        }

        LeftBehind after = look();
        assertThat(after.objects()).as(after.describe()).allMatch(one -> one.proposal()
                .isEmpty());
        assertThat(text(target, "INSERT INTO shop.orders (customer, total) VALUES (1, 5) RETURNING id || ' ' || state"))
                .isEqualTo("3 new");
        assertThat(text(target, "INSERT INTO shop.customers (mail) VALUES ('c') RETURNING id::text"))
                .isEqualTo("3");
    }
}
