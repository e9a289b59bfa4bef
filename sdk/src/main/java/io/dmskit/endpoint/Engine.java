package io.dmskit.endpoint;

import java.util.Locale;

/**
 * A DMS engine name. AWS adds engines, so the set is open: an unknown name stays itself.
 *
 * @param name as the DMS API writes it
 */
public record Engine(String name) {
    public static final Engine ORACLE = new Engine("oracle");
    public static final Engine POSTGRES = new Engine("postgres");
    public static final Engine AURORA_POSTGRESQL = new Engine("aurora-postgresql");
    public static final Engine MYSQL = new Engine("mysql");
    public static final Engine MARIADB = new Engine("mariadb");
    public static final Engine AURORA = new Engine("aurora");
    public static final Engine SQLSERVER = new Engine("sqlserver");

    /** Returns the engine of this name, in any case. */
    public static Engine of(String name) {
        return new Engine(name.toLowerCase(Locale.ROOT));
    }

    /** Returns whether the engine speaks PostgreSQL's protocol. */
    public boolean isPostgres() {
        return equals(POSTGRES) || equals(AURORA_POSTGRESQL);
    }

    @Override
    public String toString() {
        return name;
    }
}
