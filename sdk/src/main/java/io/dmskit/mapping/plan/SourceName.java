package io.dmskit.mapping.plan;

import io.dmskit.catalog.Column;
import io.dmskit.catalog.TableName;
import io.dmskit.mapping.Conflict;
import io.dmskit.mapping.Transformation;
import io.dmskit.mapping.TransformationRule;
import io.dmskit.mapping.expression.NameExpression;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A source object whose name a rule may change, and what a computed name may ask about it: its schema, and the table, column and
 * DMS data type where the object has them.
 */
final class SourceName {
    private final TableName table;
    private final Optional<Column> column;

    /** Of a table or its schema. */
    SourceName(TableName table) {
        this(table, Optional.empty());
    }

    /** Of a column. */
    SourceName(TableName table, Column column) {
        this(table, Optional.of(column));
    }

    private SourceName(TableName table, Optional<Column> column) {
        this.table = table;
        this.column = column;
    }

    /** Returns what a rule makes of {@code name}; the same if there is no rule or it changes something else. */
    String renamed(Optional<TransformationRule> rule, String name, Conflicts conflicts) {
        if (rule.isEmpty()) {
            return name;
        }
        Transformation action = rule.get().action();
        try {
            if (action instanceof Transformation.RenameByExpression rename) {
                return NameExpression.evaluate(
                        rename.expression(), variables(rule.get().target()));
            }
            return action instanceof Transformation.NameChange change ? filled(change.apply(name)) : name;
        } catch (IllegalArgumentException e) {
            conflicts.add(
                    Conflict.NO_NAME,
                    List.of(rule.get()),
                    "rule " + rule.get().id() + " (" + rule.get().describe() + ") of " + this + " " + e.getMessage());
            return name;
        }
    }

    private static String filled(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("leaves no name");
        }
        return name;
    }

    @Override
    public String toString() {
        return table + column.map(own -> "." + own.name()).orElse("");
    }

    private Map<String, String> variables(TransformationRule.Target target) {
        Map<String, String> variables = new HashMap<>();
        variables.put("AR_M_SOURCE_SCHEMA", table.schema());
        if (target != TransformationRule.Target.SCHEMA) {
            variables.put("AR_M_SOURCE_TABLE_NAME", table.table());
        }
        column.ifPresent(own -> {
            variables.put("AR_M_SOURCE_COLUMN_NAME", own.name());
            variables.put("AR_M_SOURCE_COLUMN_DATATYPE", SourceTypes.of(own).name());
        });
        return variables;
    }
}
