package io.dmskit.monitoring.poll;

import io.dmskit.monitoring.poll.CallBudget.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Sends requests within the budget and counts them. The client's own retries would be calls that nobody has counted, so each request
 * goes without them and is repeated here. Thread-safe.
 */
final class Calls {
    private static final int ATTEMPTS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final CallBudget budget;
    private final AwsRequestOverrideConfiguration once;
    private final Instant since;
    private final Map<String, AtomicLong> calls = new ConcurrentHashMap<>();
    private final AtomicLong throttled = new AtomicLong();
    private final AtomicLong metrics = new AtomicLong();

    Calls(CallBudget budget, Duration limit, Instant since) {
        this.budget = budget;
        this.once = AwsRequestOverrideConfiguration.builder()
                .apiCallTimeout(limit)
                .addPlugin(config ->
                        config.overrideConfiguration(settings -> settings.retryStrategy(AwsRetryStrategy.doNotRetry())))
                .build();
        this.since = since;
    }

    /** The budget has no room for a call. */
    static final class NoRoomException extends RuntimeException {
        private static final long serialVersionUID = 1;

        NoRoomException(String operation) {
            super(operation + " is left out: the service has throttled calls lately");
        }
    }

    CallBudget budget() {
        return budget;
    }

    /** Returns what goes with every request: it is repeated here or not at all. */
    AwsRequestOverrideConfiguration once() {
        return once;
    }

    /**
     * Sends a request once there is room for it, and again if a repetition may help.
     *
     * @throws NoRoomException if there is no room
     * @throws SdkException if it is refused, or not answered several times
     */
    <T> T send(Work work, String operation, Supplier<T> request) {
        for (int attempt = 1; ; attempt++) {
            if (!budget.spend(work, PATIENCE)) {
                throw new NoRoomException(operation);
            }
            try {
                return once(operation, request);
            } catch (SdkException e) {
                boolean again = mayPass(e) && attempt < ATTEMPTS;
                if (!again) {
                    throw e;
                }
            }
        }
    }

    /**
     * Does nothing, unless work of this kind is left out at present.
     *
     * @throws NoRoomException if it is
     */
    void requireRoom(Work work, String operation) {
        if (!budget.allows(work)) {
            throw new NoRoomException(operation);
        }
    }

    /** Sends a request for which the budget has been spent. */
    <T> T once(String operation, Supplier<T> request) {
        calls.computeIfAbsent(operation, any -> new AtomicLong()).incrementAndGet();
        try {
            return request.get();
        } catch (AwsServiceException e) {
            if (e.isThrottlingException()) {
                throttled.incrementAndGet();
                budget.throttled();
            }
            throw e;
        }
    }

    /** Who has been silent for as long as a call may take has made everybody wait long enough. */
    private static boolean mayPass(SdkException e) {
        return (e instanceof SdkClientException && !(e instanceof ApiCallTimeoutException))
                || (e instanceof AwsServiceException refused
                        && (refused.isThrottlingException() || refused.statusCode() >= 500));
    }

    void metricsRequested(int count) {
        metrics.addAndGet(count);
    }

    ApiUsage usage(Instant now) {
        Map<String, Long> counted = new TreeMap<>();
        calls.forEach((operation, count) -> counted.put(operation, count.get()));
        return new ApiUsage(Duration.between(since, now), counted, throttled.get(), metrics.get());
    }
}
