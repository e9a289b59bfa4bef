package io.dmskit.monitoring.judge;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a judge goes by.
 *
 * @param lagWarn lag that is worth a look
 * @param lagPage lag that is not to be borne; the two mean CDCLatencySource and CDCLatencyTarget alike
 * @param grace how long after a start lag does not count: the first reading is the whole time that it was stopped
 * @param silence how long a running replication may have no point of a metric before nobody knows how it is
 * @param stall how long nothing may move while there is work
 * @param starting how long a start may take; serverless replications and those of more than 10,000 tables may take twice as long
 * @param stopping how long a stop may take
 * @param changing how long any other change may take
 * @param recovery how long a failure that a resume may cure is borne before it pages
 * @param unreachable how long a service may be silent before that pages
 * @param intents what each replication is meant to do, by ARN or identifier, of which the ARN counts more; an identifier also holds before
 *     there is such a replication, and when it is made again. What is not in it is {@link Intent#UNSAID}
 * @param windows when nobody is to be woken
 */
public record JudgeRules(
        Duration lagWarn,
        Duration lagPage,
        Duration grace,
        Duration silence,
        Duration stall,
        Duration starting,
        Duration stopping,
        Duration changing,
        Duration recovery,
        Duration unreachable,
        Map<String, Intent> intents,
        List<MaintenanceWindow> windows) {
    /** One minute of lag warns and five page, as the alarms do; ten minutes of silence or standstill; nothing said of intents. */
    public static final JudgeRules DEFAULTS = new JudgeRules(
            Duration.ofSeconds(60),
            Duration.ofSeconds(300),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            Duration.ofMinutes(10),
            Duration.ofMinutes(15),
            Duration.ofMinutes(10),
            Duration.ofMinutes(15),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            Map.of(),
            List.of());

    /**
     * Copies map and list.
     *
     * @throws IllegalArgumentException if lag would page before it warns
     */
    public JudgeRules {
        if (lagWarn.compareTo(lagPage) > 0) {
            throw new IllegalArgumentException("lag warns at " + lagWarn + " and pages at " + lagPage
                    + ": it must warn first, or at the same lag");
        }
        intents = Map.copyOf(intents);
        windows = List.copyOf(windows);
    }

    /** Returns the same rules with other bounds of lag. */
    public JudgeRules withLag(Duration warn, Duration page) {
        return new JudgeRules(
                warn,
                page,
                grace,
                silence,
                stall,
                starting,
                stopping,
                changing,
                recovery,
                unreachable,
                intents,
                windows);
    }

    /** Returns the same rules with what each replication is meant to do. */
    public JudgeRules withIntents(Map<String, Intent> byArnOrIdentifier) {
        return new JudgeRules(
                lagWarn,
                lagPage,
                grace,
                silence,
                stall,
                starting,
                stopping,
                changing,
                recovery,
                unreachable,
                byArnOrIdentifier,
                windows);
    }

    /** Returns the same rules with other maintenance windows. */
    public JudgeRules withWindows(List<MaintenanceWindow> others) {
        return new JudgeRules(
                lagWarn,
                lagPage,
                grace,
                silence,
                stall,
                starting,
                stopping,
                changing,
                recovery,
                unreachable,
                intents,
                others);
    }

    Intent intent(String arn, String identifier) {
        Intent byIdentifier = intents.getOrDefault(identifier, Intent.UNSAID);
        return intents.getOrDefault(arn, byIdentifier);
    }

    /** Returns whether a replication is meant to run: it must, or nothing is said of it and it has been seen running. */
    boolean expects(Watched watched) {
        return switch (intent(watched.arn(), watched.name())) {
            case MUST_RUN -> true;
            case MAY_STOP -> false;
            case UNSAID -> watched.ran();
        };
    }
}
