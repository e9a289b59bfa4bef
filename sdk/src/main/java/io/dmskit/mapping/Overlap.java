package io.dmskit.mapping;

import io.dmskit.mapping.TransformationRule.Target;
import java.util.Optional;

/** Whether two rules of transformation can meet on one object. */
final class Overlap {
    private Overlap() {}

    /** Returns whether some schema, table, column or tablespace could match both locators. */
    static boolean of(TransformationRule one, TransformationRule other) {
        Optional<DataType.Name> type = one.dataType();
        boolean typesMeet = type.isEmpty() || other.dataType().isEmpty() || type.equals(other.dataType());
        return one.target() == other.target()
                && typesMeet
                && meet(one.schema(), other.schema())
                && (one.target() == Target.SCHEMA || meet(one.table(), other.table()))
                && meet(one.locator().own(), other.locator().own());
    }

    /** Returns whether some name matches both patterns of transformations, whose only wildcard is {@code %}. */
    static boolean meet(NamePattern one, NamePattern other) {
        if (one.isExact()) {
            return other.matches(one.text());
        }
        return other.isExact() ? one.matches(other.text()) : meet(one.text(), other.text());
    }

    private static boolean meet(String a, String b) {
        boolean[] reached = new boolean[b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            boolean[] next = new boolean[b.length() + 1];
            for (int j = 0; j <= b.length(); j++) {
                boolean start = i == 0 && j == 0;
                boolean anyInA = i > 0 && a.charAt(i - 1) == '%' && (reached[j] || (j > 0 && next[j - 1]));
                boolean anyInB = j > 0 && b.charAt(j - 1) == '%' && (next[j - 1] || (i > 0 && reached[j]));
                boolean same = i > 0 && j > 0 && a.charAt(i - 1) == b.charAt(j - 1) && reached[j - 1];
                next[j] = start || anyInA || anyInB || same;
            }
            reached = next;
        }
        return reached[b.length()];
    }
}
