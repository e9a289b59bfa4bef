package io.dmskit.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dmskit.endpoint.Engine;
import io.dmskit.mariadb.MariadbServer;
import io.dmskit.position.BinlogPosition;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MariadbPositionIT {
    @Test
    void capturesWhereTheBinaryLogEndsWithNoMorePrivilegeThanItNeeds() throws Exception {
        try (MariadbServer server = MariadbServer.start("--log-bin=bank-bin", "--binlog-format=ROW");
                Connection root = server.connect()) {
            execute(root, "CREATE USER dms@'%' IDENTIFIED BY 'x'");
            execute(root, "GRANT BINLOG MONITOR ON *.* TO dms@'%'");

            try (Connection connection = server.connect("dms", "x")) {
                SourcePosition before = SourcePosition.capture(Engine.MARIADB, connection);
                execute(root, "CREATE DATABASE bank");
                SourcePosition after = SourcePosition.capture(Engine.MARIADB, connection);
                execute(root, "FLUSH BINARY LOGS");
                SourcePosition later = SourcePosition.capture(Engine.MARIADB, connection);

                assertThat((BinlogPosition) after.position()).isGreaterThan((BinlogPosition) before.position());
                assertThat((BinlogPosition) later.position()).isGreaterThan((BinlogPosition) after.position());
                assertThat(after.position().toString()).startsWith("bank-bin.000001:");
                assertThat(later.position().toString()).startsWith("bank-bin.000002:");
                assertThat(Duration.between(before.at(), Instant.now()).abs()).isLessThan(Duration.ofMinutes(1));
            }
        }
    }

    @Test
    void saysThatASourceWritesNoBinaryLog() throws Exception {
        try (MariadbServer server = MariadbServer.start();
                Connection root = server.connect()) {
            assertThatThrownBy(() -> SourcePosition.capture(Engine.MARIADB, root))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("SHOW MASTER STATUS is empty: the source writes no binary log; set log_bin");
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
