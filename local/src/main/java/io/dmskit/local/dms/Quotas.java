package io.dmskit.local.dms;

import io.dmskit.local.wire.Fault;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import software.amazon.awssdk.services.databasemigration.model.AccountQuota;
import software.amazon.awssdk.services.databasemigration.model.DescribeAccountAttributesRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeAccountAttributesResponse;

/**
 * How much of everything there may be, and is. The usual quotas are only shown; what is set by hand is enforced. Used under the
 * {@link Conductor} only.
 */
final class Quotas {
    private final Account account;
    private final ToLongFunction<Quota> used;
    private final Map<Quota, Long> set = new EnumMap<>(Quota.class);

    /** Creates the usual ones; {@code used} tells how much of one is used. */
    Quotas(Account account, ToLongFunction<Quota> used) {
        this.account = account;
        this.used = used;
    }

    /**
     * Sets a quota, to be enforced from now on.
     *
     * @throws IllegalArgumentException if there is no quota of this name
     */
    void set(String name, long max) {
        Quota quota = Arrays.stream(Quota.values())
                .filter(each -> each.title().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no quota is called \"" + name + "\"; there are "
                        + String.join(
                                ", ",
                                Arrays.stream(Quota.values()).map(Quota::title).toList())));
        set.put(quota, max);
    }

    /**
     * Refuses more of something whose quota was set by hand and is reached.
     *
     * @throws Fault ResourceQuotaExceededFault; StorageQuotaExceededFault for storage
     */
    void requireRoom(Quota quota) {
        long max = Optional.ofNullable(set.get(quota)).orElse(Long.MAX_VALUE);
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
                        .max(Optional.ofNullable(set.get(quota)).orElse(quota.usual()))
                        .build())
                .toList();
        return DescribeAccountAttributesResponse.builder()
                .accountQuotas(quotas)
                .uniqueAccountIdentifier("c" + account.id().substring(1))
                .build();
    }
}
