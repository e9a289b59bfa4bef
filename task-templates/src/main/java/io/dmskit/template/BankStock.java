package io.dmskit.template;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.SplittableRandom;

/**
 * How much there is in the bank when its day begins. Keys start at 1 and leave no gaps then.
 *
 * @param customers number of customers
 * @param accounts number of accounts; the first is the story account
 * @param notices number of notices
 */
record BankStock(long customers, long accounts, long notices) {
    static BankStock read(Connection connection) throws SQLException {
        return new BankStock(
                Statements.only(connection, Long.class, "select max(\"CUST_ID\") from \"BANKING\".\"CUSTOMERS\""),
                Statements.only(connection, Long.class, "select max(\"ACCOUNT_ID\") from \"BANKING\".\"ACCOUNTS\""),
                Statements.only(connection, Long.class, "select max(\"NOTICE_ID\") from \"ARCHIVE\".\"NOTICES\""));
    }

    long anyCustomer(SplittableRandom chance) {
        return chance.nextLong(1, customers + 1);
    }

    /** Returns any account but the story account. */
    long anyAccount(SplittableRandom chance) {
        return chance.nextLong(StoryAccount.ID + 1, accounts + 1);
    }

    long anyNotice(SplittableRandom chance) {
        return chance.nextLong(1, notices + 1);
    }
}
