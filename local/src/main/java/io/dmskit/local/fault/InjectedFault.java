package io.dmskit.local.fault;

import io.dmskit.local.wire.Disturbance.Lost;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A fault that a test asks for. Those that last are in force until they are cleared, or until the calls they were meant for have
 * been made; {@link TaskFailure} and {@link InstanceFailover} happen once.
 */
public sealed interface InjectedFault {
    /**
     * Calls are refused with {@code ThrottlingException: Rate exceeded} and not carried out.
     *
     * @param operations names on the wire; empty for all of every service
     * @param calls how many calls; empty for as long as the fault is in force
     * @param share which part of the calls, chosen at random but the same in every run, from above 0 to 1; empty for all
     */
    record Throttling(Set<String> operations, OptionalInt calls, OptionalDouble share) implements InjectedFault {
        /** Checks the numbers. */
        public Throttling {
            operations = Set.copyOf(operations);
            positive("calls", calls.orElse(1));
            require(
                    share.orElse(1) > 0 && share.orElse(1) <= 1,
                    "share is " + share.orElse(1) + "; allowed is a number above 0 and up to 1");
        }

        /** The next calls of these operations, or of all when none is named. */
        public static Throttling next(int calls, String... operations) {
            return new Throttling(Set.of(operations), OptionalInt.of(calls), OptionalDouble.empty());
        }
    }

    /**
     * Calls of DMS are throttled as AWS does for an account: each takes a token from a bucket that fills again.
     *
     * @param capacity how many calls may come at once; AWS: 200
     * @param perSecond how many tokens come back each second; AWS: 8
     * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Limits.html">Limits</a>
     */
    record RequestBucket(int capacity, double perSecond) implements InjectedFault {
        /** The bucket of AWS. */
        public static final RequestBucket OF_AWS = new RequestBucket(200, 8);

        /** Checks the numbers. */
        public RequestBucket {
            positive("capacity", capacity);
            require(
                    perSecond >= 0 && perSecond <= 1e6,
                    "per-second is " + perSecond + "; allowed is a number from 0 to 1000000");
        }
    }

    /**
     * The connection is closed without an answer.
     *
     * @param operations names on the wire; empty for all of every service
     * @param calls how many calls; empty for as long as the fault is in force
     * @param lost whether the call is lost before it was carried out, or its answer afterwards
     * @param held how long the client waits before the connection closes, at most an hour
     */
    record NoAnswer(Set<String> operations, OptionalInt calls, Lost lost, Duration held) implements InjectedFault {
        /** Checks the numbers. */
        public NoAnswer {
            operations = Set.copyOf(operations);
            positive("calls", calls.orElse(1));
            require(
                    !held.isNegative() && held.compareTo(Duration.ofHours(1)) <= 0,
                    "held-seconds is " + held.toSeconds() + "; allowed are 0 to 3600");
        }

        /** The next calls of these operations, or of all when none is named, without holding them. */
        public static NoAnswer next(int calls, Lost lost, String... operations) {
            return new NoAnswer(Set.of(operations), OptionalInt.of(calls), lost, Duration.ZERO);
        }
    }

    /**
     * Calls are refused with {@code AccessDeniedException} and not carried out, as without a permission of IAM. Without {@code
     * GetSecretValue} DMS cannot read the credentials of endpoints either: on AWS its role for secrets would lack that permission.
     *
     * @param operations names on the wire, at least one
     */
    record AccessDenied(Set<String> operations) implements InjectedFault {
        /** Checks that there is one. */
        public AccessDenied {
            operations = Set.copyOf(operations);
            require(!operations.isEmpty(), "operations must be given, such as [\"GetSecretValue\"]");
        }

        /** Calls of these operations. */
        public static AccessDenied of(String... operations) {
            return new AccessDenied(Set.of(operations));
        }
    }

    /**
     * An endpoint's database is not to be reached: connection tests fail, runs do not start, and running tasks lose their
     * connections and try again until the fault is cleared or their tries are used up.
     *
     * @param endpoint ARN or identifier
     * @param message what the failure says
     */
    record FailingConnection(String endpoint, String message) implements InjectedFault {
        /** Checks that both are given. */
        public FailingConnection {
            given("endpoint", endpoint);
            given("message", message);
        }
    }

    /**
     * A replication instance fails over to its standby, once: it is {@code rebooting} for a while, its running tasks lose their
     * connections and go on by themselves when it is back.
     *
     * @param instance ARN or identifier
     * @param lasts how long it is away, at most an hour
     */
    record InstanceFailover(String instance, Duration lasts) implements InjectedFault {
        /** Checks the time. */
        public InstanceFailover {
            given("instance", instance);
            require(
                    !lasts.isNegative() && lasts.compareTo(Duration.ofHours(1)) <= 0,
                    "seconds is " + lasts.toSeconds() + "; allowed are 0 to 3600");
        }
    }

    /**
     * A replication instance has no storage left: it is {@code storage-full} and its tasks stop, until the fault is cleared.
     *
     * @param instance ARN or identifier
     */
    record StorageFull(String instance) implements InjectedFault {
        /** Checks that it is given. */
        public StorageFull {
            given("instance", instance);
        }
    }

    /**
     * A running task or serverless replication fails, once.
     *
     * @param task ARN or identifier, of the replication config if it is serverless
     * @param message its last failure message
     * @param recoverable whether its stop reason is RECOVERABLE_ERROR, as when its tries are used up, or FATAL_ERROR
     */
    record TaskFailure(String task, String message, boolean recoverable) implements InjectedFault {
        /** Checks that both are given. */
        public TaskFailure {
            given("task", task);
            given("message", message);
        }
    }

    /**
     * The account has another quota, and it is enforced, which the usual quotas are not: creating more is refused with {@code
     * ResourceQuotaExceededFault}, or {@code StorageQuotaExceededFault}.
     *
     * @param quota name as DescribeAccountAttributes shows it, such as Endpoints
     * @param max how many there may be; fewer than there are lets these be
     */
    record AccountQuota(String quota, long max) implements InjectedFault {
        /** Checks the number. */
        public AccountQuota {
            given("quota", quota);
            require(max >= 0, "max is " + max + "; allowed is a number from 0");
        }
    }

    private static void given(String name, String value) {
        require(!value.isBlank(), name + " must be given and must not be blank");
    }

    private static void positive(String name, int value) {
        require(value > 0, name + " is " + value + "; allowed is a number above 0");
    }

    private static void require(boolean right, String problem) {
        if (!right) {
            throw new IllegalArgumentException(problem);
        }
    }
}
