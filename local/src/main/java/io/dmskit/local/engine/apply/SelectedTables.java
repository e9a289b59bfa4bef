package io.dmskit.local.engine.apply;

import io.dmskit.catalog.TableName;
import io.dmskit.local.engine.PostgresDatabase;
import io.dmskit.local.engine.ReplicationException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The tables whose changes are applied, found by the relations of the log. The log names partitions; their changes belong to the
 * selected tables above them too. Partitions made later are looked up when they are met. For one thread.
 */
public final class SelectedTables {
    private static final String PARTITIONS = """
            SELECT cn.nspname, c.relname, pn.nspname, p.relname
            FROM pg_inherits i
            JOIN pg_class c ON c.oid = i.inhrelid AND c.relispartition
            JOIN pg_namespace cn ON cn.oid = c.relnamespace
            JOIN pg_class p ON p.oid = i.inhparent
            JOIN pg_namespace pn ON pn.oid = p.relnamespace""";

    private final PostgresDatabase database;
    private final Connection source;
    private final Map<TableName, AppliedTable> selected = new HashMap<>();
    private Map<TableName, TableName> parents;

    /**
     * Creates the value.
     *
     * @param database the source, for messages
     * @param source session on it, stays open
     */
    public SelectedTables(PostgresDatabase database, Connection source, List<AppliedTable> tables)
            throws ReplicationException {
        this.database = database;
        this.source = source;
        tables.forEach(table -> selected.put(table.plan().source().name(), table));
        this.parents = readParents();
    }

    /** Returns the selected tables to which changes of a relation belong. */
    List<AppliedTable> targetsOf(TableName relation) throws ReplicationException {
        if (!selected.containsKey(relation) && !parents.containsKey(relation)) {
            parents = readParents();
        }
        List<AppliedTable> targets = new ArrayList<>();
        for (@Nullable TableName table = relation; table != null; table = parents.get(table)) {
            AppliedTable target = selected.get(table);
            if (target != null) {
                targets.add(target);
            }
        }
        return targets;
    }

    /** Returns the partitions that hold a table's rows; the table itself if it has none. */
    Set<TableName> leavesOf(TableName table) {
        List<TableName> children = parents.entrySet().stream()
                .filter(entry -> entry.getValue().equals(table))
                .map(Map.Entry::getKey)
                .toList();
        return children.isEmpty()
                ? Set.of(table)
                : children.stream().flatMap(child -> leavesOf(child).stream()).collect(Collectors.toSet());
    }

    private Map<TableName, TableName> readParents() throws ReplicationException {
        Map<TableName, TableName> read = new HashMap<>();
        try (Statement statement = source.createStatement();
                ResultSet row = statement.executeQuery(PARTITIONS)) {
            while (row.next()) {
                read.put(
                        new TableName(row.getString(1), row.getString(2)),
                        new TableName(row.getString(3), row.getString(4)));
            }
            return read;
        } catch (SQLException e) {
            throw database.failure(e);
        }
    }
}
