package io.dmskit.cli;

import io.dmskit.catalog.Catalog;
import io.dmskit.catalog.PostgresCatalog;
import io.dmskit.cli.language.CatalogSource;
import io.dmskit.cli.language.Source;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the source's tables are known from: the source itself, or a description of it. */
final class SourceOptions {
    @Option(
            names = "--source",
            paramLabel = "JDBC-URL",
            description = "The source itself; PostgreSQL. The password comes from " + SourceDatabase.PASSWORD
                    + " or a password file such as ~/.pgpass.")
    private @Nullable String url;

    @Option(names = "--user", paramLabel = "USER", description = "User on the source.")
    private @Nullable String user;

    @Option(
            names = "--catalog",
            paramLabel = "FILE",
            description = "Description of the source's tables, as docs/language.md shows or generate writes it.")
    private @Nullable String file;

    /** Returns the source's tables, if one of the options was given. */
    Optional<Catalog> catalog(Console console) throws SQLException {
        if (url != null && file != null) {
            throw new WrongUseException("--source and --catalog both say what the source holds: give one of them");
        }
        if (url != null) {
            try (Connection connection = new SourceDatabase(url, user, console, System.getenv()).connect()) {
                return Optional.of(PostgresCatalog.readWithSizes(connection));
            }
        }
        return Optional.ofNullable(file).map(name -> CatalogSource.read(Source.read(name, System.in)));
    }
}
