package io.dmskit.leftbehind;

import io.dmskit.catalog.ConnectionSupplier;
import io.dmskit.catalog.TableName;
import io.dmskit.document.JsonText;
import io.dmskit.endpoint.Engine;
import io.dmskit.leftbehind.Belongings.ColumnName;
import io.dmskit.leftbehind.Belongings.Dialect;
import io.dmskit.mapping.plan.MappingPlan;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the source has and the target has not, beside rows: indexes, constraints, defaults, where sequences stand, triggers, views,
 * routines, owners, privileges and comments. DMS moves none of it. For each there is what the source has, what the target has instead,
 * and, where it can be said, a statement that brings it after: a proposal for somebody to read, which is run by nobody here.
 *
 * <pre>{@code
 * LeftBehind left = LeftBehind.look(plan, Engine.POSTGRES, source::getConnection, Engine.POSTGRES, target::getConnection);
 * System.out.print(left.describe());
 * }</pre>
 *
 * <p>PostgreSQL, MySQL and MariaDB are looked into as sources, PostgreSQL as target. Only tables that the plan selects count, under the
 * names they land under; views and routines of their schemas with them. Privileges on columns and schemas, row security and extensions
 * are not looked at.
 *
 * @param objects in the order in which they are best brought after, urgent ones first within a kind
 * @param notLooked what could not be looked at, and why
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Introduction.html">What DMS moves</a>
 */
public record LeftBehind(List<LeftObject> objects, List<String> notLooked) {
    private static final Comparator<LeftObject> ORDER = Comparator.comparing(LeftObject::kind)
            .thenComparing(left -> !left.urgent())
            .thenComparing(left -> left.source().map(TableName::toString).orElse(""))
            .thenComparing(LeftObject::name);

    /** Copies the lists, the objects in their order. */
    public LeftBehind {
        objects = objects.stream().sorted(ORDER).toList();
        notLooked = List.copyOf(notLooked);
    }

    /**
     * Looks at both databases; it only reads, and gives each question 30 seconds. A database that cannot be reached, an engine that is
     * not known, and a question that is not answered are among what was {@linkplain #notLooked() not looked at}.
     *
     * @param plan which tables go, and where they land
     * @param sourceEngine the source's engine
     * @param source opens the source
     * @param targetEngine the target's engine
     * @param target opens the target
     */
    public static LeftBehind look(
            MappingPlan plan,
            Engine sourceEngine,
            ConnectionSupplier source,
            Engine targetEngine,
            ConnectionSupplier target) {
        if (!sourceEngine.isPostgres() && !sourceEngine.isMysql()) {
            return notLooked("engine " + sourceEngine + " is not looked into as a source");
        }
        if (!targetEngine.isPostgres()) {
            return notLooked("engine " + targetEngine + " is not looked into as a target");
        }
        Landing landing = new Landing(plan, sourceEngine.isPostgres() ? Dialect.POSTGRES : Dialect.MYSQL);
        if (landing.tables().isEmpty()) {
            return notLooked("the mapping selects no table");
        }
        List<String> unanswered = new ArrayList<>();
        try (Questions asked = new Questions(source, "source", unanswered)) {
            Belongings here = sourceEngine.isPostgres()
                    ? PostgresBelongings.read(asked, landing.sourceSchemas())
                    : MysqlBelongings.read(asked, landing.sourceSchemas());
            return look(landing, here, target, unanswered);
        } catch (SQLException e) {
            return notLooked("the source cannot be read: " + Questions.firstLine(e));
        }
    }

    private static LeftBehind look(
            Landing landing, Belongings source, ConnectionSupplier target, List<String> unanswered) {
        try (Questions asked = new Questions(target, "target", unanswered)) {
            Belongings there = PostgresBelongings.read(asked, landing.targetSchemas());
            Map<ColumnName, BigDecimal> highest = highest(asked, landing, source, there);
            return of(new Sides(landing, source, there, highest), unanswered);
        } catch (SQLException e) {
            return notLooked("the target cannot be read: " + Questions.firstLine(e));
        }
    }

    private static Map<ColumnName, BigDecimal> highest(
            Questions asked, Landing landing, Belongings source, Belongings target) {
        Map<ColumnName, BigDecimal> highest = new HashMap<>();
        source.counters().stream()
                .flatMap(counter -> counter.column().stream())
                .flatMap(column -> landing.column(column).stream())
                .filter(column ->
                        target.counters().stream().anyMatch(one -> one.column().equals(Optional.of(column))))
                .forEach(column ->
                        PostgresBelongings.highest(asked, column).ifPresent(value -> highest.put(column, value)));
        return highest;
    }

    static LeftBehind of(Sides sides, List<String> unanswered) {
        Map<TableName, TableName> missing = new LinkedHashMap<>(sides.landing().tables());
        missing.values().removeIf(table -> sides.target().columns().stream()
                .anyMatch(column -> column.table().equals(table)));
        Stream<LeftObject> tables = missing.entrySet().stream().map(table -> LeftObject.of(
                        ObjectKind.TABLE, table.getKey().table(), table.getKey(), table.getValue(), "a table")
                .remarking("it lands as " + table.getValue() + ", which is not there"));
        Stream<LeftObject> others = Stream.of(
                        new KeysLeft(sides).left(),
                        new CountersLeft(sides).left(),
                        new ColumnsLeft(sides).left(),
                        new ConstraintsLeft(sides).left(),
                        new ProgramsLeft(sides).left(),
                        new AccessLeft(sides).left())
                .flatMap(each -> each)
                .filter(left -> left.source().filter(missing::containsKey).isEmpty());
        return new LeftBehind(Stream.concat(tables, others).toList(), unanswered);
    }

    private static LeftBehind notLooked(String why) {
        return new LeftBehind(List.of(), List.of(why));
    }

    /** Returns whether both databases were looked at in everything, and nothing is left behind. */
    public boolean isNothing() {
        return objects.isEmpty() && notLooked.isEmpty();
    }

    /** Returns those without which writes to the target go wrong. */
    public List<LeftObject> urgent() {
        return objects.stream().filter(LeftObject::urgent).toList();
    }

    /** Returns how many there are of each kind, in the order of the kinds. */
    public Map<ObjectKind, List<LeftObject>> byKind() {
        Map<ObjectKind, List<LeftObject>> kinds = new LinkedHashMap<>();
        objects.forEach(left ->
                kinds.computeIfAbsent(left.kind(), kind -> new ArrayList<>()).add(left));
        return kinds;
    }

    /** Returns a line for each, lines ended by a line feed. */
    public String describe() {
        StringBuilder text = new StringBuilder();
        objects.forEach(left -> text.append(left.describe()).append('\n'));
        notLooked.forEach(what -> text.append("not looked at: ").append(what).append('\n'));
        return text.toString();
    }

    /** Returns it for programs: {@code objects} and {@code notLooked}. What is not there is left out. */
    public Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("objects", objects.stream().map(LeftBehind::document).toList());
        document.put("notLooked", notLooked);
        return document;
    }

    private static Map<String, Object> document(LeftObject left) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("kind", left.kind().id());
        document.put("name", left.name());
        left.source().ifPresent(table -> document.put("sourceTable", table.toString()));
        left.target().ifPresent(table -> document.put("targetTable", table.toString()));
        document.put("onSource", left.onSource());
        document.put("onTarget", left.onTarget());
        document.put("urgent", left.urgent());
        left.proposal().ifPresent(statements -> document.put("proposal", statements));
        left.remark().ifPresent(remark -> document.put("remark", remark));
        return document;
    }

    /** Returns the same as one JSON document. */
    public String toJson() {
        return JsonText.pretty(document());
    }
}
