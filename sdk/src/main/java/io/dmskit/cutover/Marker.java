package io.dmskit.cutover;

/**
 * A row that is written on the source and, when it is seen on the target, proves that everything committed before it is there too. A
 * latency of 0 proves nothing: it may be old, or mean that nothing was read.
 */
public interface Marker {
    /** Writes and commits a new marker on the source. */
    Mark write();

    /** Returns whether the marker is on the target. */
    boolean seen(Mark mark);

    /**
     * A marker that was written.
     *
     * @param id tells it from all others
     * @param position the source's log position after its commit
     */
    record Mark(String id, String position) {}
}
