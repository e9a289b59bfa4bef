package io.dmskit.monitoring.alert;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Attempts to deliver by way of an AWS service. The client's own retries are switched off: a sink that fails is left alone for longer each time, which
 * no client knows, and an attempt has its limit. Of what the service answers only status and code are named, since its message may hold anything.
 *
 * @param what what is asked, for reasons
 * @param limit how long one attempt may take
 * @param explanations what codes of the service mean here, for people
 */
record AwsAttempt(String what, Duration limit, Map<String, String> explanations) {
    private static final int TOO_LARGE = 413;

    /** The client has no exception of its own for this; what else it says in it is long. */
    private static final String NO_CREDENTIALS = "Unable to load credentials";

    AwsAttempt {
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException(
                    "the time limit of " + what + " is " + limit + ": it must be longer than zero");
        }
    }

    /** Returns what a request of an attempt needs. */
    AwsRequestOverrideConfiguration override() {
        return AwsRequestOverrideConfiguration.builder()
                .apiCallTimeout(limit)
                .addPlugin(config ->
                        config.overrideConfiguration(settings -> settings.retryStrategy(AwsRetryStrategy.doNotRetry())))
                .build();
    }

    /**
     * Makes an attempt.
     *
     * @param rejects whether the service speaks of the message itself: what is wrong with that stays wrong, while anything else, a permission
     *     that is missing included, may be mended on the other side
     */
    Delivery make(Supplier<Delivery> request, Predicate<AwsServiceException> rejects) {
        try {
            return request.get();
        } catch (AwsServiceException e) {
            return e.statusCode() == TOO_LARGE || rejects.test(e)
                    ? new Delivery.Rejected(answered(e))
                    : new Delivery.Failed(answered(e), retryAfter(e));
        } catch (AbortedException e) {
            Thread.currentThread().interrupt();
            return new Delivery.Failed("interrupted");
        } catch (SdkClientException e) {
            return new Delivery.Failed(what + unanswered(e));
        }
    }

    private String answered(AwsServiceException e) {
        return answered((e.statusCode() + " " + code(e)).strip(), code(e));
    }

    /** Returns the reason that a code is. */
    String answered(String answer, String code) {
        String reason = what + " answered " + answer;
        return Optional.ofNullable(explanations.get(code))
                .map(meaning -> reason + ": " + meaning)
                .orElse(reason);
    }

    private static Optional<Duration> retryAfter(AwsServiceException e) {
        return Optional.ofNullable(e.awsErrorDetails())
                .flatMap(details -> Optional.ofNullable(details.sdkHttpResponse()))
                .flatMap(response -> response.firstMatchingHeader("Retry-After"))
                .flatMap(HttpPost::seconds);
    }

    static String code(AwsServiceException e) {
        return Optional.ofNullable(e.awsErrorDetails())
                .flatMap(details -> Optional.ofNullable(details.errorCode()))
                .orElse("");
    }

    private static String unanswered(SdkClientException e) {
        if (String.valueOf(e.getMessage()).contains(NO_CREDENTIALS)) {
            return " cannot be asked: there are no credentials of AWS here";
        }
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return " cannot be reached: " + cause.getClass().getSimpleName();
    }
}
