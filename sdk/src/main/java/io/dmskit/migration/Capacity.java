package io.dmskit.migration;

import java.util.List;
import java.util.Optional;

/** What a migration runs on: a replication instance of its own, or capacity that AWS DMS Serverless provides as it is needed. */
public sealed interface Capacity {
    /** What a file gets that says nothing: {@code dms.r6i.large}, 100 GiB, with a standby. */
    Provisioned DEFAULT = new Provisioned("dms.r6i.large", 100, true);

    /** Returns whether there is a standby in another zone. */
    boolean multiAz();

    /** Returns the memory in bytes that a task can have at most, if it is known. */
    Optional<Long> memory();

    /**
     * A replication instance, and a replication task on it.
     *
     * @param instanceClass such as {@code dms.r6i.large}
     * @param storageGib allocated storage in GiB, 5 to 6144
     * @param multiAz whether it has a standby in another zone
     */
    record Provisioned(String instanceClass, int storageGib, boolean multiAz) implements Capacity {
        @Override
        public Optional<Long> memory() {
            return InstanceClass.of(instanceClass).map(InstanceClass::memory);
        }
    }

    /**
     * A serverless replication. A capacity unit (DCU) is 2 GiB of memory.
     *
     * @param min units it never goes below; empty: the service decides
     * @param max units it never goes above
     * @param multiAz whether it has a standby in another zone
     * @see <a href="https://docs.aws.amazon.com/dms/latest/APIReference/API_ComputeConfig.html">ComputeConfig</a>
     */
    record Serverless(Optional<Integer> min, int max, boolean multiAz) implements Capacity {
        /** Units that DMS offers. */
        public static final List<Integer> UNITS = List.of(1, 2, 4, 8, 16, 32, 64, 128, 192, 256, 384);

        private static final long BYTES_PER_UNIT = 2L << 30;

        /**
         * Checks the units.
         *
         * @throws IllegalArgumentException if DMS does not offer one of them, or the least is more than the most
         */
        public Serverless {
            min.ifPresent(Serverless::requireOffered);
            requireOffered(max);
            if (min.filter(least -> least > max).isPresent()) {
                throw new IllegalArgumentException(
                        "min is " + min.get() + " capacity units and max " + max + ": min must not be more than max");
            }
        }

        @Override
        public Optional<Long> memory() {
            return Optional.of(max * BYTES_PER_UNIT);
        }

        private static void requireOffered(int units) {
            if (!UNITS.contains(units)) {
                throw new IllegalArgumentException(units + " capacity units are not offered; allowed: " + UNITS);
            }
        }
    }
}
