package io.dmskit.local.dms;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.databasemigration.model.ComputeConfig;

/**
 * The capacity units of serverless replications.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/APIReference/API_ComputeConfig.html">ComputeConfig</a>
 */
final class Capacity {
    private static final List<Integer> UNITS = List.of(1, 2, 4, 8, 16, 32, 64, 128, 192, 256, 384);

    private Capacity() {}

    /** Returns a configuration whose units are right; the most is required, the least is not. */
    static ComputeConfig checked(@Nullable ComputeConfig given) {
        ComputeConfig compute = given == null ? ComputeConfig.builder().build() : given;
        if (compute.maxCapacityUnits() == null) {
            throw Faults.invalidValue(
                    "the parameter ComputeConfig.MaxCapacityUnits must be provided; allowed are " + allowed());
        }
        check("ComputeConfig.MaxCapacityUnits", compute.maxCapacityUnits());
        if (compute.minCapacityUnits() != null) {
            check("ComputeConfig.MinCapacityUnits", compute.minCapacityUnits());
            if (compute.minCapacityUnits() > compute.maxCapacityUnits()) {
                throw Faults.invalidCombination("ComputeConfig.MinCapacityUnits is " + compute.minCapacityUnits()
                        + " and MaxCapacityUnits is " + compute.maxCapacityUnits()
                        + "; the least must not be more than the most");
            }
        }
        return compute;
    }

    /** Returns how many units a run gets: the least that it may have, since nothing here needs more. AWS goes by the source's metadata. */
    static int provisioned(ComputeConfig compute) {
        return compute.minCapacityUnits() == null ? UNITS.get(0) : compute.minCapacityUnits();
    }

    private static void check(String parameter, int units) {
        if (!UNITS.contains(units)) {
            throw Faults.invalidValue("the parameter " + parameter + " is " + units + "; allowed are " + allowed());
        }
    }

    private static String allowed() {
        return UNITS.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
