package io.dmskit.template;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.SplittableRandom;

/** Does what a bank's customers ask for, at random but the same in every run; money mostly, and now and then papers. */
final class BankTeller implements Writer {
    private static final long SEED = 20261123;
    private static final BigDecimal FEE = new BigDecimal("2.50");
    private static final BigDecimal USUAL_RATE = new BigDecimal("0.0050");
    private static final BigDecimal MONTHS = BigDecimal.valueOf(12);
    /** A step of the story every so many transactions: the four take about two seconds. */
    private static final int BETWEEN_STEPS = 40;

    private final SplittableRandom chance;
    private final BankStock stock;
    private final BankDesk desk;
    private final Optional<StoryAccount> story;
    private int written;

    private BankTeller(int number, BankStock stock, Optional<StoryAccount> story) {
        this.chance = new SplittableRandom(SEED + number);
        this.stock = stock;
        this.desk = new BankDesk(stock, chance);
        this.story = story;
    }

    static BankTeller withStory(int number, BankStock stock, StoryAccount story) {
        return new BankTeller(number, stock, Optional.of(story));
    }

    static BankTeller withoutStory(int number, BankStock stock) {
        return new BankTeller(number, stock, Optional.empty());
    }

    @Override
    public boolean unfinished() {
        return story.isPresent() && story.get().goesOn();
    }

    @Override
    public String finish(Connection connection) throws SQLException {
        return story.orElseThrow().tell(connection);
    }

    @Override
    public String write(Connection connection) throws SQLException {
        written++;
        if (written % BETWEEN_STEPS == 0 && unfinished()) {
            return finish(connection);
        }
        int wish = chance.nextInt(100);
        if (wish < 30) {
            return deposit(connection);
        } else if (wish < 62) {
            return withdrawal(connection);
        } else if (wish < 72) {
            return transfer(connection);
        } else if (wish < 78) {
            return interest(connection);
        } else if (wish < 84) {
            return fee(connection);
        }
        return desk.serve(connection);
    }

    private String deposit(Connection connection) throws SQLException {
        BankLedger.book(connection, stock.anyAccount(chance), "deposit", amount(500));
        return "deposit";
    }

    private String withdrawal(Connection connection) throws SQLException {
        return BankLedger.withdraw(connection, stock.anyAccount(chance), "withdrawal", amount(4000))
                ? "withdrawal"
                : "withdrawal refused";
    }

    private String transfer(Connection connection) throws SQLException {
        long from = stock.anyAccount(chance);
        long to = stock.anyAccount(chance);
        if (from == to) {
            return "transfer refused";
        }
        // Always in the same order, so that two transfers never wait for each other.
        BankLedger.lockedBalance(connection, Math.min(from, to));
        BankLedger.lockedBalance(connection, Math.max(from, to));
        BigDecimal amount = amount(1500);
        if (!BankLedger.withdraw(connection, from, "transfer", amount)) {
            return "transfer refused";
        }
        BankLedger.book(connection, to, "transfer", amount);
        return "transfer";
    }

    private String interest(Connection connection) throws SQLException {
        long account = stock.anyAccount(chance);
        BigDecimal balance = BankLedger.lockedBalance(connection, account);
        BigDecimal rate = Statements.first(
                        connection,
                        BigDecimal.class,
                        "select \"INTEREST_RATE\" from \"BANKING\".\"ACCOUNTS\" where \"ACCOUNT_ID\" = ?",
                        account)
                .orElse(USUAL_RATE);
        BankLedger.book(
                connection, account, "interest", balance.multiply(rate).divide(MONTHS, 2, RoundingMode.HALF_EVEN));
        return "interest";
    }

    private String fee(Connection connection) throws SQLException {
        return BankLedger.withdraw(connection, stock.anyAccount(chance), "fee", FEE) ? "fee" : "fee refused";
    }

    /** Returns an amount of at least one cent and at most this many units. */
    private BigDecimal amount(int most) {
        return BigDecimal.valueOf(1 + chance.nextLong(most * 100L), 2);
    }
}
