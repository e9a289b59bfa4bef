package io.dmskit.local.engine.apply;

import io.dmskit.local.engine.apply.Change.Shape;
import io.dmskit.mapping.plan.ColumnPlan;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Prepared statements by shape; the least recently used goes first. For one thread. */
final class Statements {
    /** ChangeProcessingTuning.StatementCacheSize. */
    private static final int CAPACITY = 200;

    private final Connection target;
    private final Map<Shape, PreparedStatement> prepared = new LinkedHashMap<>(16, 0.75f, true);

    Statements(Connection target) {
        this.target = target;
    }

    PreparedStatement get(Shape shape, List<ColumnPlan> columns) throws SQLException {
        PreparedStatement statement = prepared.get(shape);
        if (statement == null) {
            statement = target.prepareStatement(ApplySql.of(shape, columns));
            prepared.put(shape, statement);
            evict();
        }
        return statement;
    }

    private void evict() throws SQLException {
        if (prepared.size() > CAPACITY) {
            Iterator<PreparedStatement> oldest = prepared.values().iterator();
            oldest.next().close();
            oldest.remove();
        }
    }

    /** Forgets all, after a table changed its columns. */
    void clear() throws SQLException {
        for (PreparedStatement statement : prepared.values()) {
            statement.close();
        }
        prepared.clear();
    }
}
