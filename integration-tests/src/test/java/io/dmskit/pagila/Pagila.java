package io.dmskit.pagila;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;

/** The Pagila sample database, as its two dump files have it. */
record Pagila(Path directory) {
    /** Looks for the files beside the checkout. */
    static Optional<Pagila> find() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path data = folder.resolve("shared/data/pagila");
            if (Files.isDirectory(data)) {
                return Optional.of(new Pagila(data));
            }
        }
        return Optional.empty();
    }

    void loadInto(Connection connection) throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE postgres");
            statement.execute(Files.readString(directory.resolve("pagila-schema.sql")));
            // The dump has all foreign keys in place before the rows come.
            statement.execute("SET session_replication_role = replica");
            try (Reader text = new InputStreamReader(
                            new GZIPInputStream(Files.newInputStream(directory.resolve("pagila-data.sql.gz"))),
                            StandardCharsets.UTF_8);
                    BufferedReader lines = new BufferedReader(text)) {
                load(connection, statement, lines);
            }
            statement.execute("RESET ALL");
            statement.execute("ANALYZE");
        }
    }

    /** A dump is statements, which end in a semicolon, and COPY blocks, which end in a line of its own. */
    private static void load(Connection connection, Statement statement, BufferedReader lines)
            throws SQLException, IOException {
        CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
        StringBuilder sql = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("COPY ") && line.endsWith("FROM stdin;")) {
                copy(copies.copyIn(line.substring(0, line.length() - 1)), lines);
            } else if (!line.startsWith("--") && !line.isBlank()) {
                sql.append(line).append('\n');
                if (line.endsWith(";")) {
                    statement.execute(sql.toString());
                    sql.setLength(0);
                }
            }
        }
    }

    private static void copy(CopyIn copy, BufferedReader lines) throws SQLException, IOException {
        for (String row = lines.readLine(); !"\\.".equals(row); row = lines.readLine()) {
            byte[] bytes = (row + "\n").getBytes(StandardCharsets.UTF_8);
            copy.writeToCopy(bytes, 0, bytes.length);
        }
        copy.endCopy();
    }
}
