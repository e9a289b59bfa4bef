package io.dmskit.local.dms;

import io.dmskit.local.fault.InjectedFaults;
import io.dmskit.local.wire.Fault;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import software.amazon.awssdk.services.databasemigration.model.AccountQuota;
import software.amazon.awssdk.services.databasemigration.model.DescribeAccountAttributesRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeAccountAttributesResponse;

/**
 * How much of everything there may be, and is. The usual quotas are only shown; those that are injected are enforced. Used under the
 * {@link Conductor} only.
 */
final class Quotas {
    private final Account account;
    private final ToLongFunction<Quota> used;
    private final InjectedFaults faults;

    /** Creates them; {@code used} tells how much of one is used. */
    Quotas(Account account, ToLongFunction<Quota> used, InjectedFaults faults) {
        this.faults = faults;
        this.account = account;
        this.used = used;
    }

    /**
     * Refuses what an operation makes more of, if its quota was injected and is reached.
     *
     * @throws Fault ResourceQuotaExceededFault
     */
    void requireRoomFor(String operation) {
        Quota.limiting(operation).ifPresent(quota -> requireRoom(quota, 1, "ResourceQuotaExceededFault"));
    }

    /**
     * Refuses more storage than an injected quota leaves.
     *
     * @param more how many GiB; none or fewer than none are never refused
     * @throws Fault StorageQuotaExceededFault
     */
    void requireStorage(long more) {
        requireRoom(Quota.ALLOCATED_STORAGE, more, "StorageQuotaExceededFault");
    }

    private void requireRoom(Quota quota, long more, String fault) {
        long max = faults.accountQuota(quota.title()).orElse(Long.MAX_VALUE);
        long inUse = used.applyAsLong(quota);
        if (more > 0 && inUse > max - more) {
            throw new Fault(
                    fault,
                    "the quota " + quota.title() + " is " + max + " and " + inUse
                            + " are used, so there is no room for " + more + " more; delete some or have it raised");
        }
    }

    DescribeAccountAttributesResponse describe(DescribeAccountAttributesRequest request) {
        List<AccountQuota> quotas = Arrays.stream(Quota.values())
                .map(quota -> AccountQuota.builder()
                        .accountQuotaName(quota.title())
                        .used(used.applyAsLong(quota))
                        .max(faults.accountQuota(quota.title()).orElse(quota.usual()))
                        .build())
                .toList();
        return DescribeAccountAttributesResponse.builder()
                .accountQuotas(quotas)
                .uniqueAccountIdentifier("c" + account.id().substring(1))
                .build();
    }
}
