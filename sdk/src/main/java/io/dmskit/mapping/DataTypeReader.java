package io.dmskit.mapping;

import io.dmskit.document.NearestWord;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads data-type objects. */
final class DataTypeReader {
    private static final List<String> NAMES =
            Arrays.stream(DataType.Name.values()).map(DataType.Name::word).toList();
    /** What people write, and DMS's word for it. */
    private static final Map<String, String> SQL_NAMES = Map.ofEntries(
            Map.entry("varchar", "string"),
            Map.entry("char", "string"),
            Map.entry("text", "clob"),
            Map.entry("int", "int4"),
            Map.entry("integer", "int4"),
            Map.entry("smallint", "int2"),
            Map.entry("tinyint", "int1"),
            Map.entry("bigint", "int8"),
            Map.entry("decimal", "numeric"),
            Map.entry("number", "numeric"),
            Map.entry("double", "real8"),
            Map.entry("float", "real8"),
            Map.entry("real", "real4"),
            Map.entry("timestamp", "datetime"),
            Map.entry("bool", "boolean"),
            Map.entry("binary", "bytes"));

    private DataTypeReader() {}

    /** Returns the data-type of a rule; says what is wrong if there is none. */
    static Optional<DataType> read(Fields rule) {
        Optional<Fields> fields = rule.object("data-type");
        if (fields.isEmpty()) {
            rule.findings()
                    .error(
                            "TM046",
                            rule.node(),
                            "data-type is missing: write {\"type\": \"string\", \"length\": 50} or another");
            return Optional.empty();
        }
        fields.get().allowOnly("data-type", Set.of("type", "length", "precision", "scale"));
        OptionalInt length = fields.get().integer("length");
        OptionalInt precision = fields.get().integer("precision");
        OptionalInt scale = fields.get().integer("scale");
        Optional<DataType.Name> name =
                name(fields.get(), "type", fields.get().word("type").orElse(""));
        name.ifPresent(type -> sizes(fields.get(), type, length, precision));
        return name.map(type -> new DataType(type, length, precision, scale));
    }

    /** Returns the DMS type of this word; says what is wrong if there is none. */
    static Optional<DataType.Name> name(Fields fields, String key, String word) {
        Optional<DataType.Name> name = DataType.Name.of(word);
        if (name.isEmpty()) {
            String meant = SQL_NAMES.get(word.toLowerCase(Locale.ROOT));
            String hint = meant == null ? NearestWord.hint(word, NAMES) : ", did you mean \"" + meant + "\"?";
            fields.findings().error("TM046", fields.at(key), "unknown data type \"" + word + "\"" + hint);
        }
        return name;
    }

    private static void sizes(Fields fields, DataType.Name type, OptionalInt length, OptionalInt precision) {
        boolean text = type == DataType.Name.STRING || type == DataType.Name.WSTRING;
        if (text && length.isEmpty()) {
            fields.findings()
                    .warning("TM047", fields.node(), type.word() + " without length: its size is left to the engine");
        }
        if (type == DataType.Name.NUMERIC && precision.isEmpty()) {
            fields.findings()
                    .warning("TM047", fields.node(), "numeric without precision: its size is left to the engine");
        }
    }
}
