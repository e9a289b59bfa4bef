package io.dmskit.local.fault;

import io.dmskit.local.fault.InjectedFault.AccessDenied;
import io.dmskit.local.fault.InjectedFault.AccountQuota;
import io.dmskit.local.fault.InjectedFault.FailingConnection;
import io.dmskit.local.fault.InjectedFault.InstanceFailover;
import io.dmskit.local.fault.InjectedFault.NoAnswer;
import io.dmskit.local.fault.InjectedFault.TaskFailure;
import io.dmskit.local.fault.InjectedFault.Throttling;
import io.dmskit.local.wire.Disturbance;
import io.dmskit.local.wire.Fault;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The faults in force. Thread-safe. */
public final class InjectedFaults implements Disturbance.Source {
    private static final String DMS = "AmazonDMSv20160101";

    private final InstantSource clock;
    private final Map<String, Standing> standing = new LinkedHashMap<>();
    private Set<String> operations = Set.of();
    private Effects effects = Effects.NONE;
    private int injected;

    /** What faults do to resources. Called outside the lock of the faults. */
    public interface Effects {
        /** Does nothing. */
        Effects NONE = new Effects() {
            @Override
            public void check(InjectedFault fault) {}

            @Override
            public void begin(InjectedFault fault) {}

            @Override
            public void end(InjectedFault fault) {}
        };

        /**
         * Finds out whether a fault can be injected.
         *
         * @throws Fault if what it names is not there, or is not in a state for it
         */
        void check(InjectedFault fault);

        /** A fault is in force from now on. */
        void begin(InjectedFault fault);

        /** A fault that lasted is cleared. */
        void end(InjectedFault fault);
    }

    /** Creates it without faults. */
    public InjectedFaults(InstantSource clock) {
        this.clock = clock;
    }

    /** Says which operations there are, and who does what faults do to resources. */
    public synchronized void serve(Set<String> known, Effects carriedOutBy) {
        operations = Set.copyOf(known);
        effects = carriedOutBy;
    }

    /**
     * Injects a fault.
     *
     * @return the id by which it can be cleared
     * @throws Fault if it names what is not there, or is not in a state for it; the fault is not in force then
     */
    public String inject(InjectedFault fault) {
        named(fault).forEach(this::requireOperation);
        effects().check(fault);
        String id = add(fault);
        try {
            effects().begin(fault);
            return id;
        } catch (RuntimeException e) {
            // What it names may have changed since it was checked: nobody learns of this id, so nobody could clear it.
            Optional<Standing> refused = remove(id);
            refused.ifPresent(Standing::clear);
            throw e;
        }
    }

    private synchronized String add(InjectedFault fault) {
        String id = "fault-" + ++injected;
        if (!(fault instanceof TaskFailure) && !(fault instanceof InstanceFailover)) {
            standing.put(id, new Standing(fault, clock.instant()));
        }
        return id;
    }

    private synchronized Effects effects() {
        return effects;
    }

    private static Set<String> named(InjectedFault fault) {
        if (fault instanceof Throttling throttling) {
            return throttling.operations();
        }
        if (fault instanceof AccessDenied denied) {
            return denied.operations();
        }
        return fault instanceof NoAnswer silence ? silence.operations() : Set.of();
    }

    private synchronized void requireOperation(String name) {
        if (!operations.contains(name)) {
            throw new Fault(
                    "InvalidParameterValueException",
                    "no operation is called \"" + name + "\"; there are "
                            + String.join(", ", new TreeSet<>(operations)));
        }
    }

    /** Returns the faults in force by their ids, in the order of their injection. */
    public synchronized Map<String, InjectedFault> inForce() {
        Map<String, InjectedFault> faults = new LinkedHashMap<>();
        standing.forEach((id, one) -> faults.put(id, one.fault()));
        return Collections.unmodifiableMap(faults);
    }

    /** Clears a fault; returns whether there was one of this id. */
    public boolean clear(String id) {
        Optional<Standing> cleared = remove(id);
        cleared.ifPresent(one -> {
            one.clear();
            effects().end(one.fault());
        });
        return cleared.isPresent();
    }

    private synchronized Optional<Standing> remove(String id) {
        return Optional.ofNullable(standing.remove(id));
    }

    /** Clears all faults. */
    public void clear() {
        inForce().keySet().forEach(this::clear);
    }

    @Override
    public synchronized Optional<Disturbance> of(String service, String operation) {
        for (Standing one : standing.values()) {
            Optional<Disturbance> disturbance = one.of(operation, service.equals(DMS), clock.instant());
            if (disturbance.isPresent()) {
                standing.values().removeIf(Standing::isUsedUp);
                return disturbance;
            }
        }
        return Optional.empty();
    }

    /**
     * Refuses what dmskit-local itself is about to do for DMS, if it is denied.
     *
     * @throws Fault if a fault denies the operation
     */
    public synchronized void requireAllowed(String operation) {
        if (standing.values().stream().anyMatch(one -> one.denies(operation))) {
            throw Standing.denial(operation);
        }
    }

    /** Returns what connections to an endpoint fail with, if they do. */
    public Optional<String> connectionFailure(String endpointArn, String endpointIdentifier) {
        return stream(FailingConnection.class)
                .filter(fault ->
                        fault.endpoint().equals(endpointArn) || fault.endpoint().equalsIgnoreCase(endpointIdentifier))
                .map(FailingConnection::message)
                .findFirst();
    }

    /** Returns the account's quota of this name, if it has another one than usual; the last one injected counts. */
    public OptionalLong accountQuota(String name) {
        return stream(AccountQuota.class)
                .filter(fault -> fault.quota().equals(name))
                .mapToLong(AccountQuota::max)
                .reduce((earlier, later) -> later);
    }

    private <F extends InjectedFault> Stream<F> stream(Class<F> kind) {
        return inForce().values().stream().filter(kind::isInstance).map(kind::cast);
    }
}
