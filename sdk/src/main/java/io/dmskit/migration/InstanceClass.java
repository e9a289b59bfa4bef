package io.dmskit.migration;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A replication instance class, as AWS listed it in November 2025.
 *
 * @param name such as {@code dms.r6i.large}
 * @param vcpus virtual CPUs
 * @param memory bytes
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_ReplicationInstance.Types.html">Replication instance types</a>
 */
public record InstanceClass(String name, int vcpus, long memory) {
    private static final long GIB = 1L << 30;
    private static final Pattern CLASS = Pattern.compile("dms\\.([a-z0-9]+)\\.(?:(\\d{0,2})x)?([a-z]+)");

    /** GiB per virtual CPU; {@code large} has two of them, {@code xlarge} four, {@code 2xlarge} eight. */
    private static final Map<String, Integer> GIB_PER_CPU =
            Map.of("c5", 2, "c6i", 2, "c7i", 2, "r5", 8, "r6i", 8, "r7i", 8);

    private static final Map<String, Integer> T3_GIB = Map.of("micro", 1, "small", 2, "medium", 4, "large", 8);

    /** Returns the class of this name, if it is known. */
    public static Optional<InstanceClass> of(String name) {
        Matcher matcher = CLASS.matcher(name);
        return matcher.matches() ? of(name, matcher.group(1), matcher.group(2), matcher.group(3)) : Optional.empty();
    }

    private static Optional<InstanceClass> of(String name, String family, String times, String size) {
        if (family.equals("t3")) {
            return Optional.ofNullable(T3_GIB.get(size))
                    .filter(gib -> times == null)
                    .map(gib -> new InstanceClass(name, 2, gib * GIB));
        }
        if (!size.equals("large") || !GIB_PER_CPU.containsKey(family)) {
            return Optional.empty();
        }
        int cpus = times == null ? 2 : times.isEmpty() ? 4 : 4 * Integer.parseInt(times);
        return Optional.of(new InstanceClass(name, cpus, cpus * GIB_PER_CPU.get(family) * GIB));
    }
}
