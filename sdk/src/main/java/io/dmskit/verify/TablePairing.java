package io.dmskit.verify;

import io.dmskit.catalog.Column;
import io.dmskit.catalog.Column.Kind;
import io.dmskit.catalog.Key;
import io.dmskit.catalog.Table;
import io.dmskit.mapping.DataType;
import io.dmskit.mapping.plan.ColumnPlan;
import io.dmskit.mapping.plan.TablePlan;
import java.util.ArrayList;
import java.util.List;

/**
 * The two sides of one table, column by column: on the source the value that the mapping makes, on the target the value that is
 * stored.
 *
 * @param plan what the mapping does
 * @param compared target names of the columns that are compared, in the order of both projections
 * @param notCompared the other columns
 * @param source the source's rows through the mapping
 * @param target the target's rows; only those of this source, where a constant column tells
 */
record TablePairing(
        TablePlan plan, List<String> compared, List<NotCompared> notCompared, Projection source, Projection target) {

    /**
     * Pairs the columns.
     *
     * @param stored the table on the target
     * @throws IllegalArgumentException if the target lacks a column
     */
    static TablePairing of(TablePlan plan, Table stored, Dialect sourceDialect, Dialect targetDialect) {
        return new Builder(plan, stored, sourceDialect, targetDialect).build();
    }

    private static final class Builder {
        private final TablePlan plan;
        private final Table stored;
        private final Dialect sourceDialect;
        private final Dialect targetDialect;
        private final List<Pair> pairs = new ArrayList<>();
        private final List<NotCompared> notCompared = new ArrayList<>();
        private final List<String> restrictions = new ArrayList<>();

        Builder(TablePlan plan, Table stored, Dialect sourceDialect, Dialect targetDialect) {
            this.plan = plan;
            this.stored = stored;
            this.sourceDialect = sourceDialect;
            this.targetDialect = targetDialect;
        }

        TablePairing build() {
            requireAllColumns();
            plan.columns()
                    .forEach(column -> pair(column, stored.column(column.name()).orElseThrow()));
            List<Pair> key = keyPairs();
            return new TablePairing(
                    plan,
                    pairs.stream().map(Pair::name).toList(),
                    List.copyOf(notCompared),
                    new Projection(
                            sourceDialect.table(plan.source().name()),
                            sourceDialect.filters(plan),
                            pairs.stream().map(this::onSource).toList(),
                            key.stream().map(this::onSource).toList(),
                            key.stream()
                                    .map(pair -> sourceDialect.readable(pair.sourceValue()))
                                    .toList()),
                    new Projection(
                            targetDialect.table(plan.target()),
                            String.join(" AND ", restrictions),
                            pairs.stream().map(this::onTarget).toList(),
                            key.stream().map(this::onTarget).toList(),
                            key.stream()
                                    .map(pair -> targetDialect.readable(pair.targetValue()))
                                    .toList()));
        }

        private void requireAllColumns() {
            List<String> missing = plan.columns().stream()
                    .map(ColumnPlan::name)
                    .filter(name -> stored.column(name).isEmpty())
                    .toList();
            if (!missing.isEmpty()) {
                throw new IllegalArgumentException("the target has no column " + String.join(", ", missing));
            }
        }

        /** The key tells rows apart as long as all of it can be compared; otherwise all columns together do. */
        private List<Pair> keyPairs() {
            List<String> names = plan.key().map(Key::columns).orElse(List.of());
            List<Pair> key = names.stream()
                    .flatMap(name -> pairs.stream().filter(pair -> pair.name().equals(name)))
                    .toList();
            return key.isEmpty() || key.size() < names.size() ? pairs : key;
        }

        private void pair(ColumnPlan column, Column target) {
            ColumnPlan.Origin origin = column.origin();
            if (origin instanceof ColumnPlan.Copied copied) {
                pairCopied(column, copied.column(), target);
            } else if (origin instanceof ColumnPlan.Masked masked) {
                sourceDialect
                        .mask(sourceDialect.column(masked.column().name()), masked.mask())
                        .ifPresentOrElse(
                                value -> pairText(column, value, target),
                                () -> leaveOut(column, "its digits are replaced by random ones"));
            } else if (origin instanceof ColumnPlan.Computed computed) {
                computed.expression()
                        .constant()
                        .ifPresent(constant -> restrictions.add(targetDialect.equal(column.name(), constant)));
                sourceDialect
                        .expression(computed.expression(), plan.source())
                        .ifPresentOrElse(
                                value -> pairText(column, value, target),
                                () -> leaveOut(
                                        column,
                                        "the source cannot compute its expression exactly as SQLite does: "
                                                + computed.expression().text()));
            } else {
                throw new AssertionError("unknown origin " + origin);
            }
        }

        private void pairCopied(ColumnPlan column, Column source, Column target) {
            String value = sourceDialect.column(source.name());
            if (column.type().map(DataType::isText).orElse(false) && target.kind() == Kind.TEXT) {
                add(column, value, source, target);
            } else if (column.type().isPresent()) {
                add(column, sourceDialect.cast(value, target.type()), target, target);
            } else if (!haveCommonText(source, target)) {
                leaveOut(
                        column,
                        "floating point has no common text: " + source.type() + " on the source, " + target.type()
                                + " on the target");
            } else if (readsAsTarget(source, target)) {
                add(column, sourceDialect.cast(value, target.type()), target, target);
            } else {
                add(column, value, source, target);
            }
        }

        /** Text lands as it is, and in another type as that type reads it. */
        private void pairText(ColumnPlan column, String value, Column target) {
            boolean text = target.kind() == Kind.TEXT || target.kind() == Kind.USER_DEFINED;
            add(column, text ? "(" + value + ")" : sourceDialect.cast(value, target.type()), target, target);
        }

        private void add(ColumnPlan column, String sourceValue, Column source, Column target) {
            pairs.add(new Pair(
                    column.name(), sourceValue, targetDialect.column(column.name()), CanonicalForm.of(source, target)));
        }

        private void leaveOut(ColumnPlan column, String reason) {
            notCompared.add(new NotCompared(column.name(), reason));
        }

        private String onSource(Pair pair) {
            return sourceDialect.canonical(pair.sourceValue(), pair.form());
        }

        private String onTarget(Pair pair) {
            return targetDialect.canonical(pair.targetValue(), pair.form());
        }

        /** The shortest digits that give a float back depend on its width. */
        private static boolean haveCommonText(Column source, Column target) {
            boolean floating = source.kind() == Kind.FLOATING || target.kind() == Kind.FLOATING;
            return !floating || sameType(source, target);
        }

        /** Moments of another precision and, say, json that became jsonb: what the target makes of the value is what counts. */
        private static boolean readsAsTarget(Column source, Column target) {
            boolean moments = isTemporal(source) && isTemporal(target);
            return !sameType(source, target) && (moments || target.kind() == Kind.OTHER);
        }

        private static boolean isTemporal(Column column) {
            return column.kind() == Kind.TIMESTAMP_WITH_ZONE || column.kind() == Kind.DATE_OR_TIME;
        }

        private static boolean sameType(Column source, Column target) {
            return source.type().equals(target.type());
        }
    }

    /** A column that both sides can print. */
    private record Pair(String name, String sourceValue, String targetValue, CanonicalForm form) {}
}
