package io.dmskit.monitoring.alarm;

import java.util.List;

/**
 * Alarms that tell somebody again.
 *
 * @param alarms the alarms that were silent
 * @param rings those of a migration that ring at this moment
 */
public record Armed(List<String> alarms, List<String> rings) {
    /** Copies the lists. */
    public Armed {
        alarms = List.copyOf(alarms);
        rings = List.copyOf(rings);
    }
}
