package io.dmskit.local.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
    private static final Codec<AtomicInteger> COUNTER =
            Codec.of(AtomicInteger::toString, text -> new AtomicInteger(Integer.parseInt(text)));

    private final Store store;
    private final Ledger ledger;

    LedgerTest(@TempDir Path folder) {
        store = Store.in(folder);
        ledger = new Ledger(store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void writesNothingBeforeItCommits() {
        ledger.shelf("counter", COUNTER).put("a", new AtomicInteger(1));

        assertThat(store.documents("counter")).isEmpty();
    }

    @Test
    void writesValuesAsTheyAreWhenItCommits() {
        AtomicInteger counter = new AtomicInteger(1);
        Shelf<AtomicInteger> shelf = ledger.shelf("counter", COUNTER);
        shelf.put("a", counter);
        shelf.put("b", counter);
        shelf.remove("b");
        counter.set(2);

        ledger.commit();
        counter.set(3);
        ledger.commit();

        assertThat(store.documents("counter")).isEqualTo(Map.of("a", "2"));
    }

    @Test
    void readsWhatIsKept() {
        store.write(List.of(new Store.Change("counter", "a", "7")));

        assertThat(ledger.shelf("counter", COUNTER).kept().get("a")).hasValue(7);
    }

    @Test
    void saysWhatItCannotReadWithoutShowingIt() {
        store.write(List.of(new Store.Change("counter", "a", "hunter2")));

        assertThatThrownBy(() -> ledger.shelf("counter", COUNTER).kept())
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith(
                        "the state of counter a cannot be read (NumberFormatException); another version")
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
    }

    @Test
    void notesNothingForAStoreThatForgets() {
        Ledger forgetful = new Ledger(Store.forgetful());
        forgetful
                .shelf(
                        "counter",
                        Codec.of(
                                value -> {
                                    throw new AssertionError("encoded for nothing");
                                },
                                text -> text))
                .put("a", "value");

        forgetful.commit();

        assertThat(forgetful.isDurable()).isFalse();
    }
}
