package io.dmskit.leftbehind;

import io.dmskit.catalog.TableName;
import io.dmskit.leftbehind.Belongings.CheckConstraint;
import io.dmskit.leftbehind.Belongings.ColumnFact;
import io.dmskit.leftbehind.Belongings.ColumnName;
import io.dmskit.leftbehind.Belongings.Comment;
import io.dmskit.leftbehind.Belongings.Counter;
import io.dmskit.leftbehind.Belongings.Dialect;
import io.dmskit.leftbehind.Belongings.ForeignKey;
import io.dmskit.leftbehind.Belongings.Grant;
import io.dmskit.leftbehind.Belongings.Index;
import io.dmskit.leftbehind.Belongings.Routine;
import io.dmskit.leftbehind.Belongings.Trigger;
import io.dmskit.leftbehind.Belongings.View;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a MySQL or MariaDB source has beside rows. A schema is what it calls a database. */
final class MysqlBelongings {
    private static final Pattern ON_UPDATE = Pattern.compile("(?i)on update (\\S+)");

    private static final String COLUMNS =
            "SELECT table_schema, table_name, column_name, column_type, is_nullable, column_default, extra,"
                    + " coalesce(generation_expression, ''), column_comment FROM information_schema.columns"
                    + " WHERE table_schema IN (%s) ORDER BY 1, 2, ordinal_position";

    private static final String INDEXES =
            "SELECT table_schema, table_name, index_name, non_unique, column_name, sub_part, index_type"
                    + " FROM information_schema.statistics WHERE table_schema IN (%s) ORDER BY 1, 2, 3, seq_in_index";

    private static final String FOREIGN_KEYS =
            "SELECT k.table_schema, k.table_name, k.constraint_name, k.referenced_table_schema, k.referenced_table_name,"
                    + " k.column_name, k.referenced_column_name, r.update_rule, r.delete_rule"
                    + " FROM information_schema.key_column_usage k JOIN information_schema.referential_constraints r"
                    + " ON r.constraint_schema = k.constraint_schema AND r.constraint_name = k.constraint_name"
                    + " AND r.table_name = k.table_name"
                    + " WHERE k.table_schema IN (%s) AND k.referenced_table_name IS NOT NULL ORDER BY 1, 2, 3, k.ordinal_position";

    /** MariaDB's checks are named within their table, MySQL's within their schema, without their table. */
    private static final String MARIADB_CHECKS =
            "SELECT constraint_schema, table_name, constraint_name, check_clause FROM information_schema.check_constraints"
                    + " WHERE constraint_schema IN (%s) ORDER BY 1, 2, 3";

    private static final String MYSQL_CHECKS =
            "SELECT t.table_schema, t.table_name, t.constraint_name, c.check_clause FROM information_schema.table_constraints t"
                    + " JOIN information_schema.check_constraints c ON c.constraint_schema = t.constraint_schema"
                    + " AND c.constraint_name = t.constraint_name WHERE t.table_schema IN (%s) ORDER BY 1, 2, 3";

    private static final String COUNTERS =
            "SELECT c.table_schema, c.table_name, c.column_name, coalesce(t.auto_increment, 1)"
                    + " FROM information_schema.columns c JOIN information_schema.tables t"
                    + " ON t.table_schema = c.table_schema AND t.table_name = c.table_name"
                    + " WHERE c.extra LIKE '%%auto_increment%%' AND c.table_schema IN (%s) ORDER BY 1, 2, 3";

    private static final String TRIGGERS =
            "SELECT event_object_schema, event_object_table, trigger_name, action_timing, event_manipulation, action_statement"
                    + " FROM information_schema.triggers WHERE event_object_schema IN (%s) ORDER BY 1, 2, 3";

    private static final String VIEWS = "SELECT table_schema, table_name, coalesce(view_definition, '')"
            + " FROM information_schema.views WHERE table_schema IN (%s) ORDER BY 1, 2";

    private static final String ROUTINES = "SELECT routine_schema, routine_name, lower(routine_type),"
            + " coalesce(routine_definition, '') FROM information_schema.routines WHERE routine_schema IN (%s) ORDER BY 1, 2";

    private static final String GRANTS = "SELECT table_schema, table_name, grantee, privilege_type"
            + " FROM information_schema.table_privileges WHERE table_schema IN (%s) ORDER BY 1, 2, 3, 4";

    private static final String COMMENTS =
            "SELECT table_schema, table_name, table_comment FROM information_schema.tables"
                    + " WHERE table_type = 'BASE TABLE' AND table_comment <> '' AND table_schema IN (%s) ORDER BY 1, 2";

    private final Questions questions;
    private final List<String> schemas;
    private final boolean mariadb;

    private MysqlBelongings(Questions questions, List<String> schemas) throws SQLException {
        this.questions = questions;
        this.schemas = schemas;
        this.mariadb = questions.isMariadb();
    }

    static Belongings read(Questions questions, List<String> schemas) throws SQLException {
        // MySQL 8 remembers for a day where counters stood.
        questions.prefer("SESSION information_schema_stats_expiry", "0");
        return new MysqlBelongings(questions, schemas).read();
    }

    private Belongings read() {
        return new Belongings(
                Dialect.MYSQL,
                ask("columns", COLUMNS, this::column),
                indexes(),
                foreignKeys(),
                ask(
                        "check constraints",
                        mariadb ? MARIADB_CHECKS : MYSQL_CHECKS,
                        row -> new CheckConstraint(table(row), row.getString(3), row.getString(4))),
                ask("counters", COUNTERS, MysqlBelongings::counter),
                ask(
                        "triggers",
                        TRIGGERS,
                        row -> new Trigger(
                                table(row),
                                row.getString(3),
                                row.getString(4) + " " + row.getString(5) + ": " + row.getString(6),
                                Optional.empty())),
                ask("views", VIEWS, row -> new View(table(row), false, row.getString(3), List.of())),
                ask(
                        "routines",
                        ROUTINES,
                        row -> new Routine(
                                row.getString(1), row.getString(2) + " (" + row.getString(3) + ")", row.getString(4))),
                List.of(),
                ask("privileges", GRANTS, row -> new Grant(table(row), row.getString(3), row.getString(4))),
                ask("comments", COMMENTS, row -> new Comment(table(row), row.getString(3))),
                Set.of());
    }

    private <T> List<T> ask(String what, String sql, Questions.RowReader<T> reader) {
        return questions.ask(what, sql.formatted(Questions.marks(schemas)), schemas, reader);
    }

    private static TableName table(ResultSet row) throws SQLException {
        return new TableName(row.getString(1), row.getString(2));
    }

    private ColumnFact column(ResultSet row) throws SQLException {
        String extra = row.getString(7);
        Matcher onUpdate = ON_UPDATE.matcher(extra);
        return new ColumnFact(
                table(row),
                row.getString(3),
                row.getString(4),
                row.getString(5).equals("NO"),
                fallback(row.getString(6), extra),
                Optional.of(row.getString(8)).filter(text -> !text.isEmpty()),
                onUpdate.find() ? Optional.of(onUpdate.group(1)) : Optional.empty(),
                Optional.of(row.getString(9)).filter(text -> !text.isEmpty()));
    }

    /** MariaDB writes defaults as SQL; MySQL writes constants as they are, and says so of all others. */
    private Optional<String> fallback(String written, String extra) {
        if (written == null || (mariadb && written.equals("NULL"))) {
            return Optional.empty();
        }
        boolean sql = mariadb || extra.contains("DEFAULT_GENERATED") || written.startsWith("CURRENT_TIMESTAMP");
        return Optional.of(sql ? written : "'" + written.replace("'", "''") + "'");
    }

    private List<Index> indexes() {
        Map<String, Index> indexes = new LinkedHashMap<>();
        ask("indexes", INDEXES, row -> {
            boolean whole = row.getString(5) != null && row.getString(6) == null;
            boolean plain = whole && row.getString(7).equals("BTREE");
            String column = whole ? row.getString(5) : "";
            Index part = new Index(
                    table(row),
                    row.getString(3),
                    row.getInt(4) == 0,
                    row.getString(3).equals("PRIMARY"),
                    Optional.empty(),
                    List.of(column),
                    plain,
                    row.getString(7).toLowerCase(Locale.ROOT));
            return indexes.merge(part.table() + "\n" + part.name(), part, MysqlBelongings::joined);
        });
        return List.copyOf(indexes.values());
    }

    private static Index joined(Index index, Index next) {
        return new Index(
                index.table(),
                index.name(),
                index.unique(),
                index.primary(),
                Optional.empty(),
                joined(index.columns(), next.columns()),
                index.plain() && next.plain(),
                index.method());
    }

    private List<ForeignKey> foreignKeys() {
        Map<String, ForeignKey> keys = new LinkedHashMap<>();
        ask("foreign keys", FOREIGN_KEYS, row -> {
            ForeignKey part = new ForeignKey(
                    table(row),
                    row.getString(3),
                    List.of(row.getString(6)),
                    new TableName(row.getString(4), row.getString(5)),
                    List.of(row.getString(7)),
                    rule(" ON UPDATE ", row.getString(8)) + rule(" ON DELETE ", row.getString(9)));
            return keys.merge(part.table() + "\n" + part.name(), part, MysqlBelongings::joined);
        });
        return List.copyOf(keys.values());
    }

    private static ForeignKey joined(ForeignKey key, ForeignKey next) {
        return new ForeignKey(
                key.table(),
                key.name(),
                joined(key.columns(), next.columns()),
                key.to(),
                joined(key.toColumns(), next.toColumns()),
                key.rest());
    }

    /** RESTRICT and NO ACTION are what happens without a word. */
    private static String rule(String event, String action) {
        return action.equals("RESTRICT") || action.equals("NO ACTION") ? "" : event + action;
    }

    private static List<String> joined(List<String> some, List<String> more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    private static Counter counter(ResultSet row) throws SQLException {
        return new Counter(
                Optional.empty(),
                Optional.of(new ColumnName(table(row), row.getString(3))),
                BigDecimal.ONE,
                Optional.of(row.getBigDecimal(4)));
    }
}
