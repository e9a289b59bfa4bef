package io.dmskit.monitoring.alert.file;

import java.io.PrintStream;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * What the sinks of a file take from the process they are in. Clients are only asked for when a sink or a secret needs one, stay whose they are, and must
 * outlive the sinks.
 */
public interface SinkEnvironment {
    /** Returns a client of SNS in this region, that of a topic. */
    SnsClient sns(Region region);

    /** Returns a client of EventBridge in this region, that of a bus. */
    EventBridgeClient eventBridge(Region region);

    /** Returns a client of EventBridge in the usual region, for buses that are given by name. */
    EventBridgeClient eventBridge();

    /** Returns a client of Secrets Manager. */
    SecretsManagerClient secrets();

    /** Returns the value of an environment variable. */
    default Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name));
    }

    /** Returns standard output. */
    default PrintStream out() {
        return System.out;
    }

    /** Returns standard error. */
    default PrintStream err() {
        return System.err;
    }
}
