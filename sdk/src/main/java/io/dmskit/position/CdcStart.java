package io.dmskit.position;

import java.util.Optional;

/**
 * Where a change stream is to start. DMS takes a time or a position, never both, so there is one value for either.
 *
 * <p>{@code toString} gives the text of the API.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Task.CDC.html">Creating tasks for ongoing replication</a>
 */
public sealed interface CdcStart permits CdcStartPosition, CdcStartTime {
    /**
     * Reads what {@code CdcStartPosition} holds: a date such as {@code 2018-03-08T12:12:12} (UTC), a checkpoint, or a position of
     * one of the engines, told apart by its form.
     *
     * @throws IllegalArgumentException if the text is none of them
     */
    static CdcStart parse(String text) {
        String start = text.strip();
        Optional<CdcStart> found = start.startsWith(Checkpoint.PREFIX)
                ? Optional.of(Checkpoint.parse(start))
                : CdcStartTime.find(start).<CdcStart>map(time -> time).or(() -> NativePosition.find(start));
        return found.orElseThrow(() -> new IllegalArgumentException("start is \"" + text
                + "\": it must be a UTC time such as 2018-03-08T12:12:12, a recovery checkpoint as the task gives it, or "
                + PositionForm.all()));
    }
}
