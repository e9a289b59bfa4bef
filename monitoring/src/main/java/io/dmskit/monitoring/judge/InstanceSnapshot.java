package io.dmskit.monitoring.judge;

import io.dmskit.migration.Capacity;
import java.util.Optional;

/**
 * What is known of a replication instance.
 *
 * @param arn its ARN
 * @param identifier its name
 * @param status such as {@code available} or {@code storage-full}
 * @param capacity class and storage, against which its metrics are measured
 * @param metrics its metrics, if they have been read
 */
public record InstanceSnapshot(
        String arn,
        String identifier,
        String status,
        Capacity.Provisioned capacity,
        Optional<MetricReadings> metrics) {}
