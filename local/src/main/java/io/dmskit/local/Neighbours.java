package io.dmskit.local;

import io.dmskit.local.aws.ForwardedMetrics;
import io.dmskit.local.aws.ForwardedSecrets;
import io.dmskit.local.aws.MetricSink;
import io.dmskit.local.aws.MetricStore;
import io.dmskit.local.aws.SecretTexts;
import io.dmskit.local.aws.SecretsManager;
import io.dmskit.local.fault.InjectedFaults;
import io.dmskit.local.wire.ForwardedService;
import io.dmskit.local.wire.Forwarding;
import java.util.Optional;

/** What DMS itself needs of other services, here or where their requests are forwarded to. */
final class Neighbours implements AutoCloseable {
    private final Forwarding forwarding;
    private final Optional<ForwardedSecrets> forwardedSecrets;
    private final Optional<ForwardedMetrics> forwardedMetrics;

    Neighbours(Forwarding forwarding, String region) {
        this.forwarding = forwarding;
        this.forwardedSecrets =
                forwarding.of(ForwardedService.SECRETS_MANAGER).map(endpoint -> new ForwardedSecrets(endpoint, region));
        this.forwardedMetrics =
                forwarding.of(ForwardedService.CLOUDWATCH).map(endpoint -> new ForwardedMetrics(endpoint, region));
    }

    Forwarding forwarding() {
        return forwarding;
    }

    /** Returns where credentials are found, unless faults deny them. */
    SecretTexts secrets(SecretsManager here, InjectedFaults faults) {
        SecretTexts secrets = forwardedSecrets.isPresent() ? forwardedSecrets.get() : here;
        return id -> {
            faults.requireAllowed("GetSecretValue");
            return secrets.text(id);
        };
    }

    /** Returns where metrics are published. */
    MetricSink metrics(MetricStore here) {
        return forwardedMetrics.isPresent() ? forwardedMetrics.get() : here;
    }

    /** Returns how many observations were lost because what they are forwarded to did not take them. */
    long lostMetrics() {
        return forwardedMetrics.map(ForwardedMetrics::lost).orElse(0L);
    }

    @Override
    public void close() {
        forwardedSecrets.ifPresent(ForwardedSecrets::close);
        forwardedMetrics.ifPresent(ForwardedMetrics::close);
    }
}
