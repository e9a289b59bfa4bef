package io.dmskit.leftbehind;

import static io.dmskit.leftbehind.Questions.texts;

import io.dmskit.catalog.PostgresSql;
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
import io.dmskit.leftbehind.Belongings.Owner;
import io.dmskit.leftbehind.Belongings.Routine;
import io.dmskit.leftbehind.Belongings.Trigger;
import io.dmskit.leftbehind.Belongings.TriggerParts;
import io.dmskit.leftbehind.Belongings.View;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads what a PostgreSQL database, version 13 or later, has beside rows. */
final class PostgresBelongings {
    private static final int SEQUENCES_AT_ONCE = 200;

    private static final String TABLE = """
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ANY (?) AND c.relkind IN ('r', 'p')
            """;

    private static final String COLUMNS = """
            SELECT n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
                   CASE WHEN a.attgenerated = '' THEN pg_get_expr(d.adbin, d.adrelid) END,
                   CASE WHEN a.attgenerated <> '' THEN pg_get_expr(d.adbin, d.adrelid) END,
                   col_description(c.oid, a.attnum)
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND a.attnum > 0 AND NOT a.attisdropped
            LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            """ + TABLE + "ORDER BY 1, 2, a.attnum";

    private static final String INDEXES = """
            SELECT n.nspname, c.relname, i.relname, x.indisunique, x.indisprimary, pg_get_constraintdef(k.oid),
                   ARRAY(SELECT coalesce(a.attname::text, '')
                         FROM unnest(x.indkey[0:x.indnkeyatts - 1]) WITH ORDINALITY AS p(attnum, place)
                         LEFT JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = p.attnum AND p.attnum > 0
                         ORDER BY p.place),
                   am.amname = 'btree' AND x.indpred IS NULL AND x.indexprs IS NULL,
                   split_part(pg_get_indexdef(i.oid), quote_ident(n.nspname) || '.' || quote_ident(c.relname) || ' USING ', 2)
            FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_am am ON am.oid = i.relam
            JOIN pg_class c ON c.oid = x.indrelid
            LEFT JOIN pg_constraint k ON k.conindid = i.oid AND k.contype IN ('p', 'u', 'x')
            """ + TABLE + "AND x.indisvalid ORDER BY 1, 2, 3";

    private static final String FOREIGN_KEYS = """
            SELECT n.nspname, c.relname, k.conname, fn.nspname, f.relname,
                   ARRAY(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY AS p(attnum, place)
                         JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = p.attnum ORDER BY p.place),
                   ARRAY(SELECT a.attname::text FROM unnest(k.confkey) WITH ORDINALITY AS p(attnum, place)
                         JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = p.attnum ORDER BY p.place),
                   pg_get_constraintdef(k.oid)
            FROM pg_constraint k
            JOIN pg_class f ON f.oid = k.confrelid JOIN pg_namespace fn ON fn.oid = f.relnamespace
            JOIN pg_class c ON c.oid = k.conrelid AND k.contype = 'f' AND k.conparentid = 0
            """ + TABLE + "ORDER BY 1, 2, 3";

    private static final String CHECKS = """
            SELECT n.nspname, c.relname, k.conname, pg_get_expr(k.conbin, k.conrelid)
            FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid AND k.contype = 'c'
            """ + TABLE + "ORDER BY 1, 2, 3";

    private static final String COUNTERS = """
            WITH used AS (
                SELECT d.objid AS sequence, d.refobjid AS owner, d.refobjsubid AS attnum
                FROM pg_depend d
                WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass
                  AND d.deptype IN ('a', 'i') AND d.refobjsubid > 0
                UNION
                SELECT d.refobjid, ad.adrelid, ad.adnum
                FROM pg_attrdef ad
                JOIN pg_depend d ON d.classid = 'pg_attrdef'::regclass AND d.objid = ad.oid
                 AND d.refclassid = 'pg_class'::regclass)
            SELECT sn.nspname, s.relname, n.nspname, c.relname, a.attname, q.seqincrement::numeric,
                   has_sequence_privilege(s.oid, 'SELECT')
            FROM pg_class s
            JOIN pg_namespace sn ON sn.oid = s.relnamespace
            JOIN pg_sequence q ON q.seqrelid = s.oid
            LEFT JOIN used ON used.sequence = s.oid
            LEFT JOIN pg_class c ON c.oid = used.owner
            LEFT JOIN pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = used.attnum
            WHERE s.relkind = 'S' AND coalesce(n.nspname, sn.nspname) = ANY (?)
            ORDER BY 1, 2, 3, 4, 5""";

    private static final String TRIGGERS = """
            SELECT n.nspname, c.relname, t.tgname, pg_get_triggerdef(t.oid),
                   ' ON ' || quote_ident(n.nspname) || '.' || quote_ident(c.relname) || ' ', pn.nspname,
                   'EXECUTE FUNCTION ' || quote_ident(pn.nspname) || '.'
            FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_namespace pn ON pn.oid = p.pronamespace
            JOIN pg_class c ON c.oid = t.tgrelid AND NOT t.tgisinternal AND t.tgparentid = 0
            """ + TABLE + "ORDER BY 1, 2, 3";

    private static final String VIEWS = """
            SELECT DISTINCT vn.nspname, v.relname, v.relkind = 'm', pg_get_viewdef(v.oid), n.nspname, c.relname
            FROM pg_depend d
            JOIN pg_rewrite r ON r.oid = d.objid AND d.classid = 'pg_rewrite'::regclass
            JOIN pg_class v ON v.oid = r.ev_class AND v.relkind IN ('v', 'm')
            JOIN pg_namespace vn ON vn.oid = v.relnamespace
            JOIN pg_class c ON c.oid = d.refobjid AND d.refclassid = 'pg_class'::regclass AND c.oid <> v.oid
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE vn.nspname NOT IN ('pg_catalog', 'information_schema')
              AND (vn.nspname = ANY (?) OR n.nspname = ANY (?))
            ORDER BY 1, 2, 5, 6""";

    private static final String ROUTINES = """
            SELECT n.nspname, p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')', pg_get_functiondef(p.oid)
            FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
            WHERE n.nspname = ANY (?) AND p.prokind IN ('f', 'p')
              AND NOT EXISTS (SELECT FROM pg_depend d
                              WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
            ORDER BY 1, 2""";

    private static final String OWNERS =
            "SELECT n.nspname, c.relname, pg_get_userbyid(c.relowner) FROM pg_class c " + TABLE + "ORDER BY 1, 2";

    private static final String GRANTS = """
            SELECT n.nspname, c.relname,
                   CASE WHEN g.grantee = 0 THEN 'PUBLIC' ELSE pg_get_userbyid(g.grantee) END, g.privilege_type
            FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) g
            """ + TABLE + "AND g.grantee <> c.relowner ORDER BY 1, 2, 3, 4";

    private static final String COMMENTS =
            """
            SELECT n.nspname, c.relname, obj_description(c.oid, 'pg_class') FROM pg_class c
            """ + TABLE + "AND obj_description(c.oid, 'pg_class') IS NOT NULL ORDER BY 1, 2";

    private PostgresBelongings() {}

    static Belongings read(Questions questions, List<String> schemas) {
        // Then every name but the system's is written out with its schema.
        questions.prefer("search_path", "pg_catalog");
        List<Counter> counters = counters(questions, schemas);
        List<ColumnFact> columns = questions.ask("columns", COLUMNS, schemas, PostgresBelongings::column);
        return new Belongings(
                Dialect.POSTGRES,
                withoutCounters(columns, counters),
                questions.ask("indexes", INDEXES, schemas, PostgresBelongings::index),
                questions.ask("foreign keys", FOREIGN_KEYS, schemas, PostgresBelongings::foreignKey),
                questions.ask(
                        "check constraints",
                        CHECKS,
                        schemas,
                        row -> new CheckConstraint(table(row), row.getString(3), row.getString(4))),
                counters,
                questions.ask("triggers", TRIGGERS, schemas, PostgresBelongings::trigger),
                views(questions, schemas),
                questions.ask(
                        "routines",
                        ROUTINES,
                        schemas,
                        row -> new Routine(row.getString(1), row.getString(2), row.getString(3))),
                questions.ask("owners", OWNERS, schemas, row -> new Owner(table(row), row.getString(3))),
                questions.ask(
                        "privileges",
                        GRANTS,
                        schemas,
                        row -> new Grant(table(row), row.getString(3), row.getString(4))),
                questions.ask("comments", COMMENTS, schemas, row -> new Comment(table(row), row.getString(3))),
                new HashSet<>(
                        questions.ask("roles", "SELECT rolname FROM pg_roles", schemas, row -> row.getString(1))));
    }

    /** Returns the highest value of a column; nothing if there is no row, or nobody can say. */
    static Optional<BigDecimal> highest(Questions questions, ColumnName column) {
        List<Optional<BigDecimal>> answer = questions.ask(
                "the highest " + column.column() + " of " + column.table(),
                "SELECT max(" + PostgresSql.quote(column.column()) + ") FROM " + PostgresSql.quote(column.table()),
                List.of(),
                row -> Optional.ofNullable(row.getBigDecimal(1)));
        return answer.stream().flatMap(Optional::stream).findFirst();
    }

    private static TableName table(ResultSet row) throws SQLException {
        return new TableName(row.getString(1), row.getString(2));
    }

    private static ColumnFact column(ResultSet row) throws SQLException {
        return new ColumnFact(
                table(row),
                row.getString(3),
                row.getString(4),
                row.getBoolean(5),
                text(row, 6),
                text(row, 7),
                Optional.empty(),
                text(row, 8));
    }

    /** The default of a counter is said with the counter. */
    private static List<ColumnFact> withoutCounters(List<ColumnFact> columns, List<Counter> counters) {
        List<ColumnName> counted =
                counters.stream().flatMap(one -> one.column().stream()).toList();
        return columns.stream()
                .map(column -> counted.contains(column.key())
                        ? new ColumnFact(
                                column.table(),
                                column.name(),
                                column.type(),
                                column.notNull(),
                                Optional.empty(),
                                column.generated(),
                                Optional.empty(),
                                column.comment())
                        : column)
                .toList();
    }

    private static Index index(ResultSet row) throws SQLException {
        return new Index(
                table(row),
                row.getString(3),
                row.getBoolean(4),
                row.getBoolean(5),
                text(row, 6),
                texts(row, 7),
                row.getBoolean(8),
                row.getString(9));
    }

    private static ForeignKey foreignKey(ResultSet row) throws SQLException {
        String definition = row.getString(8);
        return new ForeignKey(
                table(row),
                row.getString(3),
                texts(row, 6),
                new TableName(row.getString(4), row.getString(5)),
                texts(row, 7),
                definition.substring(definition.lastIndexOf(')') + 1));
    }

    private static List<Counter> counters(Questions questions, List<String> schemas) {
        List<TableName> readable = new ArrayList<>();
        List<Counter> counters = questions.ask("sequences", COUNTERS, schemas, row -> {
            if (row.getBoolean(7)) {
                readable.add(table(row));
            }
            return counter(row);
        });
        Map<TableName, BigDecimal> next = new HashMap<>();
        List<TableName> distinct = readable.stream().distinct().toList();
        for (int from = 0; from < distinct.size(); from += SEQUENCES_AT_ONCE) {
            next(questions, distinct.subList(from, Math.min(from + SEQUENCES_AT_ONCE, distinct.size())), next);
        }
        return counters.stream()
                .map(one -> new Counter(
                        one.sequence(),
                        one.column(),
                        one.increment(),
                        one.sequence().map(next::get)))
                .toList();
    }

    /** The catalog does not tell a sequence that was set from one that was never asked: only the sequence itself does. */
    private static void next(Questions questions, List<TableName> sequences, Map<TableName, BigDecimal> next) {
        String all = IntStream.range(0, sequences.size())
                .mapToObj(i -> {
                    String name = PostgresSql.quote(sequences.get(i));
                    return "SELECT " + i
                            + ", s.last_value::numeric + CASE WHEN s.is_called THEN q.seqincrement ELSE 0 END FROM "
                            + name + " s, pg_sequence q WHERE q.seqrelid = " + PostgresSql.literal(name) + "::regclass";
                })
                .collect(Collectors.joining(" UNION ALL "));
        questions.ask(
                "where sequences stand",
                all,
                List.of(),
                row -> next.put(sequences.get(row.getInt(1)), row.getBigDecimal(2)));
    }

    private static Counter counter(ResultSet row) throws SQLException {
        @Nullable String table = row.getString(4);
        return new Counter(
                Optional.of(table(row)),
                table == null
                        ? Optional.empty()
                        : Optional.of(new ColumnName(new TableName(row.getString(3), table), row.getString(5))),
                row.getBigDecimal(6),
                Optional.empty());
    }

    private static Trigger trigger(ResultSet row) throws SQLException {
        String definition = row.getString(4);
        String on = row.getString(5);
        String execute = row.getString(7);
        int table = definition.indexOf(on);
        int function = definition.lastIndexOf(execute);
        Optional<TriggerParts> parts = table < 0 || function < table
                ? Optional.empty()
                : Optional.of(new TriggerParts(
                        definition.substring(0, table) + " ON ",
                        definition.substring(table + on.length() - 1, function),
                        row.getString(6),
                        definition.substring(function + execute.length())));
        return new Trigger(table(row), row.getString(3), definition, parts);
    }

    private static List<View> views(Questions questions, List<String> schemas) {
        Map<TableName, View> views = new LinkedHashMap<>();
        Map<TableName, List<TableName>> over = new HashMap<>();
        questions.ask("views", VIEWS, schemas, row -> {
            TableName name = table(row);
            over.computeIfAbsent(name, any -> new ArrayList<>()).add(new TableName(row.getString(5), row.getString(6)));
            return views.put(name, new View(name, row.getBoolean(3), row.getString(4), over.get(name)));
        });
        return List.copyOf(views.values());
    }

    private static Optional<String> text(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }
}
