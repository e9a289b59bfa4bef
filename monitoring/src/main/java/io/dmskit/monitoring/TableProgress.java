package io.dmskit.monitoring;

import io.dmskit.task.TableState;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How far one table is.
 *
 * @param state what the service says about it
 * @param expectedRows how many rows the load will bring, as far as somebody has estimated it; DMS itself does not say
 * @param rowsPerSecond current speed of its load
 */
public record TableProgress(TableState state, OptionalLong expectedRows, double rowsPerSecond) {
    /** Returns how much of the table is loaded, from 0 to 1; nothing if there is no estimate and it is not complete. */
    public OptionalDouble loaded() {
        if (state.completed()) {
            return OptionalDouble.of(1);
        }
        if (expectedRows.isEmpty()) {
            return OptionalDouble.empty();
        }
        double share = expectedRows.getAsLong() == 0 ? 0 : (double) state.fullLoadRows() / expectedRows.getAsLong();
        return OptionalDouble.of(Math.min(share, 0.99));
    }
}
