package io.dmskit.monitoring.alert.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dmskit.document.Findings;
import io.dmskit.monitoring.alert.AlertSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Fetches secrets and opens sinks. What does not work is a finding, which holds no secret.
 *
 * @param environment where from
 * @param findings where problems go
 */
record Opening(SinkEnvironment environment, Findings findings) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Returns a sink if all it needs is there. */
    Optional<AlertSink> sink(SinkEntry entry) {
        try {
            return entry.plan().open(this);
        } catch (IllegalArgumentException e) {
            // What sinks say of their arguments holds no secret.
            findings.error(SinksReader.UNAVAILABLE, entry.node(), "sinks." + entry.name() + ": " + e.getMessage());
        } catch (SdkException e) {
            findings.error(
                    SinksReader.UNAVAILABLE,
                    entry.node(),
                    "sinks." + entry.name() + ": there is no client of AWS for it: " + e.getMessage());
        }
        return Optional.empty();
    }

    /** Returns a secret if it is there and not blank. */
    Optional<String> secret(SecretReference reference) {
        Optional<String> value;
        if (reference instanceof SecretReference.Variable variable) {
            value = variable(variable);
        } else if (reference instanceof SecretReference.InFile file) {
            value = content(file);
        } else if (reference instanceof SecretReference.Managed managed) {
            value = managed(managed);
        } else {
            throw new AssertionError(reference);
        }
        return value.map(String::strip);
    }

    private Optional<String> variable(SecretReference.Variable variable) {
        String what = "the environment variable " + variable.name();
        Optional<String> value = environment.variable(variable.name());
        return value.isPresent() ? filled(variable, what, value.get()) : missing(variable, what + " is not set");
    }

    private Optional<String> content(SecretReference.InFile reference) {
        Path file = reference.file();
        String what = "the file " + file;
        try {
            return filled(reference, what, new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return missing(reference, what + " cannot be read: " + e.getClass().getSimpleName());
        }
    }

    private Optional<String> managed(SecretReference.Managed reference) {
        String what = "the secret " + reference.id();
        try {
            Optional<String> text = Optional.ofNullable(environment
                    .secrets()
                    .getSecretValue(request -> request.secretId(reference.id()))
                    .secretString());
            if (text.isEmpty()) {
                return missing(reference, what + " is binary: it must be text");
            }
            return reference.key().isEmpty() ? filled(reference, what, text.get()) : entry(reference, what, text.get());
        } catch (AwsServiceException e) {
            return missing(
                    reference,
                    what + " cannot be read: Secrets Manager answered " + e.statusCode() + " "
                            + e.awsErrorDetails().errorCode());
        } catch (SdkException e) {
            return missing(reference, what + " cannot be read: " + e.getClass().getSimpleName());
        }
    }

    private Optional<String> entry(SecretReference.Managed reference, String what, String text) {
        try {
            JsonNode value = JSON.readTree(text).path(reference.key());
            if (value.isTextual()) {
                return filled(reference, what, value.asText());
            }
        } catch (JsonProcessingException quotesTheSecret) {
            // What is wrong is said below.
        }
        return missing(reference, what + " is not a JSON object that has a text under the key " + reference.key());
    }

    private Optional<String> filled(SecretReference reference, String what, String value) {
        return value.isBlank() ? missing(reference, what + " is blank") : Optional.of(value);
    }

    private Optional<String> missing(SecretReference reference, String text) {
        findings.error(SinksReader.UNAVAILABLE, reference.node(), text);
        return Optional.empty();
    }
}
