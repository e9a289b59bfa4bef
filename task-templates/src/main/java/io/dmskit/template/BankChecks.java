package io.dmskit.template;

import io.dmskit.template.BusinessCheck.Answer;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What must hold in the new bank. */
final class BankChecks {
    static final List<BusinessCheck> ALL = List.of(
            new BusinessCheck("story-account", BankChecks::storyAccount),
            new BusinessCheck("ledger-balance", BankChecks::ledgerBalance));

    private BankChecks() {}

    private static Answer storyAccount(List<Connection> sources, Connection target) throws SQLException {
        BigDecimal balance = Statements.only(
                target,
                BigDecimal.class,
                "select balance from modernbank.accounts where account_id = ?",
                StoryAccount.ID);
        return new Answer(
                balance.compareTo(StoryAccount.END) == 0,
                "account " + StoryAccount.ID + " holds " + balance + " on the target, expected " + StoryAccount.END);
    }

    /** The sums could agree by chance; that no single account differs from its ledger entries could not. */
    private static Answer ledgerBalance(List<Connection> sources, Connection target) throws SQLException {
        BigDecimal expected =
                Statements.only(sources.get(0), BigDecimal.class, "select sum(\"AMOUNT\") from \"BANKING\".\"LEDGER\"");
        BigDecimal ledger = Statements.only(target, BigDecimal.class, "select sum(amount) from modernbank.ledger");
        BigDecimal balances = Statements.only(target, BigDecimal.class, "select sum(balance) from modernbank.accounts");
        long wrong = Statements.only(target, Long.class, """
                select count(*)
                from modernbank.accounts
                full join (select account_id, sum(amount) as amount from modernbank.ledger group by account_id) entries
                    using (account_id)
                where balance is distinct from amount""");
        return new Answer(
                wrong == 0 && ledger.compareTo(expected) == 0 && balances.compareTo(expected) == 0,
                "balances " + balances + ", ledger " + ledger + ", ledger of the source " + expected
                        + ", accounts that differ " + wrong);
    }
}
