package io.dmskit.template;

import io.dmskit.local.database.PostgresServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Runs the SQL of a template. */
final class Scripts {
    private Scripts() {}

    static void run(PostgresServer server, String template, String... files) throws SQLException, IOException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            for (String file : files) {
                statement.execute(text(template, file));
            }
        }
    }

    static String text(String template, String file) throws IOException {
        try (InputStream content = Templates.named(template).orElseThrow().open(file)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
