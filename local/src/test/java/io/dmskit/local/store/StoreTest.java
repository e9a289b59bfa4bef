package io.dmskit.local.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
    private final Path folder;

    StoreTest(@TempDir Path parent) {
        folder = parent.resolve("deep").resolve("state");
    }

    @Test
    void holdsWhatWasWrittenWhenItIsOpenedAgain() {
        try (Store store = Store.in(folder)) {
            store.write(List.of(put("endpoint", "b", "2"), put("endpoint", "a", "1"), put("task", "a", "3")));
            store.write(List.of(put("endpoint", "a", "4"), new Store.Change("task", "a", null)));
        }

        try (Store store = Store.in(folder)) {
            assertThat(store.documents("endpoint")).containsExactly(entry("a", "4"), entry("b", "2"));
            assertThat(store.documents("task")).isEmpty();
        }
    }

    @Test
    void keepsEverythingFromEverybodyElse() throws IOException {
        try (Store store = Store.in(folder)) {
            store.write(List.of(put("endpoint", "a", "1")));

            assertThat(permissions(folder)).isEqualTo("rwx------");
            try (var files = Files.list(folder)) {
                assertThat(files).isNotEmpty().allSatisfy(file -> assertThat(permissions(file))
                        .isEqualTo("rw-------"));
            }
        }
    }

    @Test
    void isOfOneProcessAtATime() {
        try (Store store = Store.in(folder)) {
            assertThatThrownBy(() -> Store.in(folder))
                    .isInstanceOf(StoreException.class)
                    .hasMessage(
                            "the state folder %s is in use by another dmskit-local (process %d); end that one,"
                                    + " or take another folder",
                            folder, ProcessHandle.current().pid());
            assertThat(store.documents("endpoint")).isEmpty();
        }

        Store.in(folder).close();
    }

    @Test
    void leavesAFolderAsOpenAsItIsThatHoldsOtherThings() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("notes.txt"), "mine");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

        Store.in(folder).close();
        try (Store store = Store.in(folder)) {
            store.write(List.of(put("endpoint", "a", "1")));

            assertThat(permissions(folder)).isEqualTo("rwxr-xr-x");
            assertThat(permissions(folder.resolve("state.db"))).isEqualTo("rw-------");
            assertThat(permissions(folder.resolve("state.db-wal"))).isEqualTo("rw-------");
        }
    }

    @Test
    void makesAnEmptyFolderPrivateAndItsOwnAgain() throws IOException {
        Files.createDirectories(folder);
        for (int start = 0; start < 2; start++) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            Store.in(folder).close();

            assertThat(permissions(folder)).isEqualTo("rwx------");
        }
    }

    @Test
    void leavesAFileAloneThatIsNoDatabase() throws IOException {
        Files.createDirectories(folder);
        Path file = Files.writeString(folder.resolve("state.db"), "my notes, ".repeat(100));

        assertThatThrownBy(() -> Store.in(folder))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("the state file " + file + " cannot be read (")
                .hasMessageEndingWith("; move it away to start without it, or take another state folder");
        assertThat(file).hasContent("my notes, ".repeat(100));
    }

    @Test
    void leavesAFileAloneThatANewerVersionWrote() throws SQLException {
        Store.in(folder).close();
        execute("PRAGMA user_version = 99");

        assertThatThrownBy(() -> Store.in(folder))
                .isInstanceOf(StoreException.class)
                .hasMessage(
                        "the state file %s has version 99, and this dmskit-local reads version 1; use the dmskit that"
                                + " wrote it, or move the file away to start without it",
                        folder.resolve("state.db"));
    }

    @Test
    void leavesAFileAloneThatAnotherProgramWrote() throws SQLException, IOException {
        Files.createDirectories(folder);
        execute("CREATE TABLE document (mine TEXT)");

        assertThatThrownBy(() -> Store.in(folder))
                .isInstanceOf(StoreException.class)
                .hasMessage(
                        "the state file %s was not written by dmskit-local; move it away, or take another state folder",
                        folder.resolve("state.db"));
    }

    @Test
    void writesNothingAfterItWasClosed() {
        Store store = Store.in(folder);
        store.close();
        store.close();

        store.write(List.of(put("endpoint", "late", "1")));

        try (Store again = Store.in(folder)) {
            assertThat(again.documents("endpoint")).isEmpty();
        }
    }

    private static Store.Change put(String kind, String key, String document) {
        return new Store.Change(kind, key, document);
    }

    private static Map.Entry<String, String> entry(String key, String document) {
        return Map.entry(key, document);
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("state.db"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
