package io.dmskit.migration;

/**
 * The replication instance a migration runs on.
 *
 * @param instanceClass such as {@code dms.r6i.large}
 * @param storageGib allocated storage in GiB, 5 to 6144
 * @param multiAz whether it has a standby in another zone
 */
public record Capacity(String instanceClass, int storageGib, boolean multiAz) {
    /** What a file gets that says nothing: {@code dms.r6i.large}, 100 GiB, with a standby. */
    public static final Capacity DEFAULT = new Capacity("dms.r6i.large", 100, true);
}
