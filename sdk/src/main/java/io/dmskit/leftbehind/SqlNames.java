package io.dmskit.leftbehind;

import io.dmskit.catalog.PostgresSql;
import io.dmskit.leftbehind.Belongings.Dialect;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gives the columns in an expression other names. Goes by words, not by grammar: as PostgreSQL writes its own expressions out, that is
 * enough; of MySQL's only what PostgreSQL means the same by is taken.
 */
final class SqlNames {
    private static final Pattern TOKEN = Pattern.compile(
            "(?<string>[Ee]?'(?:[^']|'')*')|\"(?<quoted>(?:[^\"]|\"\")*)\""
                    + "|`(?<ticked>(?:[^`]|``)*)`|(?<type>::\\s*(?:\"[^\"]*\"|[\\w.])+(?: without time zone| with time zone| varying"
                    + "| precision)?)|(?<word>[\\p{L}_][\\p{L}\\p{N}_$]*)|(?<number>\\d[\\d.]*)|(?<other>.)",
            Pattern.DOTALL);

    /** What MySQL and PostgreSQL mean the same by. */
    private static final Set<String> COMMON =
            Set.of("and", "or", "not", "is", "null", "in", "between", "like", "true", "false", "current_timestamp");

    private final Dialect dialect;
    private final Map<String, Optional<String>> columns;

    /**
     * Creates the value.
     *
     * @param columns new names by old ones; empty for a column that is not there any more
     */
    SqlNames(Dialect dialect, Map<String, Optional<String>> columns) {
        this.dialect = dialect;
        this.columns = columns;
    }

    /** Returns the expression for a PostgreSQL target; nothing if it names a column that is not there, or means nothing there. */
    Optional<String> rewrite(String sql) {
        StringBuilder text = new StringBuilder(sql.length() + 16);
        Matcher token = TOKEN.matcher(sql);
        while (token.find()) {
            Optional<String> replacement = dialect == Dialect.POSTGRES ? postgres(token, sql) : mysql(token, sql);
            if (replacement.isEmpty()) {
                return Optional.empty();
            }
            text.append(replacement.get());
        }
        return Optional.of(text.toString());
    }

    private Optional<String> postgres(Matcher token, String sql) {
        String quoted = token.group("quoted");
        String word = token.group("word");
        if (quoted != null) {
            return column(quoted.replace("\"\"", "\""), token.group());
        }
        boolean qualifies =
                token.end() < sql.length() && (sql.charAt(token.end()) == '(' || sql.charAt(token.end()) == '.');
        return word == null || qualifies ? Optional.of(token.group()) : column(word, word);
    }

    private Optional<String> mysql(Matcher token, String sql) {
        String ticked = token.group("ticked");
        String word = token.group("word");
        if (ticked != null) {
            return columns.getOrDefault(ticked.replace("``", "`"), Optional.empty())
                    .map(PostgresSql::quote);
        }
        if (word != null) {
            String lower = word.toLowerCase(Locale.ROOT);
            return COMMON.contains(lower)
                    ? Optional.of(word)
                    : columns.getOrDefault(word, Optional.empty()).map(PostgresSql::quote);
        }
        boolean strange = token.group().indexOf('\\') >= 0 || "\"!^%&|~?:".contains(token.group());
        return strange && !sql.startsWith("!=", token.start()) ? Optional.empty() : Optional.of(token.group());
    }

    private Optional<String> column(String name, String asWritten) {
        if (!columns.containsKey(name)) {
            return Optional.of(asWritten);
        }
        return columns.get(name).map(other -> other.equals(name) ? asWritten : PostgresSql.quote(other));
    }
}
