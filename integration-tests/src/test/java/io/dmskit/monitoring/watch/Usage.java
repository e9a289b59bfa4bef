package io.dmskit.monitoring.watch;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What this process holds.
 *
 * @param threads live threads, apart from those of the servers and databases that the world is made of
 * @param heap bytes of everything that is reachable
 * @param monitoring bytes of instances of the monitoring's own classes
 */
record Usage(List<String> threads, long heap, long monitoring) {
    /** Pools of dmskit-local, the gate and the pager, whose threads outlive the day's hours by a minute. */
    private static final List<String> WORLD = List.of(
            "dmskit-local-",
            "dmskit-validation",
            "dmskit-reload",
            "dmskit-server",
            "world-",
            "HTTP-Dispatcher",
            "process reaper");

    private static final Pattern LINE = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+).*");

    String describe() {
        return "%d threads, %d KiB, of which %d KiB are the monitoring's own instances"
                .formatted(threads.size(), heap >> 10, monitoring >> 10);
    }

    private static List<String> live() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> WORLD.stream().noneMatch(name::startsWith))
                .sorted()
                .toList();
    }

    /** Collects garbage first. */
    static Usage now() throws JMException {
        String histogram = (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()});
        long own = 0;
        for (String line : histogram.lines().toList()) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()
                    && matcher.group(3).startsWith("io.dmskit.monitoring.")
                    && !matcher.group(3).startsWith(Usage.class.getPackageName() + ".Day")) {
                own += Long.parseLong(matcher.group(2));
            }
        }
        System.gc();
        return new Usage(
                live(), ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(), own);
    }
}
