package io.dmskit.local.fault;

import io.dmskit.local.fault.InjectedFault.AccessDenied;
import io.dmskit.local.fault.InjectedFault.NoAnswer;
import io.dmskit.local.fault.InjectedFault.RequestBucket;
import io.dmskit.local.fault.InjectedFault.Throttling;
import io.dmskit.local.wire.Disturbance;
import io.dmskit.local.wire.Disturbance.Refusal;
import io.dmskit.local.wire.Disturbance.Silence;
import io.dmskit.local.wire.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** A fault in force, with what it has used up so far. Used under the lock of {@link InjectedFaults}. */
final class Standing {
    private static final long ALWAYS_THE_SAME = 17;

    private final InjectedFault fault;
    private final Random random = new Random(ALWAYS_THE_SAME);
    private final CountDownLatch cleared = new CountDownLatch(1);
    private int left;
    private double tokens;
    private Instant filled;

    Standing(InjectedFault fault, Instant now) {
        this.fault = fault;
        this.filled = now;
        this.left = calls().orElse(Integer.MAX_VALUE);
        this.tokens = fault instanceof RequestBucket bucket ? bucket.capacity() : 0;
    }

    private OptionalInt calls() {
        if (fault instanceof Throttling throttling) {
            return throttling.calls();
        }
        return fault instanceof NoAnswer silence ? silence.calls() : OptionalInt.empty();
    }

    InjectedFault fault() {
        return fault;
    }

    /** Returns whether the calls it was meant for have been made. */
    boolean isUsedUp() {
        return left == 0;
    }

    /** Lets calls go that it holds. */
    void clear() {
        cleared.countDown();
    }

    Optional<Disturbance> of(String operation, boolean dms, Instant now) {
        if (fault instanceof Throttling throttling
                && concerns(throttling.operations(), operation)
                && random.nextDouble() < throttling.share().orElse(1)) {
            left--;
            return Optional.of(throttled());
        }
        if (fault instanceof NoAnswer silence && concerns(silence.operations(), operation)) {
            left--;
            return Optional.of(new Silence(silence.lost(), silence.held(), cleared));
        }
        if (denies(operation)) {
            return Optional.of(new Refusal(denial(operation)));
        }
        return fault instanceof RequestBucket bucket && dms && !take(bucket, now)
                ? Optional.of(throttled())
                : Optional.empty();
    }

    boolean denies(String operation) {
        return fault instanceof AccessDenied denied && denied.operations().contains(operation);
    }

    static Fault denial(String operation) {
        return new Fault("AccessDeniedException", "User is not authorized to perform: " + operation);
    }

    private static boolean concerns(Set<String> operations, String operation) {
        return operations.isEmpty() || operations.contains(operation);
    }

    private boolean take(RequestBucket bucket, Instant now) {
        double seconds = Math.max(0, Duration.between(filled, now).toNanos() / 1e9);
        tokens = Math.min(bucket.capacity(), tokens + seconds * bucket.perSecond());
        filled = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }

    private static Disturbance throttled() {
        return new Refusal(new Fault("ThrottlingException", "Rate exceeded"));
    }
}
