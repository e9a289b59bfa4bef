package io.dmskit.catalog;

import io.dmskit.document.DocumentReader;
import io.dmskit.document.Findings;
import io.dmskit.document.InvalidDocumentException;
import io.dmskit.document.Node;
import java.util.regex.Pattern;

/**
 * A catalog as text, so that a mapping can be explained and checked without its source. JSON or YAML:
 *
 * <pre>{@code
 * engine: oracle                       # optional: whose type names these are
 * schemas:
 *   BANK:
 *     ACCOUNTS:
 *       columns:
 *         ID: NUMBER(12) not null      # the type as the database writes it
 *         IBAN: VARCHAR2(34) not null
 *         BALANCE: NUMBER(14,2)
 *         STATE: { type: BANK.STATE, kind: user-defined, nullable: false }
 *       primary-key: [ID]              # or { name: ACCOUNTS_PK, columns: [ID] }
 *       unique-keys:
 *         - [IBAN]
 *       rows: 1200000                  # estimates; 0 if not known
 *       bytes: 240000000
 *     OPEN_ACCOUNTS:
 *       kind: view                     # table, partitioned-table or view; table if not given
 *       columns: { ID: NUMBER(12) }
 *     ACCOUNTS_2026:
 *       partition-of: ACCOUNTS         # or { schema: BANK, table: ACCOUNTS }
 *       columns: { ID: NUMBER(12) not null }
 * }</pre>
 *
 * <p>Types of PostgreSQL, Oracle, MySQL, SQL Server and Db2 are understood, and DMS's own names. Some words mean different
 * things; without {@code engine} they mean what they mean in PostgreSQL or, where that has no such type, in the only database
 * that has. With it, the word that means something else is kept under a name that is not mistaken: Oracle's {@code DATE} as
 * {@code timestamp(0)}, SQL Server's {@code timestamp} as {@code rowversion}; {@code EngineTypes} has the list. Columns are
 * nullable unless they say {@code not null} or belong to the primary key. {@link #write} gives what {@link #read} reads back
 * equal, without an engine.
 */
public final class CatalogDescription {
    /** Code of a syntax error. */
    public static final String SYNTAX = "CD001";
    /** Code of a key that is not known, or given twice. */
    public static final String KEY = "CD002";
    /** Code of something that must be there and is not. */
    public static final String MISSING = "CD003";
    /** Code of a value that is not allowed. */
    public static final String VALUE = "CD004";
    /** Code of a name that refers to nothing. */
    public static final String REFERENCE = "CD005";

    private static final Pattern JSON = Pattern.compile("\\s*\\{\\s*[\"}]");

    private CatalogDescription() {}

    /**
     * Reads a description.
     *
     * @param file name for findings
     * @param text the description; JSON if it begins with a brace and a quoted key, else YAML
     * @throws InvalidDocumentException with every problem
     */
    public static Catalog read(String file, String text) {
        Node root = JSON.matcher(text).lookingAt()
                ? DocumentReader.json(file, text, SYNTAX)
                : DocumentReader.yaml(file, text, SYNTAX);
        Findings findings = new Findings();
        Catalog catalog = new CatalogReader(findings).catalog(root);
        findings.throwErrors();
        return catalog;
    }

    /** Returns a catalog as JSON. */
    public static String write(Catalog catalog) {
        return CatalogWriter.write(catalog);
    }
}
