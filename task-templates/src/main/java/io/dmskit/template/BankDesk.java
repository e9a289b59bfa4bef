package io.dmskit.template;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.SplittableRandom;

/** The papers of a bank: new customers, changed ones, cards and accounts under new keys, and what is thrown away. */
final class BankDesk {
    private static final String[] NAMES = {
        "Jana Nováková",
        "Søren",
        "Юлия Ким",
        "小林 さくら",
        "نور حسن",
        "मीरा जोशी",
        "Anna  Maria da Silva",
        " Bo Ek ",
        "Grace 🌷 Hopper"
    };

    private final BankStock stock;
    private final SplittableRandom chance;

    BankDesk(BankStock stock, SplittableRandom chance) {
        this.stock = stock;
        this.chance = chance;
    }

    /** Carries out one wish, without committing it, and returns its kind. */
    String serve(Connection connection) throws SQLException {
        return switch (chance.nextInt(8)) {
            case 0, 1 -> welcome(connection);
            case 2 -> changeCustomer(connection);
            case 3 -> reissueCard(connection);
            case 4 -> handOver(connection);
            case 5 -> cancelCard(connection);
            case 6 -> sendNotice(connection);
            default -> tidyUp(connection);
        };
    }

    private String welcome(Connection connection) throws SQLException {
        long customer = next(connection, "CUSTOMER_SEQ");
        long account = next(connection, "ACCOUNT_SEQ");
        Statements.update(
                connection,
                "insert into \"BANKING\".\"CUSTOMERS\" values (?, gen_random_uuid(), ?, null, null, ?, array['+90 212 ' || ?],"
                        + " jsonb_build_object('language', 'tr', 'new', true), null, 5, clock_timestamp())",
                customer,
                anyName(),
                stock.anyCustomer(chance),
                customer);
        Statements.update(
                connection,
                "insert into \"BANKING\".\"ACCOUNTS\" values (?, ?, 1, 'DE0050010517' || lpad(?::text, 10, '0'), 'EUR', 0, null,"
                        + " clock_timestamp())",
                account,
                customer,
                account);
        Statements.update(
                connection, "insert into \"BANKING\".\"ACCOUNT_HOLDERS\" values (?, ?, 'owner')", account, customer);
        Statements.update(
                connection,
                "insert into \"BANKING\".\"CARDS\" values (nextval('\"BANKING\".\"CARD_SEQ\"'), ?, ?,"
                        + " '4021 7700 ' || to_char(? % 100000000, 'FM0000 0000'), date '2030-12-31', 1000, true)",
                account,
                customer,
                account);
        BankLedger.book(connection, account, "opening", BigDecimal.valueOf(100 + chance.nextLong(90_000), 2));
        return "new customer";
    }

    private String changeCustomer(Connection connection) throws SQLException {
        Statements.update(
                connection,
                "update \"BANKING\".\"CUSTOMERS\" set \"FULL_NAME\" = ?, \"EMAIL\" = null, \"PHONES\" = \"PHONES\" || '+48 22 5'::text,"
                        + " \"PROFILE\" = jsonb_set(coalesce(\"PROFILE\", '{}'), '{visits}', '0') where \"CUST_ID\" = ?",
                anyName(),
                stock.anyCustomer(chance));
        return "customer changed";
    }

    /** A card that was lost comes back under another key and number. */
    private String reissueCard(Connection connection) throws SQLException {
        int reissued = Statements.update(
                connection,
                "update \"BANKING\".\"CARDS\" set \"CARD_ID\" = nextval('\"BANKING\".\"CARD_SEQ\"'),"
                        + " \"CARD_NUMBER\" = '4021 8800 ' || to_char(\"CARD_ID\" % 100000000, 'FM0000 0000'),"
                        + " \"VALID_UNTIL\" = \"VALID_UNTIL\" + 1461 where \"CARD_ID\" = ?",
                stock.anyAccount(chance));
        return reissued == 1 ? "card reissued" : "card not found";
    }

    /** A joint account gets another second holder: half of a composite key changes. */
    private String handOver(Connection connection) throws SQLException {
        int handedOver = Statements.update(
                connection,
                "update \"BANKING\".\"ACCOUNT_HOLDERS\" set \"CUST_ID\" = ? where \"ACCOUNT_ID\" = ? and \"ROLE\" = 'joint'",
                stock.anyCustomer(chance),
                stock.anyAccount(chance) / 4 * 4);
        return handedOver == 1 ? "holder changed" : "holder not found";
    }

    private String cancelCard(Connection connection) throws SQLException {
        int cancelled = Statements.update(
                connection, "delete from \"BANKING\".\"CARDS\" where \"CARD_ID\" = ?", stock.anyAccount(chance));
        return cancelled == 1 ? "card cancelled" : "card not found";
    }

    /** Most are of today; one in five is an old one found again, which the migration leaves behind. */
    private String sendNotice(Connection connection) throws SQLException {
        boolean old = chance.nextInt(5) == 0;
        Statements.update(
                connection,
                "insert into \"ARCHIVE\".\"NOTICES\" select 1000000 + nextval('\"BANKING\".\"LEDGER_SEQ\"'), ?,"
                        + " case when ? then date '2019-05-01' else current_date end, 'Kontoauszug 📄'",
                stock.anyCustomer(chance),
                old);
        Statements.update(
                connection,
                "insert into \"BANKING\".\"auditLog\" select 1000000 + nextval('\"BANKING\".\"LEDGER_SEQ\"'), 'teller',"
                        + " clock_timestamp(), jsonb_build_object('notice', ?, 'old', ?)",
                "Kontoauszug",
                old);
        return old ? "old notice" : "notice";
    }

    private String tidyUp(Connection connection) throws SQLException {
        Statements.update(
                connection,
                "delete from \"BANKING\".\"DAILY_BALANCES\" where \"ACCOUNT_ID\" = ?",
                stock.anyAccount(chance) / 3 * 3);
        Statements.update(
                connection, "delete from \"ARCHIVE\".\"NOTICES\" where \"NOTICE_ID\" = ?", stock.anyNotice(chance));
        return "tidied up";
    }

    private static long next(Connection connection, String sequence) throws SQLException {
        return Statements.only(connection, Long.class, "select nextval('\"BANKING\".\"" + sequence + "\"')");
    }

    private String anyName() {
        return NAMES[chance.nextInt(NAMES.length)];
    }
}
