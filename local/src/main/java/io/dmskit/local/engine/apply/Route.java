package io.dmskit.local.engine.apply;

import io.dmskit.catalog.Key;
import io.dmskit.local.engine.capture.LogMessage.Relation;
import io.dmskit.local.engine.capture.LogMessage.RelationColumn;
import io.dmskit.local.engine.capture.Tuple;
import io.dmskit.local.engine.row.RowContext;
import io.dmskit.local.engine.row.RowTransform;
import io.dmskit.mapping.plan.ColumnPlan;
import io.dmskit.mapping.plan.ColumnPlan.Copied;
import io.dmskit.mapping.plan.TablePlan;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Leads the changes of one relation of the log to one target table: reorders, filters, transforms. */
final class Route {
    private final AppliedTable table;
    private final int[] fromRelation;
    private final Match match;

    Route(AppliedTable table, Relation relation) {
        this.table = table;
        TablePlan plan = table.plan();
        this.fromRelation = new int[plan.source().columns().size()];
        for (int i = 0; i < fromRelation.length; i++) {
            fromRelation[i] = indexOf(relation, plan.source().columns().get(i).name());
        }
        this.match = match(relation);
    }

    private static int indexOf(Relation relation, String column) {
        for (int i = 0; i < relation.columns().size(); i++) {
            if (relation.columns().get(i).name().equals(column)) {
                return i;
            }
        }
        return -1;
    }

    AppliedTable table() {
        return table;
    }

    /** Returns the change that a new row makes, if the row passes the filter. */
    Optional<Change> insert(Tuple row, RowContext context) throws SQLException {
        @Nullable String[] source = values(row);
        return table.filter().passes(source)
                ? Optional.of(Change.insert(table, table.transform().apply(source, context), match))
                : Optional.empty();
    }

    /** Returns the change that a changed row makes: an update, or a deletion if it no longer passes the filter. */
    Optional<Change> update(Optional<Tuple> before, Tuple after, RowContext context) throws SQLException {
        @Nullable String[] source = values(after);
        BitSet unchanged = fillIn(source, after, before);
        @Nullable String[] target = table.transform().apply(source, context);
        @Nullable String[] old = before.isPresent() ? table.transform().apply(values(before.get()), context) : target;
        if (!table.filter().passes(source)) {
            return Optional.of(Change.delete(table, old, findable()));
        }
        BitSet known = table.transform().known(unchanged);
        BitSet set = (BitSet) known.clone();
        for (int column : findable().columns()) {
            if (match.keyed() && Objects.equals(old[column], target[column])) {
                set.clear(column);
            }
        }
        if (set.isEmpty()) {
            set.set(match.columns().get(0));
        }
        return Optional.of(Change.update(table, target, known, set, old, match));
    }

    /** Returns the change that a row gone makes. */
    Change delete(Tuple before, RowContext context) throws SQLException {
        return Change.delete(table, table.transform().apply(values(before), context), findable());
    }

    private @Nullable String[] values(Tuple tuple) {
        @Nullable String[] values = new String[fromRelation.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = fromRelation[i] < 0 ? null : tuple.value(fromRelation[i]);
        }
        return values;
    }

    /** Takes large values that the new row does not carry from the old one, and returns those that neither carries. */
    private BitSet fillIn(@Nullable String[] source, Tuple after, Optional<Tuple> before) {
        BitSet missing = new BitSet();
        for (int i = 0; i < source.length; i++) {
            int column = fromRelation[i];
            if (column >= 0 && after.isUnchanged(column)) {
                source[i] = before.isPresent() ? before.get().value(column) : null;
                if (source[i] == null) {
                    missing.set(i);
                }
            }
        }
        return missing;
    }

    private Match findable() throws SQLException {
        if (match.columns().isEmpty()) {
            throw new SQLException("the rows of target table " + table.target()
                    + " cannot be found by what the log of the source carries; give both tables the same key");
        }
        return match;
    }

    /** The target's key if the log always carries what it is made of, else the source's identity, else the whole row. */
    private Match match(Relation relation) {
        BitSet identity = new BitSet();
        for (int i = 0; i < fromRelation.length; i++) {
            if (fromRelation[i] >= 0 && relation.columns().get(fromRelation[i]).identity()) {
                identity.set(i);
            }
        }
        Optional<List<Integer>> key =
                table.plan().key().map(this::indexes).filter(columns -> madeOf(columns, identity));
        if (key.isPresent()) {
            return new Match(key.get(), true);
        }
        List<Integer> copied = copies(identity);
        if (relation.full()) {
            return new Match(copied, false);
        }
        long needed =
                relation.columns().stream().filter(RelationColumn::identity).count();
        return copied.size() < needed ? Match.NONE : new Match(copied, true);
    }

    private List<Integer> indexes(Key key) {
        List<String> names = table.columns().stream().map(ColumnPlan::name).toList();
        return key.columns().stream().map(names::indexOf).toList();
    }

    private boolean madeOf(List<Integer> targets, BitSet identity) {
        RowTransform transform = table.transform();
        return targets.stream().allMatch(target -> {
            BitSet sources = transform.sources(target);
            sources.andNot(identity);
            return sources.isEmpty();
        });
    }

    private List<Integer> copies(BitSet identity) {
        List<Integer> copies = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            BitSet sources = table.transform().sources(i);
            boolean copied = table.columns().get(i).origin() instanceof Copied;
            if (copied && sources.intersects(identity)) {
                copies.add(i);
            }
        }
        return copies;
    }
}
