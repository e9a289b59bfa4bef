package io.dmskit.local;

import io.dmskit.local.aws.LogStore;
import io.dmskit.local.aws.MetricSink;
import io.dmskit.local.aws.MetricStore;
import io.dmskit.local.aws.SecretTexts;
import io.dmskit.local.aws.SecretsManager;
import io.dmskit.local.dms.Account;
import io.dmskit.local.dms.ControlPlane;
import io.dmskit.local.dms.Pace;
import io.dmskit.local.dms.Timeline;
import io.dmskit.local.fault.InjectedFaults;
import io.dmskit.local.store.Codec;
import io.dmskit.local.store.Documents;
import io.dmskit.local.store.Ledger;
import io.dmskit.local.store.Shelf;
import io.dmskit.local.store.Store;
import io.dmskit.local.store.StoreException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** What a dmskit-local begins with: the parts that hold state, as the store has them. */
final class State implements AutoCloseable {
    private static final Codec<Account> ACCOUNT = Documents.of(Account.class);

    private final Store store;
    private final Account account;
    private final InstantSource clock;

    private State(Store store, Account account, InstantSource clock) {
        this.store = store;
        this.account = account;
        this.clock = clock;
    }

    /** Opens the state in a folder, or none that is kept. ARNs name region and account, so state is of one of each. */
    static State of(@Nullable Path folder, Account account, InstantSource clock) {
        if (folder == null) {
            return new State(Store.forgetful(), account, clock);
        }
        Store store = Store.in(folder);
        try {
            requireSame(account, store, folder);
            State state = new State(store, account, clock);
            state.sign();
            return state;
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private static void requireSame(Account account, Store store, Path folder) {
        Account kept = new Ledger(store).shelf("account", ACCOUNT).kept().getOrDefault("", account);
        if (!kept.equals(account)) {
            throw new StoreException("the state in " + folder + " is of region " + kept.region() + " and account "
                    + kept.id() + ", not of region " + account.region() + " and account " + account.id()
                    + "; take that region and account, or another state folder");
        }
    }

    private void sign() {
        Ledger ledger = new Ledger(store);
        Shelf<Account> shelf = ledger.shelf("account", ACCOUNT);
        shelf.put("", account);
        ledger.commit();
    }

    SecretsManager secrets() {
        return new SecretsManager(account.region(), account.id(), clock, store);
    }

    ControlPlane controlPlane(
            SecretTexts secrets,
            MetricSink metrics,
            LogStore logs,
            InjectedFaults faults,
            Timeline timeline,
            Pace pace) {
        return new ControlPlane(account, secrets, metrics, logs, store, faults, clock, timeline, pace);
    }

    /**
     * Forgets everything, and takes away what its tasks left in databases, as far as these answer.
     *
     * @param secrets where the credentials for them are
     */
    void forget(SecretTexts secrets) {
        InjectedFaults none = new InjectedFaults(clock);
        try (ControlPlane old =
                controlPlane(secrets, new MetricStore(), new LogStore(), none, Timeline.real(), Pace.DEFAULT)) {
            old.cleanUp();
        }
        store.clear();
        sign();
    }

    @Override
    public void close() {
        store.close();
    }
}
