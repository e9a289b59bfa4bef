package io.dmskit.leftbehind;

import io.dmskit.catalog.TableName;
import java.util.Optional;

/**
 * Something that the source has and the target has not, or has otherwise.
 *
 * @param kind what it is
 * @param name its name on the source, such as that of an index; of a column for what concerns one
 * @param source the source table, if it belongs to one
 * @param target where that table lands
 * @param onSource what the source has, as its database says it
 * @param onTarget what the target has instead
 * @param urgent whether writes to the target go wrong without it, such as inserts that take a number that is taken
 * @param proposal statements for a PostgreSQL target; a proposal, to be read before it is run. Empty if there is none
 * @param remark what to know, such as why nothing is proposed
 */
public record LeftObject(
        ObjectKind kind,
        String name,
        Optional<TableName> source,
        Optional<TableName> target,
        String onSource,
        String onTarget,
        boolean urgent,
        Optional<String> proposal,
        Optional<String> remark) {
    static final String NOTHING = "nothing";

    static LeftObject of(ObjectKind kind, String name, TableName source, TableName target, String onSource) {
        return new LeftObject(
                kind,
                name,
                Optional.of(source),
                Optional.of(target),
                onSource,
                NOTHING,
                false,
                Optional.empty(),
                Optional.empty());
    }

    static LeftObject alone(ObjectKind kind, String name, String onSource) {
        return new LeftObject(
                kind,
                name,
                Optional.empty(),
                Optional.empty(),
                onSource,
                NOTHING,
                false,
                Optional.empty(),
                Optional.empty());
    }

    LeftObject proposing(String statements) {
        return new LeftObject(kind, name, source, target, onSource, onTarget, urgent, Optional.of(statements), remark);
    }

    LeftObject remarking(String words) {
        return new LeftObject(kind, name, source, target, onSource, onTarget, urgent, proposal, Optional.of(words));
    }

    /** Proposes what there is, and says why there is nothing otherwise. */
    LeftObject proposing(Optional<String> statements, String otherwise) {
        return statements.map(this::proposing).orElseGet(() -> remarking(otherwise));
    }

    LeftObject finding(String instead) {
        return new LeftObject(kind, name, source, target, onSource, instead, urgent, proposal, remark);
    }

    LeftObject urgent(boolean isUrgent) {
        return new LeftObject(kind, name, source, target, onSource, onTarget, isUrgent, proposal, remark);
    }

    /** Returns one line: what, of which table. */
    public String describe() {
        return kind + " " + name + source.map(table -> " of " + table).orElse("") + ": " + onSource + " on the source, "
                + onTarget + " on the target";
    }
}
