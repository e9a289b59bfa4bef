package io.dmskit.template;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.SplittableRandom;

/**
 * Opens an empty store, sells, takes back and restocks. The milk has a story: 100 to begin with, then -2, +50, -3 and +1, which makes
 * 146. Nothing else touches the milk.
 */
final class StoreTill implements Writer {
    static final String MILK = "MILK";
    static final int MILK_IN_THE_END = 146;

    private static final int[] MILK_MOVEMENTS = {100, -2, 50, -3, 1};
    private static final int PRODUCTS = 40;
    private static final int BETWEEN_STEPS = 20;

    private final SplittableRandom chance;
    private int products;
    private int milkMovements;
    private int written;

    private StoreTill(long seed, int products, int milkMovements) {
        this.chance = new SplittableRandom(seed);
        this.products = products;
        this.milkMovements = milkMovements;
    }

    /** Goes on where an earlier till has left off. */
    static StoreTill read(Connection connection) throws SQLException {
        int products = Statements.only(
                connection, Integer.class, "select count(*)::integer from store.products where sku <> ?", MILK);
        int movements = Statements.first(
                        connection, Integer.class, "select movements from store.inventory where sku = ?", MILK)
                .orElse(0);
        // Every store sells other amounts: the name of its database is its seed.
        int seed = Statements.only(connection, Integer.class, "select hashtext(current_database())");
        return new StoreTill(seed + (long) movements, products, movements);
    }

    @Override
    public boolean unfinished() {
        return products < PRODUCTS || milkMovements < MILK_MOVEMENTS.length;
    }

    @Override
    public String finish(Connection connection) throws SQLException {
        return products < PRODUCTS ? addProduct(connection) : moveMilk(connection);
    }

    @Override
    public String write(Connection connection) throws SQLException {
        written++;
        if (products < PRODUCTS) {
            return addProduct(connection);
        }
        if (written % BETWEEN_STEPS == 0 && unfinished()) {
            return moveMilk(connection);
        }
        int wish = chance.nextInt(10);
        if (wish < 6) {
            return sell(connection);
        } else if (wish < 8) {
            return restock(connection);
        }
        return wish < 9 ? takeBack(connection) : changePrice(connection);
    }

    private String addProduct(Connection connection) throws SQLException {
        String sku = sku(products);
        Statements.update(
                connection,
                "insert into store.products values (?, 'Ürün ' || ?, ?::numeric / 100)",
                sku,
                sku,
                99 + chance.nextInt(900));
        Statements.update(
                connection,
                "insert into store.inventory values (?, ?, 1, clock_timestamp())",
                sku,
                50 + chance.nextInt(100));
        products++;
        return "product added";
    }

    private String moveMilk(Connection connection) throws SQLException {
        int movement = MILK_MOVEMENTS[milkMovements];
        if (milkMovements == 0) {
            Statements.update(connection, "insert into store.products values (?, 'Süt 🥛', 1.19)", MILK);
            Statements.update(
                    connection, "insert into store.inventory values (?, ?, 1, clock_timestamp())", MILK, movement);
        } else {
            move(connection, MILK, movement);
        }
        milkMovements++;
        return "milk";
    }

    private String sell(Connection connection) throws SQLException {
        String sku = anySku();
        int quantity = 1 + chance.nextInt(4);
        move(connection, sku, -quantity);
        Statements.update(
                connection,
                "insert into store.sales (sku, quantity, amount, sold_at)"
                        + " select sku, ?, unit_price * ?, clock_timestamp() from store.products where sku = ?",
                quantity,
                quantity,
                sku);
        return "sale";
    }

    private String restock(Connection connection) throws SQLException {
        move(connection, anySku(), 10 + chance.nextInt(20));
        return "restock";
    }

    private String takeBack(Connection connection) throws SQLException {
        int taken = Statements.update(
                connection, "delete from store.sales where sale_id = ?", (long) (1 + chance.nextInt(100)));
        return taken == 1 ? "sale taken back" : "sale not found";
    }

    private String changePrice(Connection connection) throws SQLException {
        Statements.update(
                connection, "update store.products set unit_price = unit_price + 0.01 where sku = ?", anySku());
        return "price";
    }

    private static void move(Connection connection, String sku, int quantity) throws SQLException {
        Statements.update(
                connection,
                "update store.inventory set on_hand = on_hand + ?, movements = movements + 1,"
                        + " changed_at = clock_timestamp() where sku = ?",
                quantity,
                sku);
    }

    private String anySku() {
        return sku(chance.nextInt(products));
    }

    private static String sku(int number) {
        return "SKU-" + (1000 + number);
    }
}
