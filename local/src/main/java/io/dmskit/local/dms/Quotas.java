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
     * Refuses more of something whose quota was injected and is reached.
     *
     * @throws Fault ResourceQuotaExceededFault; StorageQuotaExceededFault for storage
     */
    void requireRoom(Quota quota) {
        long max = faults.accountQuota(quota.title()).orElse(Long.MAX_VALUE);
        if (used.applyAsLong(quota) >= max) {
            throw new Fault(
                    quota == Quota.ALLOCATED_STORAGE ? "StorageQuotaExceededFault" : "ResourceQuotaExceededFault",
                    "the quota " + quota.title() + " is " + max + " and " + used.applyAsLong(quota)
                            + " are used; delete some or have it raised");
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
