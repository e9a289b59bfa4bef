package io.dmskit.migration;

import io.dmskit.endpoint.Engine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What stands in for the real databases when a migration is rehearsed on dmskit-local.
 *
 * @param sourceEngine engine of the stand-in source
 * @param targetEngine engine of the stand-in target
 * @param schema SQL that creates the source's tables
 * @param data SQL that fills them, if any
 * @param targetSchema SQL run on the target beforehand, if any
 * @param workload name of the workload that writes meanwhile, if any
 * @param duration how long the workload writes after the load, before the cutover begins
 */
public record RehearsalPlan(
        Engine sourceEngine,
        Engine targetEngine,
        Path schema,
        Optional<Path> data,
        Optional<Path> targetSchema,
        Optional<String> workload,
        Duration duration) {}
