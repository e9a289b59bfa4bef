package io.dmskit.catalog;

import io.dmskit.document.ArrayNode;
import io.dmskit.document.Findings;
import io.dmskit.document.NearestWord;
import io.dmskit.document.Node;
import io.dmskit.document.ObjectNode;
import io.dmskit.document.ScalarNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads what {@link CatalogDescription} shows. What cannot be read is a finding, and absent. */
final class CatalogReader {
    static final String NOT_NULL = " not null";
    private static final List<String> TABLE_KEYS =
            List.of("kind", "partition-of", "columns", "primary-key", "unique-keys", "rows", "bytes");

    private final Findings findings;
    private final Set<TableName> names = new HashSet<>();
    private String engine = "";

    CatalogReader(Findings findings) {
        this.findings = findings;
    }

    Catalog catalog(Node root) {
        List<Table> tables = new ArrayList<>();
        object("the description", root).ifPresent(description -> {
            allowOnly(description, List.of("engine", "schemas"));
            description.get("engine").ifPresent(this::engine);
            Optional<Node> schemas = description.get("schemas");
            if (schemas.isEmpty()) {
                findings.error(CatalogDescription.MISSING, description, "schemas is missing");
            }
            List<Read> read = new ArrayList<>();
            schemas.flatMap(node -> object("schemas", node)).ifPresent(each -> schemas(each, read));
            read.forEach(table -> {
                checkParent(table);
                tables.add(table.table());
            });
        });
        return new Catalog(tables);
    }

    /** A table and where it stands. */
    private record Read(Table table, ObjectNode node) {}

    private void engine(Node node) {
        text("engine", node).ifPresent(word -> {
            engine = word;
            if (!EngineTypes.engines().contains(word)) {
                findings.error(
                        CatalogDescription.VALUE,
                        node,
                        "engine is \"" + word + "\"" + NearestWord.hint(word, EngineTypes.engines()));
            }
        });
    }

    private void schemas(ObjectNode schemas, List<Read> tables) {
        onlyOnce(schemas);
        for (ObjectNode.Member schema : schemas.members()) {
            object("schema " + schema.key(), schema.value()).ifPresent(node -> {
                onlyOnce(node);
                for (ObjectNode.Member table : node.members()) {
                    TableName name = new TableName(schema.key(), table.key());
                    object("table " + name, table.value())
                            .ifPresent(keys -> tables.add(new Read(table(name, keys), keys)));
                }
            });
        }
    }

    private Table table(TableName name, ObjectNode node) {
        names.add(name);
        allowOnly(node, TABLE_KEYS);
        List<String> known = columnNames(node);
        Optional<Key> primaryKey = node.get("primary-key")
                .flatMap(key -> key("primary-key of " + name, name.table() + "_pkey", key, known));
        List<Column> columns = columns(name, node, primaryKey.map(Key::columns).orElse(List.of()));
        return new Table(
                name,
                node.get("kind")
                        .flatMap(kind -> word(Table.Kind.values(), kind))
                        .orElse(Table.Kind.TABLE),
                columns,
                primaryKey,
                uniqueKeys(name, node, known),
                node.get("partition-of").flatMap(parent -> reference(name, parent)),
                number("rows", node),
                number("bytes", node));
    }

    /** Also of columns whose type is wrong, so that no key is blamed for them. */
    private static List<String> columnNames(ObjectNode table) {
        return table.get("columns").orElse(table) instanceof ObjectNode columns
                ? columns.members().stream().map(ObjectNode.Member::key).toList()
                : List.of();
    }

    private List<Column> columns(TableName table, ObjectNode node, List<String> primaryKey) {
        Optional<Node> value = node.get("columns");
        if (value.isEmpty()) {
            findings.error(CatalogDescription.MISSING, node, "table " + table + " has no columns");
            return List.of();
        }
        List<Column> columns = new ArrayList<>();
        object("columns of " + table, value.get()).ifPresent(members -> {
            onlyOnce(members);
            for (ObjectNode.Member member : members.members()) {
                column(member, primaryKey.contains(member.key())).ifPresent(columns::add);
            }
        });
        return columns;
    }

    private Optional<Column> column(ObjectNode.Member member, boolean inPrimaryKey) {
        String name = member.key();
        if (!(member.value() instanceof ObjectNode node)) {
            return text("column " + name, member.value()).flatMap(text -> {
                boolean notNull = text.toLowerCase(Locale.ROOT).endsWith(NOT_NULL);
                String type = plain(notNull ? text.substring(0, text.length() - NOT_NULL.length()) : text);
                return kind(type, member.value()).map(kind -> new Column(name, type, kind, !notNull && !inPrimaryKey));
            });
        }
        allowOnly(node, List.of("type", "kind", "nullable"));
        if (node.get("type").isEmpty()) {
            findings.error(CatalogDescription.MISSING, node, "column " + name + " has no type");
            return Optional.empty();
        }
        Optional<String> type =
                node.get("type").flatMap(value -> text("type", value)).map(this::plain);
        Optional<Column.Kind> given = node.get("kind").flatMap(kind -> word(Column.Kind.values(), kind));
        boolean nullable = node.get("nullable").flatMap(this::flag).orElse(!inPrimaryKey);
        return type.flatMap(text -> (node.get("kind").isPresent() ? given : kind(text, node))
                .map(kind -> new Column(name, text, kind, nullable)));
    }

    private String plain(String type) {
        return EngineTypes.plain(engine, type.strip());
    }

    private Optional<Column.Kind> kind(String type, Node node) {
        Optional<Column.Kind> kind = TypeWords.kind(type);
        if (kind.isEmpty()) {
            findings.error(
                    CatalogDescription.VALUE,
                    node,
                    "unknown type " + type
                            + NearestWord.to(TypeWords.word(type), TypeWords.all())
                                    .map(near -> ", did you mean " + near + "?")
                                    .orElse("")
                            + "; a type of the database's own is written { type: " + type + ", kind: user-defined }");
        }
        return kind;
    }

    private List<Key> uniqueKeys(TableName table, ObjectNode node, List<String> known) {
        List<Key> keys = new ArrayList<>();
        Optional<Node> value = node.get("unique-keys");
        if (value.isPresent() && value.get() instanceof ArrayNode array) {
            for (Node item : array.items()) {
                String name = table.table() + "_key" + (keys.isEmpty() ? "" : keys.size() + 1);
                key("unique-keys of " + table, name, item, known).ifPresent(keys::add);
            }
        } else {
            value.ifPresent(other -> wrongKind("unique-keys of " + table, other, "a list of lists of columns"));
        }
        return keys;
    }

    private Optional<Key> key(String what, String defaultName, Node node, List<String> known) {
        if (node instanceof ArrayNode array) {
            return Optional.of(new Key(defaultName, keyColumns(what, array, known)));
        }
        if (!(node instanceof ObjectNode object)) {
            wrongKind(what, node, "a list of columns");
            return Optional.empty();
        }
        allowOnly(object, List.of("name", "columns"));
        String name = object.get("name").flatMap(value -> text("name", value)).orElse(defaultName);
        Optional<Node> columns = object.get("columns");
        if (columns.isPresent() && columns.get() instanceof ArrayNode array) {
            return Optional.of(new Key(name, keyColumns(what, array, known)));
        }
        wrongKind("columns of " + what, columns.orElse(object), "a list of columns");
        return Optional.empty();
    }

    private List<String> keyColumns(String what, ArrayNode array, List<String> known) {
        if (array.items().isEmpty()) {
            findings.error(CatalogDescription.VALUE, array, what + " is empty: name its columns");
        }
        List<String> columns = new ArrayList<>();
        for (Node item : array.items()) {
            Optional<String> column = text(what, item);
            if (column.isPresent() && !known.contains(column.get())) {
                findings.error(
                        CatalogDescription.REFERENCE,
                        item,
                        what + " names column " + column.get() + NearestWord.hint(column.get(), known));
            }
            column.ifPresent(columns::add);
        }
        return columns;
    }

    private Optional<TableName> reference(TableName child, Node node) {
        if (!(node instanceof ObjectNode object)) {
            return text("partition-of", node).map(table -> new TableName(child.schema(), table));
        }
        allowOnly(object, List.of("schema", "table"));
        Optional<String> table = object.get("table").flatMap(value -> text("table", value));
        if (object.get("table").isEmpty()) {
            findings.error(CatalogDescription.MISSING, object, "partition-of has no table");
        }
        String schema =
                object.get("schema").flatMap(value -> text("schema", value)).orElse(child.schema());
        return table.map(name -> new TableName(schema, name));
    }

    private void checkParent(Read read) {
        read.table()
                .partitionOf()
                .filter(parent -> !names.contains(parent))
                .ifPresent(parent -> findings.error(
                        CatalogDescription.REFERENCE,
                        read.node().get("partition-of").orElse(read.node()),
                        "table " + read.table().name() + " is a partition of " + parent + ", which is not described"));
    }

    private Optional<ObjectNode> object(String what, Node node) {
        if (node instanceof ObjectNode object) {
            return Optional.of(object);
        }
        wrongKind(what, node, "an object");
        return Optional.empty();
    }

    private Optional<String> text(String what, Node node) {
        if (node instanceof ScalarNode scalar
                && !scalar.isNull()
                && !scalar.text().isBlank()) {
            return Optional.of(scalar.text());
        }
        wrongKind(what, node, "a text that is not blank");
        return Optional.empty();
    }

    private long number(String key, ObjectNode node) {
        Optional<Node> value = node.get(key);
        if (value.isPresent()
                && value.get() instanceof ScalarNode scalar
                && scalar.text().matches("[0-9]{1,18}")) {
            return Long.parseLong(scalar.text());
        }
        value.ifPresent(other -> wrongKind(key, other, "a whole number from 0"));
        return 0;
    }

    private Optional<Boolean> flag(Node node) {
        if (node instanceof ScalarNode scalar && scalar.text().matches("true|false")) {
            return Optional.of(scalar.text().equals("true"));
        }
        wrongKind("nullable", node, "true or false");
        return Optional.empty();
    }

    private <E extends Enum<E>> Optional<E> word(E[] values, Node node) {
        List<String> words = Arrays.stream(values).map(CatalogWriter::word).toList();
        Optional<String> word = text("kind", node);
        if (word.isPresent() && !words.contains(word.get())) {
            findings.error(
                    CatalogDescription.VALUE,
                    node,
                    "kind is \"" + word.get() + "\"" + NearestWord.hint(word.get(), words));
        }
        return word.filter(words::contains).map(known -> values[words.indexOf(known)]);
    }

    private void wrongKind(String what, Node node, String wanted) {
        findings.error(CatalogDescription.VALUE, node, what + " is " + node.kind() + ": it must be " + wanted);
    }

    private void allowOnly(ObjectNode node, List<String> known) {
        for (ObjectNode.Member member : node.members()) {
            if (!known.contains(member.key())) {
                findings.error(
                        CatalogDescription.KEY,
                        member,
                        "unknown key " + member.key() + NearestWord.hint(member.key(), known));
            }
        }
        onlyOnce(node);
    }

    private void onlyOnce(ObjectNode node) {
        node.duplicates()
                .forEach(member -> findings.error(CatalogDescription.KEY, member, member.key() + " is given twice"));
    }
}
