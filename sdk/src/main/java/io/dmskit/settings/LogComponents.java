package io.dmskit.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How much each component logs. Order means nothing, and a component of severity DEFAULT is as good as not named: the service
 * returns all of them so.
 *
 * @param severities the components that log more or less than by default
 */
public record LogComponents(Map<LogComponent, LogSeverity> severities) implements Structured {
    /** Every component logs as DMS sees fit. */
    public static final LogComponents DEFAULT = new LogComponents(Map.of());

    /** Copies the map, without what is as by default. */
    public LogComponents {
        Map<LogComponent, LogSeverity> differing = new TreeMap<>(severities);
        differing.values().removeIf(severity -> severity == LogSeverity.DEFAULT);
        severities = Map.copyOf(differing);
    }

    /** Returns a copy in which {@code component} logs at {@code severity}. */
    public LogComponents with(LogComponent component, LogSeverity severity) {
        Map<LogComponent, LogSeverity> changed = new TreeMap<>(severities);
        changed.put(component, severity);
        return new LogComponents(changed);
    }

    /** Returns how much a component logs. */
    public LogSeverity of(LogComponent component) {
        return severities.getOrDefault(component, LogSeverity.DEFAULT);
    }

    @Override
    public List<Map<String, String>> json() {
        List<Map<String, String>> entries = new ArrayList<>();
        new TreeMap<>(severities).forEach((component, severity) -> {
            Map<String, String> entry = new LinkedHashMap<>();
            entry.put("Id", component.id());
            entry.put("Severity", severity.toString());
            entries.add(entry);
        });
        return entries;
    }
}
