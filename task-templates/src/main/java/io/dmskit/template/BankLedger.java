package io.dmskit.template;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;

/** The two writes that every movement of money is: an entry in the ledger and the account's new balance, in one transaction. */
final class BankLedger {
    private BankLedger() {}

    /** Returns the balance and keeps the account from changing until the transaction ends. */
    static BigDecimal lockedBalance(Connection connection, long account) throws SQLException {
        return Statements.only(
                connection,
                BigDecimal.class,
                "select \"BALANCE\" from \"BANKING\".\"ACCOUNTS\" where \"ACCOUNT_ID\" = ? for update",
                account);
    }

    /** Books an amount, negative for money that leaves. */
    static void book(Connection connection, long account, String kind, BigDecimal amount) throws SQLException {
        Statements.update(
                connection,
                "update \"BANKING\".\"ACCOUNTS\" set \"BALANCE\" = \"BALANCE\" + ? where \"ACCOUNT_ID\" = ?",
                amount,
                account);
        Statements.update(
                connection,
                "insert into \"BANKING\".\"LEDGER\" values (nextval('\"BANKING\".\"LEDGER_SEQ\"'), ?, ?, ?,"
                        + " clock_timestamp(), gen_random_uuid(), null)",
                account,
                kind,
                amount);
    }

    /** Books money that leaves, unless there is not enough of it. */
    static boolean withdraw(Connection connection, long account, String kind, BigDecimal amount) throws SQLException {
        if (lockedBalance(connection, account).compareTo(amount) < 0) {
            return false;
        }
        book(connection, account, kind, amount.negate());
        return true;
    }
}
