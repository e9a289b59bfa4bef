package io.dmskit.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.local.database.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresCatalogIT {
    private static PostgresServer server;
    private static Catalog catalog;

    @BeforeAll
    static void start() throws SQLException {
        server = PostgresServer.start("shop");
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    CREATE SCHEMA "Odd";
                    CREATE TYPE "Odd".mood AS ENUM ('sad', 'happy');
                    CREATE DOMAIN "Odd".money_amount AS numeric(14,2);
                    CREATE TABLE "Odd"."orders, late" (id bigint PRIMARY KEY, mood "Odd".mood, amount "Odd".money_amount NOT NULL,
                        at timestamptz(3), day date, t time, span interval, doc jsonb, raw bytea, tags text[], code char(6),
                        one "char", bits bit(3), ref uuid NOT NULL UNIQUE, weight real, ok boolean, price money);
                    CREATE TABLE "Odd".sales (id int, day date NOT NULL) PARTITION BY RANGE (day);
                    CREATE TABLE "Odd".sales_2025 PARTITION OF "Odd".sales FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
                    CREATE TABLE "Odd".sales_2026 PARTITION OF "Odd".sales FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
                    INSERT INTO "Odd".sales SELECT n, DATE '2025-01-01' + n FROM generate_series(1, 700) n;
                    CREATE TABLE "Odd".toasted (id int PRIMARY KEY, body text);
                    ALTER TABLE "Odd".toasted ALTER body SET STORAGE EXTERNAL;
                    INSERT INTO "Odd".toasted VALUES (1, repeat('x', 1000000));
                    CREATE VIEW "Odd".recent AS SELECT * FROM "Odd".sales;
                    """);
            catalog = PostgresCatalog.readWithSizes(connection);
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void measuresTablesWithTheirLobsAndPartitionedTablesByTheirPartitions() {
        assertThat(table("toasted").bytes()).isGreaterThan(1_000_000);
        assertThat(table("sales_2025").bytes()).isPositive();
        assertThat(table("sales").bytes())
                .isEqualTo(table("sales_2025").bytes() + table("sales_2026").bytes());
        assertThat(table("recent").bytes()).isZero();
    }

    @Test
    void isDescribedAsTextAndReadBackEqual() {
        String description = CatalogDescription.write(catalog);

        assertThat(CatalogDescription.read("shop.json", description)).isEqualTo(catalog);
        assertThat(description).contains("\"partition-of\": \"sales\"", "\"amount\": \"numeric(14,2) not null\"");
    }

    private static Table table(String name) {
        return catalog.table(new TableName("Odd", name)).orElseThrow();
    }
}
