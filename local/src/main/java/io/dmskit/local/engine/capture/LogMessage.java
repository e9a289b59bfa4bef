package io.dmskit.local.engine.capture;

import io.dmskit.catalog.TableName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.postgresql.replication.LogSequenceNumber;

/** What pgoutput says. Transactions come whole, one after another, in commit order. */
public sealed interface LogMessage {
    /** A transaction begins. */
    record Begin(LogSequenceNumber commit, Instant commitTime) implements LogMessage {}

    /** A transaction ends; {@code end} is where reading goes on after it. */
    record Commit(LogSequenceNumber commit, LogSequenceNumber end, Instant commitTime) implements LogMessage {}

    /**
     * Describes a table, before its first change and after its definition changed.
     *
     * @param id by which changes name it
     * @param name schema and table
     * @param full whether old rows come with all columns (REPLICA IDENTITY FULL)
     * @param columns in the order of the values
     */
    record Relation(int id, TableName name, boolean full, List<RelationColumn> columns) implements LogMessage {
        /** Copies the list. */
        public Relation {
            columns = List.copyOf(columns);
        }
    }

    /**
     * A column of a relation.
     *
     * @param name its name
     * @param identity whether it is part of the replica identity
     * @param type OID of its type
     * @param modifier type modifier, -1 if none
     */
    record RelationColumn(String name, boolean identity, int type, int modifier) {}

    /** A new row. */
    record Insert(int relation, Tuple row) implements LogMessage {}

    /** A changed row; the old one is there if the identity changed or is full. */
    record Update(int relation, Optional<Tuple> old, Tuple row) implements LogMessage {}

    /** A row gone; {@code old} holds at least its identity. */
    record Delete(int relation, Tuple old) implements LogMessage {}

    /** Tables emptied at once. */
    record Truncate(List<Integer> relations) implements LogMessage {
        /** Copies the list. */
        public Truncate {
            relations = List.copyOf(relations);
        }
    }

    /** Something that changes no row: a type, an origin, a message of an extension. */
    record Other(char kind) implements LogMessage {}
}
