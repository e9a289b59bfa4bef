package io.dmskit.cli;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A live database named on the command line. The URL may hold a password, so it is never printed.
 */
final class SourceDatabase {
    /** Holds the password, which does not belong on a command line that everybody on the machine can read. */
    static final String PASSWORD = "DMSKIT_SOURCE_PASSWORD";

    private static final String POSTGRES = "jdbc:postgresql:";
    private static final String CONNECT_TIMEOUT_SECONDS = "10";

    private final String url;
    private final Optional<String> user;
    private final Console console;
    private final Map<String, String> environment;

    SourceDatabase(String url, @Nullable String user, Console console, Map<String, String> environment) {
        this.url = url;
        this.user = Optional.ofNullable(user);
        this.console = console;
        this.environment = environment;
        if (!url.toLowerCase(Locale.ROOT).startsWith(POSTGRES)) {
            throw new WrongUseException(
                    "--source reads PostgreSQL only, by a URL such as jdbc:postgresql://host:5432/database;"
                            + " for other databases describe the tables in a file and give it as --catalog"
                            + " (docs/language.md shows how)");
        }
    }

    /**
     * Opens a connection that only reads. User and password come from the options, the environment, the URL, or the password file
     * that psql uses too.
     */
    Connection connect() throws SQLException {
        Properties properties = new Properties();
        user.ifPresent(name -> properties.setProperty("user", name));
        Optional.ofNullable(environment.get(PASSWORD)).ifPresent(text -> properties.setProperty("password", text));
        properties.setProperty("ApplicationName", "dmskit");
        properties.setProperty("connectTimeout", CONNECT_TIMEOUT_SECONDS);
        properties.setProperty("readOnly", "true");
        if (url.matches("(?i).*[?&]password=.*") || url.matches("(?i)jdbc:postgresql://[^/?]*@.*")) {
            console.err()
                    .println(console.styled("@|yellow warning:|@ ")
                            + "the URL holds a password, which other users of this" + " machine can see: set "
                            + PASSWORD + " or use a password file (~/.pgpass) instead");
        }
        try {
            Connection connection = DriverManager.getConnection(url, properties);
            connection.setReadOnly(true);
            return connection;
        } catch (SQLException e) {
            throw new SQLException("cannot connect to the source: " + withoutUrl(e), e.getSQLState(), e);
        }
    }

    /** The driver repeats a URL that it cannot read. */
    private String withoutUrl(SQLException failure) {
        String message = Failures.reason(failure);
        return message.contains(url)
                ? "the URL is not one of PostgreSQL: jdbc:postgresql://host:5432/database"
                : message;
    }
}
