package io.dmskit.local.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Makes data directories: initdb runs once per version, every server starts from a copy. */
final class PostgresDataDirectory {
    /** Owner of the system catalogs; it has no password, so nobody can log in as it. */
    private static final String BOOTSTRAP = "bootstrap";

    private static final String ACCESS = """
            host all         all 127.0.0.1/32 scram-sha-256
            host replication all 127.0.0.1/32 scram-sha-256
            """;

    private final PostgresBinaries binaries;
    private final ServerAccount account;

    PostgresDataDirectory(PostgresBinaries binaries, ServerAccount account) {
        this.binaries = binaries;
        this.account = account;
    }

    /** Makes {@code data} in this directory, with one superuser and one database of its own. */
    Path create(Path directory, String user, String password, String database) throws IOException {
        Path data = directory.resolve("data");
        succeed("copy a data directory", account.command("cp", "-R", template().toString(), data.toString()), "");
        succeed("create database " + database, standalone(data), """
                create role %1$s superuser login password '%3$s';

                create database %2$s owner %1$s;

                """.formatted(
                        quoted(user), quoted(database), password));
        return data;
    }

    private List<String> standalone(Path data) {
        String postgres = binaries.program("postgres").toString();
        // -j: a statement ends at a semicolon and an empty line.
        return account.command(
                postgres,
                "--single",
                "-j",
                "-D",
                data.toString(),
                "-c",
                "fsync=off",
                "-c",
                "log_min_error_statement=panic",
                "template1");
    }

    private Path template() throws IOException {
        Path kept = binaries.home().resolveSibling(binaries.home().getFileName() + "-data-" + account.name());
        return Scratch.once(kept, this::initialise).resolve("data");
    }

    private void initialise(Path directory) throws IOException {
        account.own(directory);
        Path data = directory.resolve("data");
        succeed(
                "create a data directory",
                account.command(
                        binaries.program("initdb").toString(),
                        "--pgdata=" + data,
                        "--username=" + BOOTSTRAP,
                        "--auth=reject",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--no-sync",
                        "--no-instructions"),
                "");
        Files.writeString(data.resolve("pg_hba.conf"), ACCESS);
    }

    private static void succeed(String what, List<String> command, String input) {
        Command.Result result = Command.run(command, input);
        if (!result.succeeded() || result.output().contains("ERROR:")) {
            throw new DatabaseServerException("cannot " + what + ": " + result.output());
        }
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
