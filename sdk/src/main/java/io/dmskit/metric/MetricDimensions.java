package io.dmskit.metric;

import java.util.Map;

/**
 * The dimensions under which CloudWatch keeps a metric. Wrong ones are no error: they read as "no data".
 *
 * @param values names and values
 */
public record MetricDimensions(Map<String, String> values) {
    /** Name of the dimension that holds the identifier of a replication instance; tasks have it too. */
    public static final String INSTANCE = "ReplicationInstanceIdentifier";

    /** Name of the dimension that holds the last part of a task's ARN. */
    public static final String TASK = "ReplicationTaskIdentifier";

    /** Name of the dimension that holds account and last part of the ARN of a replication config. */
    public static final String SERVERLESS = "ReplicationConfigId";

    /** Name of the dimension that holds the identifier of an RDS instance. */
    public static final String SOURCE = "DBInstanceIdentifier";

    /** Copies the map. */
    public MetricDimensions {
        values = Map.copyOf(values);
    }

    /**
     * Returns the dimensions of a task's metrics. DMS does not take the task's name here but the last part of its ARN, which is
     * another one after every creation: so ask the service for the ARN, and do not keep it.
     *
     * @param instanceIdentifier name of the replication instance it runs on, not its ARN
     * @param taskArn ARN of the task
     * @throws IllegalArgumentException if one is taken for the other
     */
    public static MetricDimensions ofTask(String instanceIdentifier, String taskArn) {
        String id = lastOf(taskArn, "task");
        return new MetricDimensions(Map.of(INSTANCE, identifier(instanceIdentifier), TASK, id));
    }

    /**
     * Returns the dimension of a serverless replication's metrics: account and last part of its ARN, {@code
     * 000000000000:ABCDEF}. AWS's guide names the dimension and not the form of its value; this form is what alarms in use have.
     *
     * @param configArn ARN of the replication config, another one after every creation
     * @throws IllegalArgumentException if it is not one
     */
    public static MetricDimensions ofReplication(String configArn) {
        String id = lastOf(configArn, "replication-config");
        String account = configArn.split(":", -1)[4];
        return new MetricDimensions(Map.of(SERVERLESS, account + ":" + id));
    }

    /**
     * Returns the dimensions of a replication instance's metrics.
     *
     * @param instanceIdentifier name of the replication instance, not its ARN
     * @throws IllegalArgumentException if it is an ARN
     */
    public static MetricDimensions ofInstance(String instanceIdentifier) {
        return new MetricDimensions(Map.of(INSTANCE, identifier(instanceIdentifier)));
    }

    private static String identifier(String instance) {
        if (instance.isEmpty() || instance.indexOf(':') >= 0) {
            throw new IllegalArgumentException("replication instance is \"" + instance
                    + "\": metrics are kept under its identifier, not its arn; DescribeReplicationInstances gives it");
        }
        return instance;
    }

    private static String lastOf(String arn, String type) {
        String[] parts = arn.split(":", -1);
        if (parts.length != 7 || !parts[0].equals("arn") || !parts[5].equals(type) || parts[6].isEmpty()) {
            throw new IllegalArgumentException(type + " arn is \"" + arn
                    + "\": metrics are kept under the last part of an arn such as arn:aws:dms:REGION:ACCOUNT:" + type
                    + ":ID");
        }
        return parts[6];
    }
}
