package io.dmskit.preflight;

import io.dmskit.catalog.Column;
import io.dmskit.mapping.DataType;
import io.dmskit.mapping.plan.SourceTypes;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much a column holds, as far as it can be told from its type. */
final class Width {
    private static final Pattern MODIFIERS = Pattern.compile("\\(\\s*(\\d+)\\s*(?:,\\s*(-?\\d+)\\s*)?\\)");

    private Width() {}

    /** Returns why the one column may not hold what the other does; nothing if it does, or if that cannot be told. */
    static Optional<String> narrower(Column target, Column source) {
        if (source.kind() == Column.Kind.TEXT && target.kind() == Column.Kind.TEXT) {
            return length(target, source);
        }
        if (source.kind() == Column.Kind.INTEGER && target.kind() == Column.Kind.INTEGER) {
            return bits(target) < bits(source) ? said(target, source) : Optional.empty();
        }
        if (target.kind() == Column.Kind.DECIMAL
                && (source.kind() == Column.Kind.DECIMAL || source.kind() == Column.Kind.INTEGER)) {
            return digits(target, source);
        }
        return Optional.empty();
    }

    private static Optional<String> said(Column target, Column source) {
        return Optional.of(target.type() + " where the source has " + source.type());
    }

    private static Optional<String> length(Column target, Column source) {
        int room = modifier(target, 1, Integer.MAX_VALUE);
        return room < modifier(source, 1, Integer.MAX_VALUE) ? said(target, source) : Optional.empty();
    }

    private static Optional<String> digits(Column target, Column source) {
        if (modifier(target, 1, -1) < 0) {
            return Optional.empty();
        }
        int scale = modifier(target, 2, 0);
        int whole = modifier(target, 1, 0) - scale;
        boolean integer = source.kind() == Column.Kind.INTEGER;
        int sourceScale = integer ? 0 : modifier(source, 2, modifier(source, 1, -1) < 0 ? Integer.MAX_VALUE : 0);
        int sourceWhole = integer
                ? digitsOf(bits(source))
                : modifier(source, 1, -1) < 0 ? Integer.MAX_VALUE : modifier(source, 1, 0) - sourceScale;
        return whole < sourceWhole || scale < sourceScale ? said(target, source) : Optional.empty();
    }

    private static int modifier(Column column, int which, int otherwise) {
        Matcher modifiers = MODIFIERS.matcher(column.type());
        return modifiers.find() && modifiers.group(which) != null
                ? Integer.parseInt(modifiers.group(which))
                : otherwise;
    }

    private static int digitsOf(int bits) {
        return (int) Math.ceil(bits * Math.log10(2));
    }

    /** Bits without the sign; an unsigned number has one more. */
    private static int bits(Column column) {
        DataType.Name type = SourceTypes.of(column);
        return switch (type) {
            case INT1 -> 7;
            case UINT1 -> 8;
            case INT2 -> 15;
            case UINT2 -> 16;
            case INT4 -> 31;
            case UINT4 -> 32;
            case INT8 -> 63;
            default -> 64;
        };
    }
}
