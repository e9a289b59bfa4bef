package io.dmskit.cli;

import io.dmskit.local.wire.ForwardedService;
import io.dmskit.local.wire.Forwarding;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which services a LocalStack carries out instead of dmskit-local. */
final class ForwardingOptions {
    @Option(
            names = "--localstack",
            paramLabel = "URL",
            description =
                    "LocalStack that carries out Secrets Manager, CloudWatch and SNS, such as http://localhost:4566;"
                            + " requests for them are passed on, and tasks read their secrets and publish their metrics there.")
    private @Nullable URI endpoint;

    @Option(
            names = "--forward",
            paramLabel = "SERVICE",
            split = ",",
            description = "Which of them: secretsmanager, cloudwatch, sns (default: all).")
    private @Nullable List<String> services;

    /** Returns what is to be forwarded. */
    Forwarding forwarding() {
        if (endpoint == null && services != null) {
            throw new WrongUseException("--forward needs --localstack URL, which says where to");
        }
        try {
            return endpoint == null ? Forwarding.none() : Forwarding.to(endpoint, services());
        } catch (IllegalArgumentException e) {
            throw new WrongUseException(Failures.reason(e));
        }
    }

    private EnumSet<ForwardedService> services() {
        return services == null
                ? EnumSet.allOf(ForwardedService.class)
                : services.stream()
                        .map(ForwardedService::of)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(ForwardedService.class)));
    }
}
