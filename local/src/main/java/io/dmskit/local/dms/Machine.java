package io.dmskit.local.dms;

import com.sun.management.OperatingSystemMXBean;
import io.dmskit.metric.DmsMetric;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What can be measured of this machine, which is every replication instance here. Rates of disks and networks are left out: they
 * would be those of all that goes on here. Memory that a program could still get is told by Linux only.
 */
final class Machine {
    private static final Path MEMORY = Path.of("/proc/meminfo");

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    Map<DmsMetric, Double> measure() {
        Map<DmsMetric, Double> values = new EnumMap<>(DmsMetric.class);
        double load = system.getCpuLoad();
        if (load >= 0) {
            values.put(DmsMetric.INSTANCE_CPU_UTILIZATION, load * 100);
        }
        values.put(DmsMetric.INSTANCE_SWAP_USAGE, (double)
                (system.getTotalSwapSpaceSize() - system.getFreeSwapSpaceSize()));
        values.put(DmsMetric.FREE_STORAGE_SPACE, (double)
                new File("").getAbsoluteFile().getUsableSpace());
        kilobytes("MemAvailable:").ifPresent(available -> values.put(DmsMetric.AVAILABLE_MEMORY, available * 1024));
        Optional<Double> cached = kilobytes("Cached:");
        kilobytes("Buffers:")
                .flatMap(buffers -> cached.map(cache -> (buffers + cache) * 1024))
                .ifPresent(freeable -> values.put(DmsMetric.FREEABLE_MEMORY, freeable));
        return values;
    }

    private static Optional<Double> kilobytes(String name) {
        try (Stream<String> lines = Files.lines(MEMORY)) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> Double.valueOf(line.replaceAll("\\D", "")))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
