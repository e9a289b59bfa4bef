package io.dmskit.local.dms;

import io.dmskit.local.engine.StopReason;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.databasemigration.model.ProvisionData;

/** One serverless replication: its configuration, its state and what was provisioned. Used under the {@link Conductor} only. */
final class ServerlessReplication extends Job {
    private ServerlessDefinition definition;
    private ServerlessStatus status = ServerlessStatus.CREATED;
    private ServerlessStatus home = ServerlessStatus.CREATED;
    private Provision provision = Provision.NONE;
    private Instant updated;
    private @Nullable String startType;
    private @Nullable Instant deprovisioned;

    /**
     * What was provisioned for its runs.
     *
     * @param state provisioned, deprovisioning or deprovisioned; null before the first run
     * @param units capacity units
     * @param date when it was provisioned
     * @param again whether that was not the first time
     */
    record Provision(
            @Nullable String state, int units, @Nullable Instant date, boolean again) {
        private static final Provision NONE = new Provision(null, 0, null, false);

        ProvisionData shown() {
            return ProvisionData.builder()
                    .provisionState(state)
                    .provisionedCapacityUnits(units)
                    .dateProvisioned(date)
                    .isNewProvisioningAvailable(false)
                    .reasonForNewProvisioningData(again ? "The replication was started again." : null)
                    .build();
        }
    }

    /**
     * Its state, as it is kept.
     *
     * @param status what it is now
     * @param home the status that it goes back to when it is modified
     * @param provision what was provisioned
     * @param updated when it was last modified or started
     * @param startType how its last run was started
     * @param deprovisioned when the resources of its last run were taken away
     */
    record Kept(
            ServerlessStatus status,
            ServerlessStatus home,
            Provision provision,
            Instant updated,
            @Nullable String startType,
            @Nullable Instant deprovisioned) {}

    ServerlessReplication(String arn, ServerlessDefinition definition, Instant created) {
        super(arn, created);
        this.definition = definition;
        this.updated = created;
    }

    @Override
    ServerlessDefinition definition() {
        return definition;
    }

    @Override
    String described() {
        return "replication " + arn;
    }

    @Override
    String statusWord() {
        return status.word();
    }

    @Override
    boolean isRunning() {
        return status == ServerlessStatus.RUNNING;
    }

    void redefine(ServerlessDefinition changed, Instant now) {
        definition = changed;
        updated = now;
        changed();
    }

    Kept kept() {
        return new Kept(status, home, provision, updated, startType, deprovisioned);
    }

    /** Takes over what an earlier process had kept. */
    void takeOver(Kept kept, History history) {
        status = kept.status();
        home = kept.home();
        provision = kept.provision();
        updated = kept.updated();
        startType = kept.startType();
        deprovisioned = kept.deprovisioned();
        takeOver(history);
    }

    ServerlessStatus status() {
        return status;
    }

    /** Returns whether a run moves rows at this moment. */
    boolean isReplicating() {
        return status == ServerlessStatus.RUNNING || status == ServerlessStatus.STOPPING;
    }

    /** Returns whether there is a run of it, or about to be. */
    boolean hasRun() {
        return status.isPreparing() || isReplicating();
    }

    /** The only place where the status changes. */
    void become(ServerlessStatus next) {
        if (!status.canBecome(next)) {
            throw new IllegalStateException(
                    "serverless replication " + arn + " is " + status.word() + " and cannot become " + next.word());
        }
        status = next;
        changed();
    }

    void modifying() {
        home = status;
        become(ServerlessStatus.MODIFYING);
    }

    void modified() {
        become(home);
    }

    /** A run begins with this start type; a fresh one unless it goes on from an earlier one. */
    void starting(String type, boolean fresh, Instant now) {
        become(ServerlessStatus.INITIALIZING);
        startType = type;
        deprovisioned = null;
        runBegins(fresh, now);
    }

    void provisioned(int units, Instant now) {
        provision = new Provision("provisioned", units, now, provision.date() != null);
        changed();
    }

    void running() {
        become(ServerlessStatus.RUNNING);
        runMoves();
    }

    void stopped(StopReason reason, Instant now) {
        become(ServerlessStatus.STOPPED);
        ended(reason, Optional.empty(), now);
    }

    void failed(StopReason reason, String message, Instant now) {
        become(ServerlessStatus.FAILED);
        ended(reason, Optional.of(message), now);
    }

    private void ended(StopReason reason, Optional<String> failure, Instant now) {
        runEnds(reason, failure, now);
        if (provision.state() != null) {
            provision = new Provision("deprovisioning", provision.units(), provision.date(), provision.again());
            changed();
        }
    }

    /** Its resources are gone, if none were provisioned since its run ended. */
    void deprovisioned(Instant now) {
        if ("deprovisioning".equals(provision.state())) {
            provision = new Provision("deprovisioned", 0, provision.date(), provision.again());
            deprovisioned = now;
            changed();
        }
    }

    ProvisionData provision() {
        return provision.shown();
    }

    Instant updated() {
        return updated;
    }

    /** Returns how its last run was started. */
    Optional<String> startType() {
        return Optional.ofNullable(startType);
    }

    /** Returns when the resources of its last run were taken away. */
    Optional<Instant> deprovisionedAt() {
        return Optional.ofNullable(deprovisioned);
    }

    @Override
    public String toString() {
        return arn + " (" + status.word() + ")";
    }
}
