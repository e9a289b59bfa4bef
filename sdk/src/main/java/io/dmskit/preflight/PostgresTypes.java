package io.dmskit.preflight;

import io.dmskit.catalog.Column;
import io.dmskit.document.Severity;
import io.dmskit.endpoint.EndpointSettings;
import io.dmskit.endpoint.PostgreSQLSettings;
import io.dmskit.mapping.plan.ColumnPlan;
import io.dmskit.mapping.plan.MappingPlan;
import io.dmskit.mapping.plan.TablePlan;
import io.dmskit.migration.Migration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What DMS makes of PostgreSQL's types, one finding a type. What the guide has no row for is said not to go.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.PostgreSQL.html#CHAP_Source-PostgreSQL-DataTypes">Source data types for PostgreSQL</a>
 */
final class PostgresTypes {
    private static final int MOST_DIGITS = 38;
    private static final int NAMED_COLUMNS = 5;
    private static final Pattern PRECISION = Pattern.compile("numeric\\((\\d+)[,)].*");

    private static final String KEEP =
            "create the table on the target beforehand to keep the type, and try it with real rows";

    private static final Map<String, String> ARRIVES_AS = Map.ofEntries(
            Map.entry("money", "numeric(38,4)"),
            Map.entry("interval", "string(128)"),
            Map.entry("cidr", "string(50)"),
            Map.entry("inet", "string(50)"),
            Map.entry("macaddr", "string(18)"),
            Map.entry("bit", "string"),
            Map.entry("bit varying", "string"),
            Map.entry("uuid", "string"),
            Map.entry("tsvector", "clob"),
            Map.entry("tsquery", "clob"),
            Map.entry("xml", "clob"),
            Map.entry("point", "string(255)"),
            Map.entry("line", "string(255)"),
            Map.entry("lseg", "string(255)"),
            Map.entry("box", "string(255)"),
            Map.entry("path", "clob"),
            Map.entry("polygon", "clob"),
            Map.entry("circle", "string(255)"),
            Map.entry("json", "nclob"),
            Map.entry("jsonb", "nclob"),
            Map.entry("hstore", "nclob"),
            Map.entry("int4range", "string(255)"),
            Map.entry("int8range", "string(255)"),
            Map.entry("numrange", "string(255)"));

    private static final Set<String> UNSUPPORTED = Set.of(
            "oid",
            "pg_lsn",
            "pg_snapshot",
            "txid_snapshot",
            "jsonpath",
            "macaddr8",
            "\"char\"",
            "xid",
            "tid",
            "tsrange",
            "tstzrange",
            "daterange",
            "int4multirange",
            "int8multirange",
            "nummultirange",
            "tsmultirange",
            "tstzmultirange",
            "datemultirange");

    private final Migration migration;
    private final MappingPlan plan;
    private final Findings findings;

    PostgresTypes(Migration migration, MappingPlan plan, Findings findings) {
        this.migration = migration;
        this.plan = plan;
        this.findings = findings;
    }

    /** What is to be said of every column of a type. */
    private record Note(Check check, Severity severity, String type, String message, String advice) {}

    void check() {
        Map<String, Map<Note, List<String>>> columns = new TreeMap<>();
        for (TablePlan table : plan.tables()) {
            for (ColumnPlan landing : table.columns()) {
                if (landing.isCopy()) {
                    landing.source().ifPresent(column -> note(column).ifPresent(note -> columns.computeIfAbsent(
                                    note.type(), type -> new TreeMap<>(Comparator.comparing(Note::message)))
                            .computeIfAbsent(note, same -> new ArrayList<>())
                            .add(table.source().name() + "." + column.name())));
                }
            }
        }
        columns.values().forEach(notes -> notes.forEach(this::say));
    }

    private void say(Note note, List<String> columns) {
        String named = columns.stream().limit(NAMED_COLUMNS).collect(Collectors.joining(", "))
                + (columns.size() > NAMED_COLUMNS ? " and " + (columns.size() - NAMED_COLUMNS) + " more" : "");
        findings.add(new PreflightFinding(
                note.check(),
                note.severity(),
                "type " + note.type(),
                note.message() + ": " + named,
                note.advice(),
                Optional.empty()));
    }

    private Optional<Note> note(Column column) {
        String type = column.type().toLowerCase(Locale.ROOT);
        String word = type.replaceAll("\\([^)]*\\)", "").strip();
        if (column.kind() == Column.Kind.USER_DEFINED) {
            return Optional.empty();
        }
        if (UNSUPPORTED.contains(word)) {
            return Optional.of(new Note(
                    Check.TYPE_UNSUPPORTED,
                    Severity.ERROR,
                    word,
                    "DMS has no type for it and leaves its values out",
                    "remove the column by a rule, or store it as text on the source"));
        }
        return word.equals("numeric") ? numeric(type) : withoutLoss(word).or(() -> zone(word));
    }

    private Optional<Note> numeric(String type) {
        if (type.equals("numeric")) {
            return Optional.of(loss(
                    "numeric",
                    "without precision it becomes numeric(28,6): more digits are cut off",
                    "give it a precision on the source, or set MapUnboundedNumericAsString on the source endpoint and take"
                            + " it as text"));
        }
        Matcher precision = PRECISION.matcher(type);
        return precision.matches() && Integer.parseInt(precision.group(1)) > MOST_DIGITS
                ? Optional.of(loss(type, "more than " + MOST_DIGITS + " digits arrive as text", KEEP))
                : Optional.empty();
    }

    private static Note loss(String type, String message, String advice) {
        return new Note(Check.TYPE_LOSS, Severity.WARNING, type, message, advice);
    }

    private Optional<Note> withoutLoss(String word) {
        if (word.equals("boolean")) {
            boolean kept = asBoolean(migration.source().settings())
                    && asBoolean(migration.target().settings());
            return kept
                    ? Optional.empty()
                    : Optional.of(change(
                            word,
                            "varchar(5)",
                            "set MapBooleanAsBoolean on both endpoints, or create the table beforehand"));
        }
        if (word.endsWith("[]")) {
            return Optional.of(change(word, "nclob", KEEP));
        }
        return Optional.ofNullable(ARRIVES_AS.get(word)).map(as -> change(word, as, KEEP));
    }

    private static boolean asBoolean(EndpointSettings settings) {
        return settings.get(PostgreSQLSettings.MAP_BOOLEAN_AS_BOOLEAN).orElse(false);
    }

    private static Note change(String type, String as, String advice) {
        return new Note(Check.TYPE_CHANGE, Severity.INFO, type, "arrives as " + as, advice);
    }

    private static Optional<Note> zone(String word) {
        return switch (word) {
            case "timestamp with time zone" -> Optional.of(change(word, "a datetime without a zone, in UTC", KEEP));
            case "time with time zone" ->
                Optional.of(loss(word, "arrives as a time without its zone", "store the zone beside it, or as text"));
            default -> Optional.empty();
        };
    }
}
