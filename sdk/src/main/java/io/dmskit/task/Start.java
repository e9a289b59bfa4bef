package io.dmskit.task;

import io.dmskit.checkpoint.SourcePosition;
import io.dmskit.position.CdcStart;
import io.dmskit.position.CdcStopPosition;
import java.util.Optional;

/**
 * A wish to start a task: how, from where, until when.
 *
 * <pre>{@code
 * task.start(Start.from(Lsn.parse("4AF/B00000D0")).until(CdcStopPosition.parse("commit_time:2018-02-09T12:12:12")));
 * task.start(Start.next().knowing(SourcePosition.capture(Engine.POSTGRES, connection)));
 * }</pre>
 *
 * @param type how; absent: the first start, or going on where the last run ended
 * @param from where changes are read from; absent: where the task's definition says, or now
 * @param until when the task stops by itself; absent: as the task's definition says, or never
 * @param captured where the source stood before the start, for the journal
 */
public record Start(
        Optional<StartType> type,
        Optional<CdcStart> from,
        Optional<CdcStopPosition> until,
        Optional<SourcePosition> captured) {

    /** The first start, or going on where the last run ended. */
    public static Start next() {
        return new Start(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** A start of this type. */
    public static Start of(StartType type) {
        return new Start(Optional.of(type), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** A start-replication that reads changes from there. */
    public static Start from(CdcStart from) {
        return new Start(
                Optional.of(StartType.START_REPLICATION), Optional.of(from), Optional.empty(), Optional.empty());
    }

    /** Returns the same start, with a run that ends there. */
    public Start until(CdcStopPosition stop) {
        return new Start(type, from, Optional.of(stop), captured);
    }

    /** Returns the same start; the position goes into the handle's journal before the start is sent. */
    public Start knowing(SourcePosition position) {
        return new Start(type, from, until, Optional.of(position));
    }
}
