package io.dmskit.local.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;

class PostgresServerIT {
    @Test
    void givesItsChangesToOthers() throws SQLException {
        try (PostgresServer server = PostgresServer.start("BANKPROD")) {
            assertThat(setting(server, "wal_level")).isEqualTo("logical");
            assertThat(server.database()).isEqualTo("BANKPROD");
            assertThat(setting(server, "listen_addresses")).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void takesOtherSettingsAndAnotherUser() throws SQLException {
        try (PostgresServer server = PostgresServer.with("sales")
                .user("O\"Hara")
                .setting("wal_level", "replica")
                .start()) {
            assertThat(setting(server, "wal_level")).isEqualTo("replica");
            assertThat(server.user()).isEqualTo("O\"Hara");
        }
    }

    @Test
    void severalRunSideBySide() throws SQLException {
        try (PostgresServer first = PostgresServer.start("one");
                PostgresServer second = PostgresServer.start("one")) {
            assertThat(first.port()).isNotEqualTo(second.port());
            assertThat(setting(first, "data_directory")).isNotEqualTo(setting(second, "data_directory"));
        }
    }

    @Test
    void leavesNeitherProcessNorFilesNorPort() throws SQLException {
        PostgresServer server = PostgresServer.start("gone");
        Path data = Path.of(setting(server, "data_directory"));
        List<ProcessHandle> processes = processesWith(data.toString());

        server.close();
        server.close();

        assertThat(processes).isNotEmpty().noneMatch(ProcessHandle::isAlive);
        assertThat(data.resolveSibling("server.log")).doesNotExist();
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), server.port()).close())
                .isInstanceOf(IOException.class);
    }

    @Test
    void endsEvenWhileSomebodyIsConnected() throws SQLException {
        PostgresServer server = PostgresServer.start("busy");
        try (Connection connection = server.connect()) {
            server.close();

            assertThat(connection.isValid(1)).isFalse();
        }
    }

    @Test
    void wantsThePassword() {
        try (PostgresServer server = PostgresServer.start("locked")) {
            assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl(), server.user(), "guess"))
                    .isInstanceOf(PSQLException.class)
                    .hasMessageContaining("password authentication failed");
            assertThat(server.toString()).contains("locked").doesNotContain(server.password());
        }
    }

    @Test
    void saysWhatTheServerSaidWhenItDoesNotStart() {
        assertThatThrownBy(() -> PostgresServer.with("never")
                        .setting("wal_level", "maximal")
                        .start())
                .isInstanceOf(DatabaseServerException.class)
                .hasMessageStartingWith("the database server ended while starting:")
                .hasMessageContaining("invalid value for parameter \"wal_level\": \"maximal\"");
        assertThat(processesWith("wal_level=maximal")).isEmpty();
    }

    private static String setting(PostgresServer server, String name) throws SQLException {
        try (Connection connection = server.connect();
                ResultSet row = connection.createStatement().executeQuery("show " + name)) {
            row.next();
            return row.getString(1);
        }
    }

    private static List<ProcessHandle> processesWith(String argumentStart) {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().arguments().stream()
                        .flatMap(Arrays::stream)
                        .anyMatch(argument -> argument.startsWith(argumentStart)))
                .toList();
    }
}
